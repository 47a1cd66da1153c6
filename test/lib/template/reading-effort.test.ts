import type { Condition } from '../../../lib/template/condition';
import { easiestToRead } from '../../../lib/template/reading-effort';
import { and, atLeast, defined, equals, go, not, or, truthy } from './some-values';

const [enabled, host, cache, auth] = ['enabled', 'host', 'cache.enabled', 'cache.auth.enabled'].map(truthy);
const s3 = equals('mode', 's3');

test.each<[string, Condition, Condition]>([
  ['fewer tests', and(enabled, or(host, cache)), or(and(enabled, host), and(enabled, cache))],
  ['a `not` around fewer tests', and(not(enabled), host), not(or(enabled, not(host)))],
  ['a `not` inside of fewer others', or(not(enabled), and(host, cache)), not(and(enabled, not(and(host, cache))))],
  ['`ne` rather than `not`', and(not(s3), not(enabled)), not(or(s3, enabled))],
  ['`lt` rather than `not`', and(not(atLeast('count', 2)), not(enabled)), not(or(atLeast('count', 2), enabled))],
  [
    'what is missing rather than what is not',
    and(not(defined('password')), enabled),
    and(defined('password'), enabled),
  ],
  ['fewer brackets', or(and(enabled, host), and(cache, auth)), and(or(enabled, host), or(cache, and(auth)))],
])('easier is %s', (_, easier, harder) => {
  expect(go(easiestToRead([harder, easier]))).toBe(go(easier));
  expect(go(easiestToRead([easier, harder]))).toBe(go(easier));
});

test('neither is as easy as both not, but for its brackets', () => {
  expect(go(easiestToRead([and(not(enabled), not(host)), not(or(enabled, host))]))).toBe(
    'not (or .Values.enabled .Values.host)',
  );
});

test('of several that are as easy it is the first', () => {
  const [left, right] = [or(and(enabled, host), cache), or(and(enabled, cache), host)];
  expect(easiestToRead([left, right])).toBe(left);
  expect(easiestToRead([right, left])).toBe(right);
});
