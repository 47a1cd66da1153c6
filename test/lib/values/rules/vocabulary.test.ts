import { z } from 'zod';
import type { Rule } from '../../../../lib/values/rules/rule';
import type { RuleVocabulary } from '../../../../lib/values/rules/vocabulary';
import { withRules } from '../../../../lib/values/rules/with-rules';
import { problemTexts } from './problem-texts';

const model = z.object({
  enabled: z.boolean().default(false),
  mode: z.enum(['small', 'large']).default('small'),
  name: z.string().default(''),
  other: z.string().default(''),
  least: z.int().default(1),
  most: z.int().default(10),
  ratio: z.number().optional(),
  budget: z.union([z.int(), z.string()]).optional(),
  files: z.array(z.string()).default([]),
  labels: z.record(z.string(), z.string()).default({}),
  nested: z.object({ port: z.int().optional(), host: z.string().default('') }).optional(),
});
type Declare = (vocabulary: RuleVocabulary<typeof model.shape>) => readonly Rule[];

/** What one rule, declared on `model`, has against values. */
const problems = (declare: Declare, values: z.input<typeof model>) => {
  const schema = z.object({ model: withRules(model, (vocabulary) => [declare(vocabulary)]) });
  return problemTexts(schema, { model: values });
};

describe('atMost', () => {
  test('compares two numbers', () => {
    const rule: Declare = ({ atMost }) => atMost('least', 'most');
    expect(problems(rule, { least: 5, most: 5 })).toEqual([]);
    expect(problems(rule, { least: 5, most: 3 })).toEqual([
      'model.least: 5 is above model.most (3); lower it or raise model.most',
    ]);
  });

  test('compares a number with a constant', () => {
    const rule: Declare = ({ atMost }) => atMost('most', 20);
    expect(problems(rule, { most: 20 })).toEqual([]);
    expect(problems(rule, { most: 21 })).toEqual(['model.most: 21 is above 20; lower it']);
  });

  test('compares sums and products of whole numbers, exactly', () => {
    const product: Declare = ({ atMost, product }) => atMost(product('least', 'most'), 8);
    expect(problems(product, { least: 2, most: 4 })).toEqual([]);
    expect(problems(product, { least: 2, most: 5 })).toEqual([
      'model.least: model.least × model.most (10) is above 8; lower the product',
    ]);
    const percentage: Declare = ({ atMost, percentage }) => atMost(percentage('budget'), 'most');
    expect(problems(percentage, { budget: 50, most: 5 })).toEqual([]);
    expect(problems(percentage, { budget: 'all', most: 5 })).toEqual([]);
    expect(problems(percentage, { budget: '5%', most: 5 })).toEqual([]);
    expect(problems(percentage, { budget: '50%', most: 5 })).toEqual([
      'model.budget: model.budget (50) is above model.most (5); lower model.budget or raise model.most',
    ]);
    const sum: Declare = ({ atMost, sum }) => atMost('most', sum('least', 'nested.port', 2));
    expect(problems(sum, { most: 9, nested: { port: 6 } })).toEqual([]);
    expect(problems(sum, { most: 10, nested: { port: 6 } })).toEqual([
      'model.most: 10 is above model.least + model.nested.port + 2 (9); lower it or raise the sum',
    ]);
  });

  test('says nothing of what is absent, or text', () => {
    expect(problems(({ atMost }) => atMost('ratio', 0), {})).toEqual([]);
    expect(problems(({ atMost }) => atMost('most', 'nested.port'), { most: 9 })).toEqual([]);
    expect(problems(({ atMost }) => atMost('budget', 0), { budget: '50%' })).toEqual([]);
    expect(problems(({ atMost }) => atMost('budget', 0), { budget: 1 })).toEqual([
      'model.budget: 1 is above 0; lower it',
    ]);
  });
});

describe('required', () => {
  test.each<[string, Declare, z.input<typeof model>, z.input<typeof model>]>([
    ['text', ({ required }) => required('name'), { name: '' }, { name: 'a' }],
    ['a list', ({ required }) => required('files'), { files: [] }, { files: ['a'] }],
    ['a record', ({ required }) => required('labels'), { labels: {} }, { labels: { a: 'b' } }],
    ['a number', ({ required }) => required('ratio'), {}, { ratio: 0 }],
    ['text or a number', ({ required }) => required('budget'), { budget: '' }, { budget: 0 }],
    ['an object', ({ required }) => required('nested'), {}, { nested: {} }],
    ['what is in an object', ({ required }) => required('nested.host'), { nested: {} }, { nested: { host: 'a' } }],
  ])('asks for %s that is not empty', (_, rule, empty, set) => {
    expect(problems(rule, empty)).toEqual([expect.stringMatching(/^model\.[a-z.]+: required; set it$/)]);
    expect(problems(rule, set)).toEqual([]);
  });

  test('only under a condition', () => {
    const rule: Declare = ({ required, equals }) => required('name', { when: equals('mode', 'large') });
    expect(problems(rule, {})).toEqual([]);
    expect(problems(rule, { mode: 'large' })).toEqual([
      'model.name: required while model.mode is "large"; set it, or change model.mode',
    ]);
  });

  test('a condition', () => {
    expect(problems(({ required, isTrue }) => required(isTrue('enabled')), {})).toEqual([
      'model.enabled: must be true; set it to true',
    ]);
    expect(problems(({ required, equals }) => required(equals('mode', 'large')), {})).toEqual([
      'model.mode: must be "large"; set it to "large"',
    ]);
    expect(problems(({ required, hasKey }) => required(hasKey('labels', 'a/b')), {})).toEqual([
      'model.labels["a/b"]: required; set it',
    ]);
    expect(problems(({ required, isAbove }) => required(isAbove('least', 'most')), {})).toEqual([
      'model.least: 1 is not above model.most (10); raise it or lower model.most',
    ]);
    expect(problems(({ required, isSame }) => required(isSame('least', 'most')), {})).toEqual([
      'model.least: 1 is not the same as model.most (10); make it equal to model.most',
    ]);
  });
});

describe('forbidden', () => {
  test('refuses what is set, under a condition', () => {
    const rule: Declare = ({ forbidden, isTrue, not }) => forbidden('nested.port', { when: not(isTrue('enabled')) });
    expect(problems(rule, { enabled: true, nested: { port: 1 } })).toEqual([]);
    expect(problems(rule, { nested: { port: 1 } })).toEqual([
      'model.nested.port: not allowed while model.enabled is false; remove it, or set model.enabled to true',
    ]);
  });

  test('refuses a condition', () => {
    expect(
      problems(({ forbidden, isTrue, isSet }) => forbidden(isTrue('enabled'), { when: isSet('files') }), {
        enabled: true,
        files: ['a'],
      }),
    ).toEqual(['model.enabled: cannot be true while model.files is set; set it to false, or remove model.files']);
    expect(problems(({ forbidden, equals }) => forbidden(equals('mode', 'small')), {})).toEqual([
      'model.mode: cannot be "small"; change it',
    ]);
    expect(
      problems(({ forbidden, isSame }) => forbidden(isSame('name', 'other')), { name: 'a"b', other: 'a"b' }),
    ).toEqual(['model.name: "a\\"b" is the same as model.other ("a\\"b"); change it or model.other']);
  });

  test('refuses a key of a record, also one that stands elsewhere', () => {
    const constant: Declare = ({ forbidden, hasKey }) => forbidden(hasKey('labels', 'app'));
    expect(problems(constant, { labels: { app: 'x' } })).toEqual(['model.labels.app: not allowed; remove it']);
    const elsewhere: Declare = ({ forbidden, hasKey, valueAt, isTrue }) =>
      forbidden(hasKey('labels', valueAt('name')), { when: isTrue('enabled') });
    expect(problems(elsewhere, { enabled: true, name: 'a/b', labels: { app: 'x' } })).toEqual([]);
    expect(problems(elsewhere, { enabled: true, name: 'a/b', labels: { 'a/b': 'x' } })).toEqual([
      'model.labels["a/b"]: not allowed while model.enabled is true; remove it, or set model.enabled to false',
    ]);
    expect(problems(elsewhere, { enabled: true, name: 'toString' })).toEqual([]);
  });

  test('says what to do about each of several conditions', () => {
    const rule: Declare = ({ forbidden, all, any, isSet, isAbove, not, equals }) =>
      forbidden(all(isSet('name'), any(isAbove('most', 5), not(equals('mode', 'small')))));
    expect(problems(rule, { name: 'a' })).toEqual([
      'model.name: not allowed: model.name is set and (model.most (10) is above 5 or model.mode is not "small"); ' +
        'remove it, or lower model.most and set model.mode to "small"',
    ]);
  });
});

describe('of several values', () => {
  test('exactlyOneOf takes one', () => {
    const rule: Declare = ({ exactlyOneOf }) => exactlyOneOf(['name', 'ratio', 'budget']);
    expect(problems(rule, { ratio: 0 })).toEqual([]);
    expect(problems(rule, {})).toEqual(['model.name: this, model.ratio or model.budget is required; set one of them']);
    expect(problems(rule, { name: 'a', ratio: 1, budget: 1 })).toEqual([
      'model.budget: not allowed together with model.name or model.ratio; remove one of them (null removes a value)',
      'model.ratio: not allowed together with model.name; remove one of them (null removes a value)',
    ]);
  });

  test('atLeastOneOf and atMostOneOf say one half of it, under a condition', () => {
    const least: Declare = ({ atLeastOneOf, isTrue }) => atLeastOneOf(['name', 'other'], { when: isTrue('enabled') });
    expect(problems(least, {})).toEqual([]);
    expect(problems(least, { enabled: true, other: 'a' })).toEqual([]);
    expect(problems(least, { enabled: true })).toEqual([
      'model.name: this or model.other is required while model.enabled is true; set one of them, or set model.enabled to false',
    ]);
    const most: Declare = ({ atMostOneOf }) => atMostOneOf(['name', 'other']);
    expect(problems(most, {})).toEqual([]);
    expect(problems(most, { name: 'a' })).toEqual([]);
    expect(problems(most, { name: 'a', other: 'b' })).toHaveLength(1);
  });
});

describe('opposites', () => {
  const both = (values: z.input<typeof model>) => [
    problems(({ forbidden, isAbove }) => forbidden(isAbove('ratio', 1)), values).length,
    problems(({ forbidden, isAbove, not }) => forbidden(not(isAbove('ratio', 1))), values).length,
  ];

  test('of a comparison hold for values that are there only', () => {
    expect(both({ ratio: 2 })).toEqual([1, 0]);
    expect(both({ ratio: 1 })).toEqual([0, 1]);
    expect(both({})).toEqual([0, 0]);
  });

  test('of several conditions are those of each', () => {
    const rule: Declare = ({ required, any, all, isSet, isTrue }) =>
      required(any(isTrue('enabled'), all(isSet('name'), isSet('other'))));
    expect(problems(rule, { enabled: true })).toEqual([]);
    expect(problems(rule, { name: 'a', other: 'b' })).toEqual([]);
    expect(problems(rule, { name: 'a' })).toHaveLength(1);
  });
});

describe('own words', () => {
  test('stand behind the path', () => {
    const rule: Declare = ({ required }) => required('name', { message: 'every model has a name' });
    expect(problems(rule, {})).toEqual(['model.name: every model has a name']);
  });

  test('may have paths, as the user knows them, and values', () => {
    const rule: Declare = ({ forbidden, isSame, valueAt, words }) =>
      forbidden(isSame('nested.port', 'most'), {
        message: words`${valueAt('nested.port')} is the limit of ${'nested'} already (100%)`,
      });
    expect(problems(rule, { nested: { port: 10 } })).toEqual([
      'model.nested.port: 10 is the limit of model.nested already (100%)',
    ]);
  });
});
