import { fallBackWithin } from '../../../lib/template/fall-back-within';
import type { TextHelper } from '../../../lib/template/node';
import { and, or, reference, truthy } from './some-values';

const [enabled, host] = ['enabled', 'host'].map(truthy);
const text = (value: string) => ({ kind: 'literal', value }) as const;
const fallback = (otherwise: string) =>
  ({ kind: 'fallback', reference: reference('host'), otherwise: text(otherwise) }) as const;
const helper = (when: TextHelper['branches'][number]['when']): TextHelper => ({
  name: 'account',
  branches: [{ when, text: fallback('full name') }],
  otherwise: text('default'),
});

test('what stands in for an empty value is decided where the value is', () => {
  expect(fallBackWithin(helper(or(enabled, host)))).toEqual({
    name: 'account',
    branches: [{ when: enabled, text: fallback('full name') }],
    otherwise: fallback('default'),
  });
});

test.each([[enabled], [host], [and(enabled, host)]])('other conditions stay as they are: %j', (when) => {
  expect(fallBackWithin(helper(when))).toEqual(helper(when));
});
