import { z } from 'zod';
import { askedInSource } from '../../../lib/trace/asked-in-source';
import { tokensOf } from '../../../lib/trace/source-tokens';
import { expectEqualRendering } from '../../equality/expect-equal';
import { smallChart } from './small-chart';

describe('conditions are found in source', () => {
  function askedIn(source: string): string[] {
    return askedInSource([{ tokens: tokensOf(source), isTable: false }]).map(
      ({ names, texts, numbers, joints, around }) =>
        [[...names], texts, numbers, joints, around ? [...around.names] : []].map((part) => part.join(' ')).join(' | '),
    );
  }

  test('with what they name, each entry of an object and each statement for itself', () => {
    expect(
      askedIn(`
        const { env } = values;
        const limit = values.limits.cpu;
        if (env === 'prod' && limit > 4) return { a: env !== 'dev' ? 1_000 : 2, b: values.plain };
        list.push(values.tier || 'none');
      `),
    ).toMatchInlineSnapshot(`
[
  "if env limit values limits cpu | prod | 4 |  | ",
  "a env | dev |  |  | ",
  "list push values tier | none |  |  | ",
]
`);
  });

  test('behind others, in blocks and in loops', () => {
    expect(
      askedIn(`
        switch (values.env) { case 'prod': return values.tier === 'db' ? 5 : 3; }
        values.hosts.map((host) => ({ own: host.name.endsWith(\`.\${values.domain}\`) }));
      `),
    ).toMatchInlineSnapshot(`
[
  "case | prod |  |  | switch values env",
  "return values tier | db |  |  | switch values env case",
  "switch values env |  |  |  | ",
  "own host name endsWith values domain |  |  | . | values hosts map host",
]
`);
  });
});

const text = z.string().default('x');
const on = z.boolean().default(false);
const port = z.int().min(1).max(65535);

describe('what conditions ask about together is met', () => {
  test('equalities of an enum, a text and a number, in nested branches', async () => {
    const chart = smallChart({
      values: z.object({ env: z.enum(['dev', 'staging', 'prod']).default('dev'), tier: text, port: port.default(80) }),
      spec: ({ env, tier, port }) => {
        const isSecure = tier === 'edge' && port === 443;
        switch (env) {
          case 'prod':
            return { replicas: tier === 'db' ? 5 : 3, isSecure };
          default:
            return { replicas: 1, isSecure };
        }
      },
    });
    expect(chart.traced.fixed).toEqual([]);
    await expectEqualRendering(chart, [
      { env: 'prod', tier: 'db' },
      { env: 'prod', tier: 'edge', port: 443 },
      { tier: 'edge', port: 443 },
      { tier: 'edge', port: 442 },
      { tier: 'db', port: 443 },
    ]);
  });

  test('two numbers, for a number', async () => {
    const number = z.int().default(1);
    const chart = smallChart({
      values: z.object({ port: number, targetPort: number }),
      spec: ({ port, targetPort }) => ({ replicas: port === 443 && targetPort === 8443 ? 3 : 1 }),
    });
    expect(chart.traced.fixed).toEqual([]);
    await expectEqualRendering(chart, [
      { port: 443, targetPort: 8443 },
      { port: 443, targetPort: 8442 },
      { port: 442, targetPort: 8443 },
    ]);
  });

  test('two texts', async () => {
    const chart = smallChart({
      values: z.object({ kind: text, scope: text }),
      spec: ({ kind, scope }) => ({ isInternal: kind === 'nginx' && scope === 'internal' }),
    });
    expect(chart.traced.fixed).toEqual([]);
    await expectEqualRendering(chart, [{ kind: 'nginx', scope: 'internal' }, { kind: 'nginx' }, { scope: 'internal' }]);
  });

  test('switches, an enum and what a text begins with, all off by default', async () => {
    const cache = z.object({
      enabled: on,
      tls: on,
      mode: z.enum(['none', 'redis', 'valkey']).default('none'),
      url: text,
    });
    const chart = smallChart({
      values: z.object({ cache: cache.prefault({}) }),
      spec: ({ cache: { enabled, tls, mode, url } }) => ({
        host: enabled && tls && mode === 'redis' && url.startsWith('rediss://') ? url.slice(9) : 'none',
      }),
    });
    expect(chart.traced.fixed).toEqual([]);
    const all = { enabled: true, tls: true, mode: 'redis', url: 'rediss://cache' };
    await expectEqualRendering(chart, [
      { cache: all },
      { cache: { ...all, tls: false } },
      { cache: { ...all, mode: 'valkey' } },
      { cache: { ...all, url: 'redis://cache' } },
    ]);
  });

  test('a length and an element’s text, behind a switch', async () => {
    const host = z.object({ name: z.string().regex(/^[a-z]+$/), kind: text });
    const chart = smallChart({
      values: z.object({ isSharded: on, hosts: z.array(host).default([]) }),
      spec: ({ isSharded, hosts }) => ({
        mode: isSharded && hosts.length > 16 ? 'sharded' : 'single',
        hosts: hosts.map(({ name, kind }) => (isSharded && kind === 'leader' ? { leader: name } : { name })),
      }),
    });
    expect(chart.traced.fixed).toEqual([]);
    const hosts = (count: number) => Array.from({ length: count }, () => ({ name: 'a', kind: 'leader' }));
    await expectEqualRendering(chart, [
      { isSharded: true, hosts: hosts(16) },
      { isSharded: true, hosts: hosts(17) },
      { hosts: hosts(17) },
    ]);
  });
});

describe('values that are reckoned or joined where they are compared with each other are fixed', () => {
  const numbers = z.object({ on, port: port.default(80), other: port.default(9090) });
  const texts = z.object({ on, host: text, domain: z.string().default('example.com') });

  test('in a sum', () => {
    const spec = ({ on, port, other }: z.output<typeof numbers>) => (on && port + other > 640 ? 'many' : 'few');
    const { traced } = smallChart({ values: numbers, spec: (values) => ({ made: spec(values) }) });
    expect(traced.fixed.map(({ path }) => path).sort()).toEqual(['other', 'port']);
  });

  test.each([
    ['as a part', ({ on, host, domain }) => (on && host.endsWith(`.${domain}`) ? host : `${host}.${domain}`)],
    ['as a number', ({ on, host }) => on && Number.parseInt(host, 10) >= 4],
    ['by a regular expression', ({ on, host }) => (on && /^\d+$/.test(host) ? `${host}Gi` : host)],
  ] satisfies [string, (values: z.output<typeof texts>) => unknown][])('%s', (_, make) => {
    const { traced } = smallChart({ values: texts, spec: (given) => ({ made: make(given) }) });
    expect(traced.fixed.map(({ path }) => path)).toContain('host');
  });
});

test('a number that is only there where it is above another, as an item of its own', async () => {
  const worker = z.object({
    name: z.string(),
    gpus: z.int().min(0).max(20).default(1),
    type: z.string().default('auto'),
  });
  const chart = smallChart({
    values: z.object({
      gpus: z.int().min(0).max(16).default(1),
      port: port.default(8080),
      workers: z.array(worker).default([]),
    }),
    environments: { prod: { gpus: 4, workers: [{ name: 'a' }] } },
    spec: ({ gpus, port, workers }) => ({
      args: ['serve', ...(gpus > 1 ? ['--tensor-parallel-size', String(gpus)] : []), '--verbose'],
      ports: [{ containerPort: 80 }, ...(port !== 8080 ? [{ containerPort: port }] : [])],
      workers: workers.map(({ name, gpus, type }) => ({
        name,
        args: ['work', ...(gpus > 1 ? ['--gpus', String(gpus)] : []), ...(type !== 'auto' ? ['--type', type] : [])],
      })),
    }),
  });
  expect(chart.traced.fixed).toEqual([]);
  await expectEqualRendering(chart, [
    { gpus: 2, port: 8081 },
    { gpus: 0, port: 80 },
    {
      workers: [
        { name: 'b', gpus: 2, type: 'spot' },
        { name: 'c', gpus: 0 },
      ],
    },
  ]);
});
