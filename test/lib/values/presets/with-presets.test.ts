import { z } from 'zod';
import { ChartDefinitionError } from '../../../../lib/errors';
import { withPresets } from '../../../../lib/values/presets/with-presets';
import { withRules } from '../../../../lib/values/rules/with-rules';
import { shapeOf } from '../../../../lib/values/shape';
import { parseValues } from '../../../../lib/values/validate';
import { problemTexts } from '../rules/problem-texts';

const plain = z.object({
  server: z
    .object({ profile: z.enum(['custom', 'fast']).default('custom'), args: z.array(z.string()).default([]) })
    .prefault({}),
  port: z.int().default(8080),
  metricsPort: z.int().optional(),
  probe: z.object({ path: z.string().default('/'), seconds: z.int().default(5) }).prefault({}),
  env: z.record(z.string(), z.string()).default({}),
});
const schema = withPresets(plain, 'server.profile', {
  custom: {},
  fast: {
    server: { args: ['--fast'] },
    port: 9000,
    metricsPort: 9001,
    probe: { path: '/fast' },
    env: { CACHE: '/cache', MODE: 'fast' },
  },
});
const fast = { server: { profile: 'fast' } };

describe('what follows from an option', () => {
  test('nothing, where its preset is empty', () => {
    expect(parseValues(schema, {})).toEqual(parseValues(plain, {}));
  });

  test('is above the defaults of the schema, at every depth, and plain values like all others', () => {
    expect(parseValues(schema, fast)).toEqual({
      server: { profile: 'fast', args: ['--fast'] },
      port: 9000,
      metricsPort: 9001,
      probe: { path: '/fast', seconds: 5 },
      env: { CACHE: '/cache', MODE: 'fast' },
    });
  });

  test('is below what the user writes: maps are merged, everything else replaces', () => {
    const written = {
      server: { profile: 'fast', args: [] },
      port: 1,
      probe: { seconds: 1 },
      env: { MODE: 'slow', MORE: 'x' },
    };
    expect(parseValues(schema, written)).toEqual({
      server: { profile: 'fast', args: [] },
      port: 1,
      metricsPort: 9001,
      probe: { path: '/fast', seconds: 1 },
      env: { CACHE: '/cache', MODE: 'slow', MORE: 'x' },
    });
  });

  test('is not put into complete values a second time, so that what was removed from them stays away', () => {
    const { metricsPort: _, ...complete } = parseValues(schema, fast);
    const without = { ...complete, env: {} };
    expect(parseValues(schema, without)).toEqual(without);
  });

  test('can be left out in code', () => {
    expect(parseValues(schema, { ...fast, metricsPort: undefined })).not.toHaveProperty('metricsPort');
  });

  test('goes where the schema goes: into objects, lists, records, and options of unions', () => {
    const everywhere = z.object({
      one: schema,
      extended: schema.extend({ more: z.boolean().default(true) }),
      list: z.array(schema),
      record: z.record(z.string(), schema),
      either: z.discriminatedUnion('kind', [
        schema.extend({ kind: z.literal('server') }),
        z.object({ kind: z.literal('none') }),
      ]),
    });
    const values = parseValues(everywhere, {
      one: fast,
      extended: fast,
      list: [fast, {}],
      record: { a: fast },
      either: { kind: 'server', ...fast },
    });
    const { one, extended, list, record, either } = values;
    expect([one.port, extended.port, list[0]?.port, list[1]?.port, record.a?.port]).toEqual([
      9000, 9000, 9000, 8080, 9000,
    ]);
    expect(either).toMatchObject({ port: 9000 });
  });

  test('is there where the option is the default', () => {
    const byDefault = withPresets(
      z.object({ size: z.enum(['small', 'large']).default('large'), replicas: z.int().default(1) }),
      'size',
      { small: {}, large: { replicas: 10 } },
    );
    expect(parseValues(z.object({ app: byDefault.prefault({}) }), {})).toEqual({
      app: { size: 'large', replicas: 10 },
    });
  });
});

describe('what follows from a text', () => {
  const device = withPresets(
    z.object({
      type: z.string().default('nvidia.com/gpu'),
      taint: z.string().default(''),
      label: z.string().default(''),
    }),
    'type',
    { 'nvidia.com/gpu': { taint: 'gpu', label: 'product' }, 'nvidia.com/mig-*': { taint: 'gpu' } },
  );

  test.each([
    [{}, { type: 'nvidia.com/gpu', taint: 'gpu', label: 'product' }],
    [{ label: 'mine' }, { type: 'nvidia.com/gpu', taint: 'gpu', label: 'mine' }],
    [{ type: 'nvidia.com/mig-1g.5gb' }, { type: 'nvidia.com/mig-1g.5gb', taint: 'gpu', label: '' }],
    [{ type: 'example.com/other' }, { type: 'example.com/other', taint: '', label: '' }],
  ])('%j', (written, complete) => {
    expect(parseValues(device, written)).toEqual(complete);
  });

  test('beside what follows from others', () => {
    const both = withPresets(device.extend({ size: z.enum(['s', 'm']).default('s'), n: z.int().default(1) }), 'size', {
      s: {},
      m: { n: 2, type: 'nvidia.com/mig-1g.5gb' },
    });
    expect(parseValues(both, { size: 'm' })).toMatchObject({ n: 2, type: 'nvidia.com/mig-1g.5gb' });
    expect(parseValues(both, {})).toMatchObject({ n: 1, taint: 'gpu', label: 'product' });
  });
});

describe('problems', () => {
  test('rules see what follows from the option', () => {
    const ruled = withRules(schema, ({ forbidden, isSame, words, valueAt }) => [
      forbidden(isSame('metricsPort', 'port'), {
        message: words`port ${valueAt('metricsPort')} is taken by ${'port'}`,
      }),
    ]);
    expect(problemTexts(ruled, { ...fast, port: 9001 })).toEqual([
      'metricsPort: port 9001 is taken by port (it follows from server.profile "fast")',
    ]);
    expect(problemTexts(ruled, { port: 9001 })).toEqual([]);
  });

  test('an unknown option has no preset', () => {
    expect(problemTexts(schema, { server: { profile: 'fst' } })).toEqual([
      'server.profile: expected one of "custom", "fast", found text "fst"; did you mean "fast"?',
    ]);
  });

  test('values of other types are told like everywhere', () => {
    expect(problemTexts(schema, { server: { profile: 'fast' }, probe: 'x' })).toEqual([
      'probe: expected a map, found text "x"',
    ]);
    expect(problemTexts(schema, { server: 'fast' })).toHaveLength(1);
  });
});

test('presets that mean nothing are refused', () => {
  const refusal = (refused: z.ZodObject) => {
    try {
      shapeOf(refused);
    } catch (error) {
      if (error instanceof ChartDefinitionError) return error.message.split('\n  ').slice(1);
    }
    return [];
  };
  const wrong = withPresets as (schema: z.ZodObject, choice: string, presets: object) => z.ZodObject;
  expect(refusal(wrong(plain, 'port', {}))).toEqual([
    '(root): presets are for port, which has to be an enum or a text for that; correct the path',
  ]);
  expect(refusal(wrong(plain, 'server.profile', { custom: {}, quick: {}, fast: { probe: { pth: '/' } } }))).toEqual([
    '(root): there is a preset for server.profile "quick", which is no option of it; remove it, or add the option',
    '(root): the preset for server.profile "fast" has probe.pth, which the schema does not have; correct it',
  ]);
  expect(refusal(wrong(plain, 'server.profile', { custom: {} }))).toEqual([
    '(root): there is no preset for server.profile "fast"; add one, which may be empty',
  ]);
});

test('TypeScript checks the path and the presets', () => {
  // @ts-expect-error no enum
  expect(() => shapeOf(withPresets(plain, 'port', {}))).toThrow();
  // @ts-expect-error a key that there is not
  expect(() => shapeOf(withPresets(plain, 'server.profile', { custom: {}, fast: { prot: 1 } }))).toThrow();
});
