import { z } from 'zod';
import { ChartDefinitionError } from '../../../../lib/errors';
import { omitValues, pickValues } from '../../../../lib/values/parts/pick-values';
import { withPresets } from '../../../../lib/values/presets/with-presets';
import { withRules } from '../../../../lib/values/rules/with-rules';
import { shapeOf } from '../../../../lib/values/shape';
import { parseValues } from '../../../../lib/values/validate';
import { problemTexts } from '../rules/problem-texts';

const server = z
  .object({
    profile: z.enum(['custom', 'fast', 'slow']).default('custom').describe('Which server.'),
    args: z.array(z.string()).default([]),
    drain: z.int().default(5),
  })
  .prefault({ drain: 6 })
  .describe('The server.');
const scaling = z
  .object({ enabled: z.boolean().default(false), min: z.int().default(1), max: z.int().default(10) })
  .prefault({});
const plain = z.object({
  image: z.string(),
  server,
  scaling: withRules(scaling.unwrap(), ({ atMost }) => [atMost('min', 'max')]).prefault({}),
  metrics: z.object({ enabled: z.boolean().default(true), port: z.int().optional() }).prefault({}),
  monitor: z.object({ enabled: z.boolean().default(false) }).prefault({}),
  port: z.int().default(8080),
  labels: z.record(z.string(), z.string()).default({ app: 'x' }),
});

describe('what is kept', () => {
  test('values with all that is in them, and objects with some of their values', () => {
    const schema = pickValues(plain, { image: true, server: { profile: true }, port: true });
    expect(parseValues(schema, { image: 'a' })).toEqual({ image: 'a', server: { profile: 'custom' }, port: 8080 });
    // @ts-expect-error left out
    const leftOut: keyof z.output<typeof schema> = 'labels';
    expect(problemTexts(schema, { image: 'a', [leftOut]: {} })).toEqual([
      'labels: unknown key; known here: image, server and port',
    ]);
  });

  test('keeps its description and its default', () => {
    const schema = pickValues(plain, { server: { profile: true, drain: true } });
    expect(schema.shape.server.description).toBe('The server.');
    expect(parseValues(schema, {})).toEqual({ server: { profile: 'custom', drain: 6 } });
  });

  test('is in the order of the schema', () => {
    expect(Object.keys(pickValues(plain, { port: true, server: true, image: true }).shape)).toEqual([
      'image',
      'server',
      'port',
    ]);
  });

  test('some options of an enum, of which the first is the default', () => {
    const schema = pickValues(plain, { server: { profile: ['slow', 'fast'] } });
    expect(parseValues(schema, {})).toEqual({ server: { profile: 'slow' } });
    expect(schema.shape.server.unwrap().shape.profile.description).toBe('Which server.');
    expect(problemTexts(schema, { server: { profile: 'custom' } })).toEqual([
      'server.profile: expected one of "slow", "fast", found text "custom"',
    ]);
    const profile: z.output<typeof schema>['server']['profile'] = 'fast';
    expect(profile).toBe('fast');
  });

  test('may be extended', () => {
    const schema = pickValues(plain, { image: true }).extend({ mine: z.int().default(1) });
    expect(parseValues(schema, { image: 'a' })).toEqual({ image: 'a', mine: 1 });
  });

  test('is all but what is left out', () => {
    const schema = omitValues(plain, { server: { args: true, drain: true }, scaling: true, metrics: true });
    expect(parseValues(schema, { image: 'a' })).toEqual({
      image: 'a',
      server: { profile: 'custom' },
      monitor: { enabled: false },
      port: 8080,
      labels: { app: 'x' },
    });
    // @ts-expect-error left out
    const leftOut: keyof z.output<typeof schema>['server'] = 'args';
    expect(leftOut).toBe('args');
  });
});

describe('rules', () => {
  const ruled = withRules(
    plain,
    ({
      forbidden,
      required,
      requiredApi,
      isTrue,
      isSet,
      isSame,
      hasKey,
      equals,
      not,
      all,
      valueAt,
      words,
      atMost,
      sum,
    }) => [
      forbidden(isTrue('monitor.enabled'), { when: not(isTrue('metrics.enabled')) }),
      requiredApi('example.com/v1', { when: isTrue('monitor.enabled') }),
      forbidden(isSame('metrics.port', 'port'), {
        when: isTrue('metrics.enabled'),
        message: words`port ${valueAt('port')} is taken by ${'port'}`,
      }),
      required('server.args', { when: equals('server.profile', 'slow') }),
      forbidden(hasKey('labels', 'app'), { when: equals('image', 'plain') }),
      atMost(sum('port', 'scaling.max'), 9000, { when: all(isTrue('metrics.enabled'), not(isSet('server.args'))) }),
    ],
  );
  const rulesIn = (schema: z.ZodType) => {
    const shape = shapeOf(schema);
    return shape.kind === 'object' ? (shape.rules ?? []).length : 0;
  };

  test('ask the defaults of what is left out', () => {
    const schema = pickValues(ruled, { image: true, monitor: true, port: true });
    // Left are those on the API, on labels and on the sum.
    expect(rulesIn(schema)).toBe(3);
    expect(problemTexts(schema, { image: 'a', monitor: { enabled: true }, port: 8990 })).toEqual([]);
    expect(problemTexts(schema, { image: 'plain', port: 8991 })).toEqual([
      'image: labels, which this chart leaves out: not allowed while image is "plain"; remove it, or change image',
      'port: port + scaling.max (9001) is above 9000 while metrics.enabled is true and server.args is not set; lower the sum, or set metrics.enabled to false, or set server.args',
    ]);
  });

  test('that name what is left out are told at what is there', () => {
    const schema = pickValues(ruled, { server: { profile: true } });
    expect(problemTexts(schema, { server: { profile: 'slow' } })).toEqual([
      'server.profile: server.args, which this chart leaves out: required while server.profile is "slow"; set it, or change server.profile',
    ]);
  });

  test('on options that are left out are gone', () => {
    expect(rulesIn(pickValues(ruled, { server: { profile: ['custom', 'fast'] } }))).toBe(0);
  });

  test('of objects inside hold on', () => {
    expect(problemTexts(pickValues(ruled, { scaling: { min: true } }), { scaling: { min: 11 } })).toEqual([
      'scaling.min: 11 is above scaling.max (10); lower it or raise scaling.max',
    ]);
  });
});

describe('presets', () => {
  const preset = withPresets(
    withRules(plain, ({ forbidden, isTrue, not }) => [
      forbidden(isTrue('monitor.enabled'), { when: not(isTrue('metrics.enabled')) }),
    ]),
    'server.profile',
    {
      custom: {},
      fast: { port: 9000, metrics: { port: 9001 }, server: { args: ['--fast'] } },
      slow: { metrics: { enabled: false } },
    },
  );

  test('give defaults to what is kept', () => {
    const schema = pickValues(preset, { server: { profile: ['fast'] }, port: true });
    expect(parseValues(schema, {})).toEqual({ server: { profile: 'fast' }, port: 9000 });
  });

  test('are what rules ask, where what follows from the choice is left out', () => {
    const schema = pickValues(preset, { server: true, monitor: true });
    const monitored = (profile: string) => problemTexts(schema, { server: { profile }, monitor: { enabled: true } });
    expect(monitored('fast')).toEqual([]);
    expect(monitored('slow')).toEqual([
      'monitor.enabled: cannot be true while metrics.enabled is false; set it to false, or set metrics.enabled to true',
    ]);
  });

  test('without their choice are those of its default', () => {
    expect(parseValues(pickValues(preset, { port: true }), {})).toEqual({ port: 8080 });
  });
});

describe('what cannot be left out', () => {
  const gpu = withPresets(
    withRules(
      z.object({ type: z.string().default('a'), label: z.string().default(''), model: z.string().default('') }),
      ({ required, isSet }) => [required('label', { when: isSet('model') })],
    ),
    'type',
    { a: { label: 'of a' }, 'b*': { label: 'of b' } },
  );
  const schema = z.object({
    gpu: gpu.prefault({}),
    refined: z.object({ a: z.int().default(1), b: z.int().default(1) }).refine(({ a, b }) => a <= b),
    must: withRules(z.object({ a: z.string().default(''), b: z.string().default('') }), ({ required }) => [
      required('b'),
    ]),
  });

  test.each([
    [
      { gpu: { type: true, model: true } },
      'gpu: a rule needs what is left out; keep it: gpu.label: required while gpu.model is set; set it, or remove gpu.model: what gpu.label is follows from what is kept',
    ],
    [{ gpu: { label: true } }, 'gpu.label: its default follows from gpu.type, which is left out; keep both, or none'],
    [
      { refined: { a: true } },
      'refined: has a refinement, which may read what is left out; declare what it demands by withRules',
    ],
    [
      { must: { a: true } },
      'must: a rule needs what is left out; keep it: must.b: required; set it: the defaults of what is left out break this rule',
    ],
    [{ gpus: true }, 'gpus: the schema has no such value; correct the name'],
    [
      { gpu: { type: { a: true } } },
      'gpu.type: it is no object with values that could be left out; give true for all of it',
    ],
    [{ gpu: { type: ['a'] } }, 'gpu.type: expected true, found ["a"]'],
  ])('%j', (parts, message) => {
    expect(() => pickValues(schema, parts as never)).toThrow(ChartDefinitionError);
    expect(() => pickValues(schema, parts as never)).toThrow(`The values cannot be left out:\n  ${message}`);
  });

  test('but a rule that nothing can break needs nothing', () => {
    expect(Object.keys(pickValues(schema, { gpu: { type: true } }).shape)).toEqual(['gpu']);
  });

  test('options that the enum does not have', () => {
    expect(() => pickValues(plain, { server: { profile: ['quick' as 'fast'] } })).toThrow(
      'server.profile: expected some of "custom", "fast", "slow", found ["quick"]',
    );
  });

  test('a name that the schema does not have', () => {
    expect(() => omitValues(plain, { prot: true } as never)).toThrow(
      'prot: the schema has no such value; correct the name',
    );
  });
});
