import { z } from 'zod';
import { formatProblem, ValuesError } from '../../../lib/errors';
import { findValue, type SchemaValue, valuesIn } from '../../../lib/explain/find-values';
import { secretReference } from '../../../lib/values/secret-reference';
import { type ObjectShape, shapeOf } from '../../../lib/values/shape';

const schema = z.object({
  name: z.string(),
  scaling: z.object({ enabled: z.boolean(), least: z.int().min(1) }),
  hosts: z.array(z.object({ name: z.string() })),
  labels: z.record(z.string(), z.string()),
  storage: z.union([z.object({ bucket: z.string() }), z.object({ claim: z.string() })]),
  affinity: z.any(),
  extra: z.looseObject({ known: z.string() }),
  password: secretReference().optional(),
  triggers: z.array(z.looseObject({ type: z.string() })),
  empty: z.object({}),
});
const shape = shapeOf(schema) as ObjectShape;

test.each([
  ['name', 'text'],
  ['scaling', 'object'],
  ['scaling.least', 'number'],
  ['hosts', 'sequence'],
  ['hosts[0]', 'object'],
  ['hosts[12].name', 'text'],
  ['labels.any', 'text'],
  ['labels.app\\.kubernetes\\.io/name', 'text'],
  ['labels["app.kubernetes.io/name"]', 'text'],
  ['storage.claim', 'text'],
  ['affinity.a[0].b', 'any'],
  ['extra.known', 'text'],
  ['extra.other', 'any'],
])('finds %s', (path, kind) => {
  expect(findValue(shape, path, [])).toMatchObject({ shape: { kind } });
});

test('leaves what is in the section of a dependency to it, unless the schema has it', () => {
  expect(findValue(shape, 'redis.master.size', ['redis'])).toEqual({
    path: ['redis', 'master', 'size'],
    section: 'redis',
  });
  expect(findValue(shape, 'scaling.other', ['scaling'])).toEqual({ path: ['scaling', 'other'], section: 'scaling' });
  expect(findValue(shape, 'scaling.least', ['scaling'])).toMatchObject({ shape: { kind: 'number' } });
});

test('says what is wrong with a path', () => {
  const paths = [
    'nmae',
    'scaling.enabeld',
    'least',
    'name.first',
    'scaling[0]',
    'hosts.name',
    'hosts[0].nam',
    'labels[0]',
  ];
  expect([...paths, 'hosts[]', 'a..b'].map(refusal).join('\n')).toMatchInlineSnapshot(`
"nmae: unknown key; did you mean name?
scaling.enabeld: unknown key; did you mean enabled?
least: unknown key here; did you mean scaling.least?
name.first: nothing is inside of name, which takes text
scaling[0]: nothing is inside of scaling, which takes a map with enabled and least
hosts.name: hosts is a list; name an element by its index, such as hosts[0]
hosts[0].nam: unknown key; did you mean name?
labels[0]: nothing is inside of labels, which takes a map
hosts[]: this is no path; write it as for helm --set: a.b, list[0].c, keys with dots as a\\.b
a..b: this is no path; write it as for helm --set: a.b, list[0].c, keys with dots as a\\.b"
`);
});

function refusal(path: string): string {
  try {
    findValue(shape, path, []);
  } catch (error) {
    if (error instanceof ValuesError) return error.problems.map(formatProblem).join('\n');
    throw error;
  }
  throw new Error(`${path} was found`);
}

test('the values in a part are those without keys of their own, and the maps around them', () => {
  expect(
    valuesIn({ path: [], shape }).map(({ path, isMap }) => path.join('.') + (isMap ? ' (map)' : '')),
  ).toMatchInlineSnapshot(`
[
  " (map)",
  "name",
  "scaling (map)",
  "scaling.enabled",
  "scaling.least",
  "hosts",
  "labels",
  "storage",
  "affinity",
  "extra (map)",
  "extra.known",
  "password",
  "triggers",
  "empty",
]
`);
});

test('an element with keys that the schema does not name is one value', () => {
  const element = findValue(shape, 'triggers[0]', []) as SchemaValue;
  expect(valuesIn(element)).toEqual([{ ...element, isMap: false }]);
});
