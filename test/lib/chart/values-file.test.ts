import { parse } from 'yaml';
import { z } from 'zod';
import { valuesYaml } from '../../../lib/chart/values-file';
import { withDefaults } from '../../../lib/values/defaults';
import { type ObjectShape, shapeOf } from '../../../lib/values/shape';

const schema = z.object({
  replicaCount: z.int().default(3).describe('Number of pods while autoscaling is off.'),
  image: z
    .object({
      repository: z.string().describe('Image without its tag.'),
      tag: z.string().default('').describe('Tag of the image.\nEmpty means the appVersion of the chart.'),
      pullPolicy: z.enum(['Always', 'IfNotPresent']).default('IfNotPresent').describe('When to pull.'),
      digest: z.string().optional().describe('Digest, wins over the tag.'),
    })
    .describe('The container image.'),
  podDisruptionBudget: z.object({
    minAvailable: z
      .union([z.int(), z.string()])
      .optional()
      .describe(
        'Pods that stay up while nodes are drained, as a number or a percentage; leave it out where maxUnavailable is set, because Kubernetes takes only one of the two.',
      ),
    maxUnavailable: z.int().optional(),
  }),
  cache: z
    .object({
      size: z.string().default('10Gi').describe('Size of the claim.'),
      storageClass: z.string().describe('Storage class of the claim.'),
      labels: z.record(z.string(), z.string()).optional(),
    })
    .optional()
    .describe('A claim for downloaded models.'),
  podLabels: z.record(z.string(), z.string()).default({}),
  tolerations: z.array(z.any()).default([]),
});

function render(values: unknown, isOmitted?: (path: string) => boolean): string {
  const shape = shapeOf(schema) as ObjectShape;
  const complete = withDefaults(shape, values) as Record<string, unknown>;
  return valuesYaml({ chart: 'ml-inference', shape, values: complete, ...(isOmitted && { isOmitted }) });
}

test('lists the values in the order of the schema, each below its prose', () => {
  const values = {
    podLabels: { on: '1', app: 'a b' },
    image: { repository: 'company/ml' },
    podDisruptionBudget: {},
    tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists' }],
  };
  expect(render(values)).toMatchInlineSnapshot(`
"# yaml-language-server: $schema=values.schema.json
# The values of the ml-inference chart. Override them with -f <file> or --set <path>=<value>; a null
# removes a key.

# Number of pods while autoscaling is off.
replicaCount: 3

# The container image.
image:
  # Image without its tag.
  repository: company/ml
  # Tag of the image.
  # Empty means the appVersion of the chart.
  tag: ""
  # When to pull. One of: Always, IfNotPresent.
  pullPolicy: IfNotPresent
  # Digest, wins over the tag.
  # digest:

podDisruptionBudget: {}
  # Pods that stay up while nodes are drained, as a number or a percentage; leave it out where
  # maxUnavailable is set, because Kubernetes takes only one of the two.
  # minAvailable:
  # maxUnavailable:

# A claim for downloaded models.
# cache:
#   # Size of the claim.
#   size: 10Gi
#   # Storage class of the claim.
#   storageClass:
#   labels: {}

podLabels:
  app: a b
  "on": "1"

tolerations:
  - key: nvidia.com/gpu
    operator: Exists
"
`);
  expect(parse(render(values))).toEqual({
    replicaCount: 3,
    image: { repository: 'company/ml', tag: '', pullPolicy: 'IfNotPresent' },
    podDisruptionBudget: {},
    podLabels: { on: '1', app: 'a b' },
    tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists' }],
  });
});

test('an example becomes valid YAML when its comment signs are taken away', () => {
  const text = render({ image: { repository: 'r' }, podDisruptionBudget: {} });
  const lines = text.split('\n');
  const start = lines.indexOf('# cache:');
  const example = lines.slice(start, lines.indexOf('', start)).map((line) => line.slice(2));
  expect(parse(example.join('\n'))).toEqual({ cache: { size: '10Gi', storageClass: null, labels: {} } });
});

test('leaves out what the chart does not take, and objects of which nothing is left', () => {
  const values = { image: { repository: 'r' }, podDisruptionBudget: { minAvailable: 1 }, cache: { storageClass: 's' } };
  const fixed = ['image.tag', 'podDisruptionBudget.minAvailable', 'podDisruptionBudget.maxUnavailable', 'tolerations'];
  const text = render(values, (path) => fixed.includes(path));
  expect(parse(text)).toEqual({
    replicaCount: 3,
    image: { repository: 'r', pullPolicy: 'IfNotPresent' },
    cache: { size: '10Gi', storageClass: 's' },
    podLabels: {},
  });
  expect(text).not.toMatch(/\btag:|podDisruptionBudget|Unavailable|tolerations/);
});

test('has no null, not even where the schema has one for a default', () => {
  const nullable = z.object({ port: z.int().nullable().default(null), any: z.any().default({ a: null, b: [null] }) });
  const shape = shapeOf(nullable) as ObjectShape;
  const text = valuesYaml({ chart: 'x', shape, values: nullable.parse({}) });
  expect(parse(text)).toEqual({ any: { b: [null] } });
  expect(text).toContain('# port:\n');
});

test('prints keys that an open object does not name, after the others', () => {
  const open = z.looseObject({ enabled: z.boolean().default(true) });
  const values = { z: 1, a: { b: ['c'] }, enabled: true };
  const text = valuesYaml({ chart: 'x', shape: shapeOf(open) as ObjectShape, values });
  expect(text.split('\n\n').slice(1).join('\n')).toBe('enabled: true\na:\n  b:\n    - c\nz: 1\n');
});

test('prose cannot break the file', () => {
  const hostile = z.object({
    a: z.string().default('v').describe('one\u2028two\u0085b: 1\u0000\r\n\r\n  three # four\t'),
  });
  const text = valuesYaml({ chart: 'x', shape: shapeOf(hostile) as ObjectShape, values: { a: 'v' } });
  expect(text.split('\n').slice(-6)).toEqual(['', '# one two b: 1', '#', '# three # four', 'a: v', '']);
});
