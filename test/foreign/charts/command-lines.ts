import { ApiObject, type Chart } from 'cdk8s';
import { z } from 'zod';
import { foreignChart } from '../foreign-chart';

const route = z.object({
  host: z.string(),
  port: z.int().min(1).max(65535).optional(),
  tls: z.boolean().default(false),
  enabled: z.boolean().default(true),
});

const job = z.object({
  name: z.string(),
  verbose: z.boolean().default(false),
  steps: z
    .array(
      z.object({
        command: z.string(),
        env: z.record(z.string(), z.string()).default({}),
        skip: z.boolean().default(false),
      }),
    )
    .default([]),
});

/** Text of which parts are there under conditions, or for elements: flags, scripts, addresses, JSON. */
export const commandLines = foreignChart({
  name: 'command-lines',
  values: z.object({
    model: z.string().default('llama'),
    quantization: z.enum(['none', 'awq', 'gptq']).default('none'),
    lora: z.string().optional(),
    tensorParallelSize: z.int().min(1).max(64).default(1),
    gpu: z.boolean().default(false),
    debug: z.boolean().default(false),
    extraArgs: z.array(z.string()).default([]),
    database: z
      .object({
        user: z.string().optional(),
        password: z.string().optional(),
        host: z.string().default('postgres'),
        port: z.int().min(1).max(65535).optional(),
        tls: z.boolean().default(false),
        options: z.record(z.string(), z.string()).default({}),
      })
      .prefault({}),
    routes: z.array(route).default([]),
    jobs: z.array(job).default([]),
    ratios: z.array(z.number()).default([]),
  }),
  environments: {
    dev: {},
    prod: {
      quantization: 'awq',
      gpu: true,
      tensorParallelSize: 4,
      extraArgs: ['--seed 1', '--gpu'],
      database: { user: 'app', password: 'pass word', tls: true, options: { a: '1' } },
      routes: [
        { host: 'a.example.com', port: 80, tls: true, enabled: true },
        { host: 'b.example.com', tls: false, enabled: false },
        { host: 'c.example.com', tls: false, enabled: true },
      ],
      jobs: [
        {
          name: 'nightly',
          verbose: true,
          steps: [
            { command: 'prepare', env: { LEVEL: '1', MODE: 'full' }, skip: false },
            { command: 'skipped', env: {}, skip: true },
            { command: 'run', env: {}, skip: false },
          ],
        },
      ],
      ratios: [0.5, 1e21],
    },
  },
  constructs: (chart, values) => {
    const { model, quantization, lora, tensorParallelSize, gpu, debug, extraArgs, database, routes, jobs } = values;
    configMap(chart, 'server', {
      command: [
        `serve ${model}`,
        ...(quantization === 'none' ? [] : [`--quantization ${quantization}`]),
        ...(lora ? [`--lora ${lora}`] : []),
        ...(tensorParallelSize > 1 ? [`--tensor-parallel-size ${tensorParallelSize}`] : []),
        gpu ? '--device cuda' : '--device cpu',
        ...extraArgs,
      ].join(' \\\n  '),
      'start.sh': [
        '#!/bin/sh',
        'set -eu',
        ...(debug ? ['set -x', 'echo "{{ debugging }}"'] : []),
        ...(gpu ? ['nvidia-smi'] : []),
        `exec serve "${model}"`,
        '',
      ].join('\n'),
      features: [...(gpu ? ['gpu'] : []), ...(debug ? ['debug'] : []), ...(lora ? ['lora'] : [])].join(',') || 'none',
      'config.json': JSON.stringify({ model, ...(gpu && { device: 'cuda' }), ...(lora !== undefined && { lora }) }),
      encoded: Buffer.from(`model=${model}${gpu ? '\ngpu=1' : ''}${debug ? '\ndebug=1' : ''}\n`).toString('base64'),
      ratios: [...(debug ? ['debug'] : []), ...(gpu ? ['gpu'] : []), ...values.ratios].join(' '),
    });
    const { user, password, host, port, tls, options } = database;
    const account = user === undefined ? '' : `${user}${password === undefined ? '' : `:${password}`}@`;
    configMap(chart, 'addresses', {
      database: `${tls ? 'postgresqls' : 'postgresql'}://${account}${host}${port ? `:${port}` : ''}/main`,
      options: Object.entries(options)
        .filter(([, value]) => value !== '')
        .map(([key, value]) => `${key}=${value}`)
        .join('&'),
      routes: routes
        .filter(({ enabled }) => enabled)
        .map((one) => `${one.tls ? 'https' : 'http'}://${one.host}${one.port ? `:${one.port}` : ''}`)
        .join(' '),
    });
    for (const { name, verbose, steps } of jobs) {
      configMap(chart, `job-${name}`, {
        run: steps
          .filter(({ skip }) => !skip)
          .map(({ command, env }) =>
            [...Object.entries(env).map(([key, value]) => `${key}=${value}`), command].join(' '),
          )
          .join(' && '),
        flags: `--job ${name}${verbose ? ' --verbose' : ''}${debug ? ' --debug' : ''}${gpu ? ' --gpu' : ''}`,
      });
    }
  },
});

function configMap(chart: Chart, id: string, data: Readonly<Record<string, string>>): void {
  new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id.toLowerCase() }, data });
}
