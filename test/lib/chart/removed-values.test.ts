import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { helmBinary } from '../../helm/binaries';
import { renderChart } from '../../helm/render-chart';
import { temporaryChart } from '../../helm/temporary-chart';
import { smallChart } from '../trace/small-chart';

const source = z.discriminatedUnion('type', [
  z.object({ type: z.literal('s3'), bucket: z.string(), region: z.string().default('eu') }),
  z.object({ type: z.literal('pvc'), claim: z.string() }),
]);
type Source = z.output<typeof source>;

const sourceSpec = (value: Source | null | undefined) => {
  if (!value) return { none: true };
  return value.type === 's3' ? { bucket: value.bucket, region: value.region } : { claim: value.claim };
};

const values = z.object({
  absent: source.nullable(),
  given: source.nullable().default({ type: 's3', bucket: 'models', region: 'us' }),
  optional: source.optional(),
  copied: source.nullable().optional(),
  either: z
    .union([z.object({ a: z.string() }), z.object({ b: z.int() })])
    .nullable()
    .default(null),
  level: z.literal(['low', 'high', null]).default('low'),
  labels: z.record(z.string(), z.string()).default({ team: 'ml', tier: 'one' }),
});

const spec = ({ absent, given, optional, copied, either, level, labels }: z.output<typeof values>) => ({
  absent: sourceSpec(absent),
  given: sourceSpec(given),
  optional: sourceSpec(optional),
  copied: copied ?? 'none',
  either: either === null ? 'none' : 'a' in either ? { text: either.a } : { number: either.b },
  ...(level !== null && { level }),
  labels,
});

const chart = smallChart({
  values,
  base: { absent: null, optional: { type: 'pvc', claim: 'shared' }, copied: { type: 's3', bucket: 'b' } },
  environments: {
    filled: {
      absent: { type: 's3', bucket: 'mine' },
      given: null,
      level: null,
      either: { b: 2 },
      labels: { team: null, new: 'x' },
    },
    switched: {
      absent: { type: 'pvc', claim: 'mine' },
      given: { type: 'pvc', claim: 'mine' },
      optional: { type: 's3', claim: null, bucket: 'mine' },
      copied: { type: 'pvc', claim: 'mine', bucket: null },
      either: { a: 'text' },
      level: 'high',
    },
    emptied: { optional: null, copied: null, labels: {} },
  },
  spec,
});

const ownLines = (file: string) =>
  chart.files
    .get(file)
    ?.replace(/^#.*\n/gm, '')
    .trim();

test('values.yaml shows what is absent as a comment', () => {
  expect(chart.files.get('values.yaml')?.split('\n\n').slice(2).join('\n\n')).toMatchInlineSnapshot(`
"# absent:
#   # One of: s3.
#   type: s3
#   bucket:
#   region: eu

given:
  # One of: s3.
  type: s3
  bucket: models
  region: us

optional:
  # One of: pvc.
  type: pvc
  claim: shared

copied:
  # One of: s3.
  type: s3
  bucket: b
  region: eu

# either:
#   a:

# One of: low, high.
level: low

labels:
  team: ml
  tier: one
"
`);
});

test('an option that changes gives up the keys of the one before, its own keys first', () => {
  expect(ownLines('values-switched.yaml')).toMatchInlineSnapshot(`
"absent:
  type: pvc
  claim: mine
given:
  type: pvc
  claim: mine
  bucket: null
  region: null
optional:
  type: s3
  bucket: mine
  region: eu
  claim: null
copied:
  type: pvc
  claim: mine
  bucket: null
  region: null
either:
  a: text
level: high"
`);
});

test('a value that is removed is a null', () => {
  expect(ownLines('values-emptied.yaml')).toMatchInlineSnapshot(`
"optional: null
copied: null
labels:
  team: null
  tier: null"
`);
});

test('the chart renders what the constructs build, whatever is removed', async () => {
  const nulls = { given: null, optional: undefined, copied: undefined, either: null, level: null };
  await expectEqualRendering(chart, [
    { ...nulls, labels: {} },
    { ...nulls, absent: null },
  ]);
});

describe.each([3, 4] as const)('Helm %i', (major) => {
  const folder = temporaryChart('demo', Object.fromEntries(chart.files));

  test.each(chart.environments.environments.map((target) => [target.environment.name, target] as const))(
    'renders the %s environment with its values file alone',
    async (name, target) => {
      const helm = await helmBinary(major);
      const [object] = await renderChart({ helm, chart: folder, valuesFiles: [`${folder}/values-${name}.yaml`] });
      expect(object.spec).toEqual(spec(target.values as z.output<typeof values>));
    },
  );
});
