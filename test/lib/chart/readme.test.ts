import { z } from 'zod';
import { readmeMarkdown } from '../../../lib/chart/readme';
import { withDefaults } from '../../../lib/values/defaults';
import { type ObjectShape, shapeOf } from '../../../lib/values/shape';

const schema = z.object({
  replicaCount: z.int().default(3).describe('Number of pods; *ignored* while autoscaling is on.'),
  image: z
    .object({
      repository: z.string().default('company/ml').describe('Image without its tag.'),
      digest: z.string().optional(),
      pullPolicy: z.enum(['Always', 'IfNotPresent']).default('IfNotPresent').describe('When to pull | check.'),
    })
    .prefault({})
    .describe('The container image.'),
  minAvailable: z.union([z.int(), z.string()]).default(1),
  podAnnotations: z.record(z.string(), z.string()).default({ 'a|b': '`' }),
  hosts: z
    .array(z.object({ host: z.string().describe('Name of the host.'), tls: z.boolean().default(false) }))
    .default([])
    .describe('Hosts that lead here.'),
  cache: z.object({ size: z.string(), mode: z.string().default('rwo') }).optional(),
  script: z.string().default('x'.repeat(100)),
  affinity: z.any().optional(),
  secret: z.string().default('no'),
  'odd key': z.boolean().default(true),
});
const shape = shapeOf(schema) as ObjectShape;
const values = withDefaults(shape, {}) as Record<string, unknown>;

test('tells what a user of the chart has to know', () => {
  const text = readmeMarkdown({
    metadata: {
      name: 'ml-inference',
      version: '1.0.0',
      appVersion: '2.1',
      kubeVersion: '>=1.29.0-0',
      description: 'Serves a <model>.',
      home: 'https://example.com',
      sources: ['https://example.com/source'],
      maintainers: [{ name: 'ML [platform]', email: 'ml@example.com', url: 'https://example.com' }, { name: 'Other' }],
      dependencies: [
        {
          name: 'redis',
          alias: 'cache',
          version: '~17.3.0',
          repository: 'https://example.com/charts',
          condition: 'a.b',
        },
      ],
    },
    shape,
    values,
    environments: [
      { name: 'dev', target: { release: 'ml', namespace: 'ml-dev' } },
      { name: 'prod', target: { release: 'ml', namespace: 'ml-prod', context: 'prod cluster' } },
    ],
    fixedValues: [{ path: 'secret', value: 'no', reason: 'It is hashed into an object name.' }],
    unenforced: ['', 'variants.*.weight'],
    isOmitted: (path) => path === 'secret',
  });
  expect(text).toMatchInlineSnapshot(`
"# ml-inference

Serves a \\<model\\>.

- Version: \`1.0.0\`
- Version of the application: \`2.1\`
- Kubernetes: \`>=1.29.0-0\`; Helm 3 or 4
- Home: <https://example.com>

## Installing

From the folder of the chart:

\`\`\`sh
# dev
helm upgrade --install ml . --namespace ml-dev --create-namespace -f values-dev.yaml

# prod
helm upgrade --install ml . --kube-context 'prod cluster' --namespace ml-prod --create-namespace -f values-prod.yaml
\`\`\`

The same commands upgrade a release. Single values can be set with \`--set <path>=<value>\`; what is not in \`values.schema.json\` is refused.

## Dependencies

| Chart | Version | Repository | Switched by |
| --- | --- | --- | --- |
| \`redis\` as \`cache\` | \`~17.3.0\` | https://example.com/charts | \`a.b\` |

## Values

| Value | Type | Default | Meaning |
| --- | --- | --- | --- |
| \`replicaCount\` | integer | \`3\` | Number of pods; \\*ignored\\* while autoscaling is on. |
| \`image\` | map |  | The container image. |
| \`image.repository\` | string | \`"company/ml"\` | Image without its tag. |
| \`image.digest\` | string |  |  |
| \`image.pullPolicy\` | \`"Always"\` or \`"IfNotPresent"\` | \`"IfNotPresent"\` | When to pull \\| check. |
| \`minAvailable\` | integer or string | \`1\` |  |
| \`podAnnotations\` | map of string | \`\` {"a\\|b":"\`"} \`\` |  |
| \`hosts\` | list of map | \`[]\` | Hosts that lead here. |
| \`hosts[].host\` | string | required | Name of the host. |
| \`hosts[].tls\` | boolean | required |  |
| \`cache\` | map |  |  |
| \`cache.size\` | string | required |  |
| \`cache.mode\` | string | required |  |
| \`script\` | string | see \`values.yaml\` |  |
| \`affinity\` | any |  |  |
| \`["odd key"]\` | boolean | \`true\` |  |

\`values.schema.json\` refuses what is not in this table, at every depth, and text that Helm does not carry unchanged. Other than one might expect:

- Helm fills in no defaults inside of lists and maps of maps: what is not optional there has to be written.
- A null takes a value away; one that has a default needs another value instead, and another option of a choice between maps needs nulls for the keys of the one before.
- Lengths count characters; formats such as \`uri\` are those of Helm.

## Fixed values

These were decided when the chart was made and cannot be set when it is installed.

| Value | Is | Because |
| --- | --- | --- |
| \`secret\` | \`"no"\` | It is hashed into an object name. |

## Rules that are not enforced

Rules on these values were checked when the chart was made, and cannot be checked when it is installed.

- the values as a whole
- \`variants.*.weight\`

## Reading the templates

- Text is quoted, so that \`on\`, \`007\` and \`1e3\` stay text; only choices of plain words go without \`quote\`.
- Whole numbers that may reach a million go through \`int64\`: Helm would print \`1e+06\`.
- What may be a number or text goes through \`toJson\`, which keeps \`80\` and \`"80"\` apart.
- \`if .Values.x\` asks whether a value is set and not empty, zero or false; \`kindIs "invalid" .Values.x\` whether it is left out.

## Maintainers

- [ML \\[platform\\]](<https://example.com>) <ml@example.com>
- Other

## Sources

- <https://example.com/source>
"
`);
});

test('is short for a chart that says little', () => {
  const small = shapeOf(z.object({ on: z.boolean().describe('Whether it is on.') })) as ObjectShape;
  const text = readmeMarkdown({
    metadata: { name: 'small', version: '0.1.0' },
    shape: small,
    values: { on: true },
    environments: [],
  });
  expect(text).toMatchInlineSnapshot(`
"# small

- Version: \`0.1.0\`
- Kubernetes: any version; Helm 3 or 4

## Installing

From the folder of the chart:

\`\`\`sh
helm upgrade --install my-release .
\`\`\`

The same commands upgrade a release. Single values can be set with \`--set <path>=<value>\`; what is not in \`values.schema.json\` is refused.

## Values

| Value | Type | Default | Meaning |
| --- | --- | --- | --- |
| \`on\` | boolean | \`true\` | Whether it is on. |

\`values.schema.json\` refuses what is not in this table, at every depth, and text that Helm does not carry unchanged. Other than one might expect:

- Helm fills in no defaults inside of lists and maps of maps: what is not optional there has to be written.
- A null takes a value away; one that has a default needs another value instead, and another option of a choice between maps needs nulls for the keys of the one before.
- Lengths count characters; formats such as \`uri\` are those of Helm.

## Reading the templates

- Text is quoted, so that \`on\`, \`007\` and \`1e3\` stay text; only choices of plain words go without \`quote\`.
- Whole numbers that may reach a million go through \`int64\`: Helm would print \`1e+06\`.
- What may be a number or text goes through \`toJson\`, which keeps \`80\` and \`"80"\` apart.
- \`if .Values.x\` asks whether a value is set and not empty, zero or false; \`kindIs "invalid" .Values.x\` whether it is left out.
"
`);
});
