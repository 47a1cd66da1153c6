import { z } from 'zod';
import { ValuesError } from '../../../lib/errors';
import { checkValues, parseValues } from '../../../lib/values/validate';

/** Problems as `path: message`, for a schema of one value. */
function messages(value: z.ZodType, input: unknown): string[] {
  return checkValues(z.object({ value }), { value: input }).map(({ path, message }) => `${path}: ${message}`);
}

function codes(value: z.ZodType, input: unknown): string[] {
  return checkValues(z.object({ value }), { value: input }).map(({ code }) => code);
}

describe('a value of the wrong type', () => {
  const url = z.string().min(1);
  test.each<[string, z.ZodType, unknown, string]>([
    ['text for an integer', z.int().min(1), 'abc', 'expected an integer of at least 1, found text "abc"'],
    [
      'a fraction for an integer',
      z.int().min(0).max(9),
      1.5,
      'expected an integer between 0 and 9, found the number 1.5',
    ],
    ['text for a number', z.number().gt(0), 'x', 'expected a number above 0, found text "x"'],
    ['quoted digits', z.int(), '3', 'expected an integer, found text "3"; write 3 without quotes'],
    [
      'a number for text',
      url,
      9090,
      'expected text of at least 1 character, found the number 9090; put it in quotes: "9090"',
    ],
    ['a toggle for text', z.string(), true, 'expected text, found true; put it in quotes: "true"'],
    ['null', z.string(), null, 'expected text, found null'],
    ['a list for a map', z.object({}), [1], 'expected a map, found a list of 1 item'],
    ['an empty list for a dictionary', z.record(z.string(), z.string()), [], 'expected a map, found an empty list'],
    ['text for a list', z.array(z.string()).min(1), 'a,b', 'expected a list of at least 1 item, found text "a,b"'],
    ['a map for text', z.string(), {}, 'expected text, found a map'],
    ['null for a nullable', z.int().nullable(), 'a', 'expected an integer or null, found text "a"'],
    ['a function', z.string(), () => 'a', 'expected text, found a function'],
  ])('%s', (_, schema, input, message) => {
    expect(messages(schema, input)).toEqual([`value: ${message}`]);
    expect(codes(schema, input)).toEqual(['values/wrong-type']);
  });

  test('long text is cut in the message, between characters', () => {
    expect(messages(z.int(), '🚀'.repeat(100))).toEqual([
      `value: expected an integer, found text "${'🚀'.repeat(59)}…"`,
    ]);
  });

  test('a version that lost its quotes is shown as it was written', () => {
    const problems = checkValues(z.object({ tag: z.string() }), { tag: 1.1 }, { written: () => '1.10' });
    expect(problems[0]?.message).toBe('expected text, found the number 1.10; put it in quotes: "1.10"');
  });
});

describe('a toggle', () => {
  test.each([
    ['yes', 'write true; YAML 1.2 takes yes for text'],
    ['On', 'write true; YAML 1.2 takes On for text'],
    ['n', 'write false; YAML 1.2 takes n for text'],
    ['off', 'write false; YAML 1.2 takes off for text'],
    ['true', 'write true without quotes'],
  ])('does not take %p', (word, advice) => {
    expect(messages(z.boolean(), word)).toEqual([`value: expected true or false, found text "${word}"; ${advice}`]);
  });

  test('gives no advice for other words', () => {
    expect(messages(z.boolean(), 'maybe')).toEqual(['value: expected true or false, found text "maybe"']);
  });
});

describe('a value outside of its bounds', () => {
  test.each<[z.ZodType, unknown, string]>([
    [z.int().min(1), 0, 'expected an integer of at least 1, found the number 0'],
    [z.int().min(1).max(65535), 70000, 'expected an integer between 1 and 65535, found the number 70000'],
    [z.number().max(1), 2, 'expected a number of at most 1, found the number 2'],
    [z.int().multipleOf(2), 3, 'expected an integer that is a multiple of 2, found the number 3'],
    [z.string().min(1), '', 'expected text of at least 1 character, found empty text'],
    [z.string().length(2), 'abc', 'expected text of 2 characters, found text "abc"'],
    [z.array(z.int()).max(1), [1, 2], 'expected a list of at most 1 item, found a list of 2 items'],
    [
      z.int(),
      2 ** 60,
      'expected an integer, found the number 1152921504606847000; an integer beyond 2^53 cannot be carried exactly',
    ],
  ])('%#', (schema, input, message) => {
    expect(messages(schema, input)).toEqual([`value: ${message}`]);
    expect(codes(schema, input)).toEqual(['values/out-of-range']);
  });
});

describe('text of the wrong form', () => {
  test('is told the pattern', () => {
    const quantity = z.string().regex(/^\d+Mi$/);
    expect(messages(quantity, '5GB')).toEqual(['value: expected text that matches ^\\d+Mi$, found text "5GB"']);
    expect(codes(quantity, '5GB')).toEqual(['values/pattern']);
  });

  test('is told the format, where that has no pattern', () => {
    expect(messages(z.url(), 'nowhere')).toEqual(['value: expected text in the form of a uri, found text "nowhere"']);
  });

  test('is told in the words of the schema, where it has some', () => {
    expect(messages(z.string().regex(/^\d+Mi$/, 'expected mebibytes, such as 512Mi'), '5GB')).toEqual([
      'value: expected mebibytes, such as 512Mi',
    ]);
  });

  test('that fails several checks alike is told once', () => {
    expect(messages(z.string().min(3).regex(/^a/).regex(/z$/), 'b')).toEqual([
      'value: expected text of at least 3 characters, found text "b"',
      'value: expected text of at least 3 characters that matches ^a and z$, found text "b"',
    ]);
  });
});

describe('a choice', () => {
  const framework = z.enum(['tensorflow', 'pytorch']);

  test('lists its options', () => {
    expect(messages(framework, 'torch')).toEqual([
      'value: expected one of "tensorflow", "pytorch", found text "torch"; did you mean "pytorch"?',
    ]);
    expect(codes(framework, 'torch')).toEqual(['values/not-an-option']);
    expect(messages(z.literal('v1'), 'v2')).toEqual(['value: expected "v1", found text "v2"']);
  });

  test('made of a union of literals is told as a choice', () => {
    expect(messages(z.union([z.literal('a'), z.literal('b')]), 'c')).toEqual([
      'value: expected one of "a", "b", found text "c"',
    ]);
    expect(codes(z.union([z.literal('a'), z.literal('b')]), 'c')).toEqual(['values/not-an-option']);
  });

  test('of versions asks for the quotes that were forgotten', () => {
    const problems = checkValues(z.object({ v: z.enum(['1.30', '1.31']) }), { v: 1.3 }, { written: () => '1.30' });
    expect(problems[0]?.message).toBe(
      'expected one of "1.30", "1.31", found the number 1.30; put it in quotes: "1.30"',
    );
  });
});

describe('a missing key', () => {
  const image = z.object({ repository: z.string(), tag: z.string(), digest: z.string().optional() });

  test('says what is expected there', () => {
    expect(messages(z.int().min(1), undefined)).toEqual(['value: required; expected an integer of at least 1']);
    expect(codes(z.int(), undefined)).toEqual(['values/required']);
    expect(messages(image, undefined)).toEqual(['value: required; expected a map with repository and tag']);
    expect(messages(z.string().regex(/^a/), undefined)).toEqual(['value: required; expected text']);
  });

  test('is told for each key of a map that is there', () => {
    expect(messages(image, {})).toEqual([
      'value.repository: required; expected text',
      'value.tag: required; expected text',
    ]);
  });

  test('is fine where there is a default', () => {
    expect(messages(z.object({ enabled: z.boolean().default(false) }).prefault({}), undefined)).toEqual([]);
  });

  test('counts as missing when it is undefined, even where it is unknown', () => {
    expect(checkValues(z.object({ a: z.string().optional() }), { a: undefined, b: undefined })).toEqual([]);
  });
});

describe('an unknown key', () => {
  const autoscaling = z.object({ enabled: z.boolean(), minReplicas: z.int(), maxReplicas: z.int() }).partial();
  const schema = z
    .object({
      autoscaling,
      podLabels: z.record(z.string(), z.string()),
      affinity: z.looseObject({}),
      hosts: z.array(z.object({ host: z.string(), paths: z.array(z.object({ pathType: z.string() })) })),
    })
    .partial();

  function unknown(input: unknown): string[] {
    return checkValues(schema, input).map(({ code, path, message }) => `${code} ${path}: ${message}`);
  }

  test('comes with the nearest known key', () => {
    expect(unknown({ autoscaling: { minReplcias: 1, max_replicas: 2, Enabled: true, max: 3 } })).toEqual([
      'values/unknown-key autoscaling.Enabled: unknown key; did you mean enabled?',
      'values/unknown-key autoscaling.max: unknown key; did you mean maxReplicas?',
      'values/unknown-key autoscaling.max_replicas: unknown key; did you mean maxReplicas?',
      'values/unknown-key autoscaling.minReplcias: unknown key; did you mean minReplicas?',
    ]);
  });

  test('comes with the known keys, where none is near and they are few', () => {
    expect(unknown({ autoscaling: { target: 80 } })).toEqual([
      'values/unknown-key autoscaling.target: unknown key; known here: enabled, minReplicas and maxReplicas',
    ]);
  });

  test('that belongs elsewhere comes with its place: most often, it is only indented wrongly', () => {
    expect(unknown({ minReplicas: 1 })).toEqual([
      'values/unknown-key minReplicas: unknown key here; did you mean autoscaling.minReplicas?',
    ]);
  });

  test('is found in lists of maps, at every depth', () => {
    expect(unknown({ hosts: [{ host: 'a', paths: [{ pathType: 'Exact', pathtyp: 'Exact' }] }] })).toEqual([
      'values/unknown-key hosts[0].paths[0].pathtyp: unknown key; did you mean pathType?',
    ]);
  });

  test('is not refused in dictionaries and open maps', () => {
    expect(unknown({ podLabels: { 'app.kubernetes.io/part-of': 'x' }, affinity: { podAffinity: { a: [1] } } })).toEqual(
      [],
    );
  });

  test('is not refused below an open section, whether the schema names that or not', () => {
    const input = { autoscaling: { enabled: true, x: { y: 1 } }, postgresql: { auth: { database: 'ml' } } };
    expect(checkValues(schema, input, { openSections: ['autoscaling', 'postgresql'] })).toEqual([]);
    expect(checkValues(schema, { hosts: [{ autoscaling: 1 }] }, { openSections: ['autoscaling'] })).not.toEqual([]);
    expect(checkValues(schema, { autoscaling: { enabled: 3, x: 1 } }, { openSections: ['autoscaling'] })).toHaveLength(
      1,
    );
  });

  test('is told once for a strict schema, and refused in a dictionary of known keys', () => {
    expect(messages(z.strictObject({ a: z.int() }), { a: 1, b: 2 })).toEqual(['value.b: unknown key; known here: a']);
    expect(codes(z.partialRecord(z.enum(['cpu', 'memory']), z.string()), { gpu: '1' })).toEqual(['values/unknown-key']);
    expect(codes(z.record(z.enum(['cpu']), z.string()), { cpu: '1', gpu: '1' })).toEqual(['values/unknown-key']);
  });

  test('of a dictionary with a rule for its keys is told the rule', () => {
    const labels = z.record(z.string().regex(/^[a-z]+$/), z.string());
    expect(messages(labels, { 'A b': 'x' })).toEqual([
      'value["A b"]: this key is not allowed here; expected one that matches /^[a-z]+$/',
    ]);
  });

  test.each([
    ['a map', z.object({})],
    ['a dictionary', z.record(z.string(), z.int())],
    ['an open map', z.looseObject({})],
    ['any value', z.any()],
  ])('__proto__ is refused in %s, where zod would drop it', (_, value) => {
    expect(codes(value, JSON.parse('{"__proto__": 1}'))).toEqual(['values/reserved-key']);
  });
});

describe('a union', () => {
  const storage = z.discriminatedUnion('type', [
    z.object({ type: z.literal('s3'), bucket: z.string(), region: z.string().optional() }),
    z.object({ type: z.literal('pvc'), size: z.string() }),
  ]);

  test('is checked against the member that its discriminator names', () => {
    expect(messages(storage, { type: 's3', buckte: 'models' })).toEqual([
      'value.bucket: required; expected text',
      'value.buckte: unknown key; did you mean bucket?',
    ]);
  });

  test('with an unknown or missing discriminator lists those there are', () => {
    expect(messages(storage, { type: 'gcs', bucket: 'models' })).toEqual([
      'value.type: expected one of "s3", "pvc", found text "gcs"',
    ]);
    expect(messages(storage, { bucket: 'models' })).toEqual(['value.type: required; expected one of "s3", "pvc"']);
    expect(messages(storage, 's3')).toEqual([
      'value: expected a map with type and bucket or a map with type and size, found text "s3"',
    ]);
  });

  test('of scalars is told as a whole', () => {
    const budget = z.union([z.int().min(1), z.string().regex(/^\d+%$/)]);
    expect(messages(budget, 0)).toEqual(['value: expected an integer of at least 1 or text, found the number 0']);
    expect(messages(budget, 'half')).toEqual([
      'value: expected an integer of at least 1 or text that matches ^\\d+%$, found text "half"',
    ]);
    expect(messages(budget, [])).toEqual(['value: expected an integer of at least 1 or text, found an empty list']);
  });

  test('without a discriminator is checked against the member that fits best', () => {
    const source = z.union([
      z.string(),
      z.object({ kind: z.literal('a'), x: z.int() }),
      z.object({ kind: z.literal('b'), y: z.int() }),
    ]);
    expect(messages(source, { kind: 'b', x: 1 })).toEqual([
      'value.x: unknown key; known here: kind and y',
      'value.y: required; expected an integer',
    ]);
  });

  test('does not lose a key to a member that happens to come first', () => {
    const either = z.union([z.object({ a: z.int().optional() }), z.object({ b: z.int().optional() })]);
    expect(messages(either, { b: 1 })).toEqual([]);
    expect(messages(either, { c: 1 })).toHaveLength(1);
  });

  test('keeps the words that a member brings', () => {
    const percent = z.union([
      z.int('a whole number, please'),
      z.object({ percent: z.int().max(100, 'at most all of it') }),
    ]);
    expect(messages(percent, { percent: 101 })).toEqual(['value.percent: at most all of it']);
  });
});

describe('a rule of the schema', () => {
  const range = z
    .object({ min: z.int(), max: z.int() })
    .refine(({ min, max }) => min <= max, { message: 'min must not be above max', path: ['min'] });

  test('speaks for itself', () => {
    expect(messages(range, { min: 3, max: 1 })).toEqual(['value.min: min must not be above max']);
    expect(codes(range, { min: 3, max: 1 })).toEqual(['values/rule']);
  });

  test('may tell several problems, also of the values as a whole', () => {
    const schema = z.object({ a: z.int() }).superRefine((_, context) => {
      context.addIssue({ code: 'custom', message: 'first' });
      context.addIssue({ code: 'custom', message: 'second', path: ['b'] });
    });
    expect(checkValues(schema, { a: 1 }).map(({ path, message }) => [path, message])).toEqual([
      [undefined, 'first'],
      ['b', 'second'],
    ]);
  });

  test('that wraps an optional value holds too', () => {
    expect(
      messages(
        z
          .string()
          .optional()
          .refine((text) => text !== 'latest', 'pin a version'),
        'latest',
      ),
    ).toEqual(['value: pin a version']);
  });

  test('without words is still told', () => {
    expect(
      messages(
        z.int().refine(() => false),
        1,
      ),
    ).toEqual(['value: refused by a rule of the values schema']);
  });
});

describe('parseValues', () => {
  const schema = z.object({
    replicaCount: z.int().min(1).default(1),
    image: z.object({ repository: z.string().min(1), tag: z.string().default('') }),
    podLabels: z.record(z.string(), z.string()).default({}),
  });

  test('gives the values with defaults, typed', () => {
    const values = parseValues(schema, { image: { repository: 'vllm/vllm-openai' } });
    const tag: string = values.image.tag;
    expect(tag).toBe('');
    expect(values).toEqual({
      replicaCount: 1,
      image: { repository: 'vllm/vllm-openai', tag: '' },
      podLabels: {},
    });
  });

  test('throws all problems at once', () => {
    const parse = () =>
      parseValues(schema, { replicaCount: 'two', image: { repo: 'x' }, podLabels: { 'app.kubernetes.io/name': 1 } });
    expect(parse).toThrow(ValuesError);
    expect(parse).toThrowErrorMatchingInlineSnapshot(`
"The values do not fit their schema:
  image.repo: unknown key; did you mean repository?
  image.repository: required; expected text of at least 1 character
  podLabels["app.kubernetes.io/name"]: expected text, found the number 1; put it in quotes: "1"
  replicaCount: expected an integer of at least 1, found text "two""
`);
  });

  test.each([undefined, null, 'text', [1]])('refuses %p as values', (input) => {
    expect(() => parseValues(schema, input)).toThrow(/\n {2}(required; )?expected a map/);
  });

  test('lists problems in the same order whatever the order of keys', () => {
    const problems = (input: unknown) => checkValues(schema, input).map(({ path }) => path);
    const forwards = { podLabels: { a: 1, b: 2 }, x: 1, y: 2, replicaCount: 0 };
    const backwards = { replicaCount: 0, y: 2, x: 1, podLabels: { b: 2, a: 1 } };
    expect(problems(forwards)).toEqual(problems(backwards));
    expect(problems(forwards)).toEqual(['image', 'podLabels.a', 'podLabels.b', 'replicaCount', 'x', 'y']);
  });
});
