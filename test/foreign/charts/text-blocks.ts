import { ApiObject } from 'cdk8s';
import { ConfigMap, Deployment, Volume } from 'cdk8s-plus-27';
import { z } from 'zod';
import { foreignChart } from '../foreign-chart';

/** Scripts and configuration files: text blocks with values in them, lines under a condition, files from a record. */
export const textBlocks = foreignChart({
  name: 'text-blocks',
  values: z.object({
    server: z
      .object({
        listen: z.int().min(1).max(65535).default(8080),
        workers: z.int().min(1).default(4),
        name: z.string().default('server'),
        tls: z.boolean().default(false),
        origins: z.array(z.string()).default(['https://example.com']),
      })
      .prefault({}),
    files: z.record(z.string().min(1), z.string()).default({ 'extra.conf': 'a = 1\nb = 2\n' }),
    banner: z.string().default(''),
    script: z.string().default('set -eu\nexec "$@"\n'),
  }),
  environments: { dev: {}, prod: { server: { tls: true, workers: 16 }, banner: 'Production\n  be careful' } },
  constructs: (chart, values) => {
    const { listen, workers, name, tls, origins } = values.server;
    const configuration = [
      '# written by the chart',
      '[server]',
      `name = ${JSON.stringify(name)}`,
      `listen = ":${listen}"`,
      `workers = ${workers}`,
      `origins = ${origins.join(', ')}`,
      ...(tls ? ['[tls]', 'listen = ":8443"', 'template = "{{ .ServerName }}"'] : []),
      '',
    ].join('\n');
    const map = new ConfigMap(chart, 'files', { data: { 'server.toml': configuration, 'start.sh': values.script } });
    for (const [file, text] of Object.entries(values.files)) map.addData(`extra-${file}`, text);
    if (values.banner) map.addData('banner', `${values.banner}\n${'='.repeat(20)}\n`);
    const deployment = new Deployment(chart, 'server', { containers: [{ image: 'server:1', portNumber: listen }] });
    deployment.containers[0].mount('/etc/server', Volume.fromConfigMap(chart, 'volume', map, { defaultMode: 0o444 }));
    new ApiObject(chart, 'literal', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      data: {
        'prompt.jinja': "{% for m in messages %}\n{{ m['role'] }}: {{- m.content -}}\n{% endfor %}\n",
        'back`quote': '{{ "`" }} {{` raw `}} {{/* comment */}}\n---\n<<: *base\n',
      },
    });
  },
});
