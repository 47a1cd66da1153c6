import { z } from 'zod';
import { inferenceServiceValues } from '../../../../lib';
import { withRules } from '../../../../lib/values/rules/with-rules';

const schema = z.object({
  enabled: z.boolean().default(false),
  mode: z.enum(['small', 'large']).default('small'),
  count: z.int().optional(),
  budget: z.union([z.int(), z.string()]).optional(),
  labels: z.record(z.string(), z.string()).default({}),
  hosts: z.array(z.object({ host: z.string() })).default([]),
  'my-key': z.string().default(''),
  nested: z.object({ deep: z.object({ port: z.int().default(1) }).prefault({}) }).optional(),
  source: z.discriminatedUnion('type', [
    z.object({ type: z.literal('s3'), bucket: z.string() }),
    z.object({ type: z.literal('claim'), claim: z.object({ size: z.int() }) }),
  ]),
});

test('paths of the right kind compile', () => {
  withRules(schema, ({ required, atMost, isTrue, equals, hasKey, isSame, valueAt, words }) => [
    required('my-key', { when: isTrue('enabled') }),
    required('hosts', { when: equals('mode', 'large') }),
    required('nested.deep', { when: equals('nested.deep.port', 80) }),
    required('source.bucket', { when: equals('source.type', 's3') }),
    required(hasKey('labels', valueAt('my-key')), { message: words`${'labels'} are missing ${valueAt('count')}` }),
    required(isSame('mode', 'my-key')),
    atMost('count', 'source.claim.size'),
    atMost('budget', 'nested.deep.port'),
  ]);
  withRules(inferenceServiceValues, ({ atMost }) => [atMost('gpu.count', 'autoscaling.maxReplicas')]);
});

test('all others do not', () => {
  const declare = () =>
    withRules(schema, ({ required, atMost, isTrue, equals, hasKey, words }) => [
      // @ts-expect-error: a typing mistake
      required('moed'),
      // @ts-expect-error: a typing mistake further down
      required('nested.deep.prot'),
      // @ts-expect-error: inside of a list
      required('hosts.host'),
      // @ts-expect-error: no option has it
      required('source.region'),
      // @ts-expect-error: no boolean
      required(isTrue('mode')),
      // @ts-expect-error: a boolean is always there
      required('enabled'),
      // @ts-expect-error: no number
      atMost('mode', 'count'),
      // @ts-expect-error: no option
      required(equals('mode', 'medium')),
      // @ts-expect-error: text for a number
      required(equals('count', '1')),
      // @ts-expect-error: no record
      required(hasKey('hosts', 'a')),
      // @ts-expect-error: a typing mistake in a message
      required('mode', { message: words`see ${'cuont'}` }),
    ]);
  expect(declare).not.toThrow();
});
