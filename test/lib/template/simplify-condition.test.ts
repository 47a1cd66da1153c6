import type { Condition } from '../../../lib/template/condition';
import { evaluateCondition } from '../../../lib/template/evaluate';
import { followsFrom, simplifyCondition } from '../../../lib/template/simplify-condition';
import { seededRandom } from '../../../lib/trace/random';
import { above, and, atLeast, defined, equals, go, hasKey, not, or, order, sameAs, truthy } from './some-values';

const [enabled, host, password] = ['enabled', 'host', 'password'].map(truthy);
const cache = ['cache.enabled', 'cache.auth.enabled', 'cache.host'].map(truthy);

/** A condition as it is printed where some facts hold. */
const simplified = (condition: Condition, ...facts: Condition[]) => go(simplifyCondition(condition, facts, order));

test('what is said twice is said once', () => {
  expect(simplified(and(enabled, host, enabled))).toBe('and .Values.enabled .Values.host');
  expect(simplified(or(enabled, and(enabled, host)))).toBe('.Values.enabled');
  expect(simplified(or(enabled, and(not(enabled), host)))).toBe('or .Values.enabled .Values.host');
});

test('an alternative that the others cover goes', () => {
  const [on, auth, elsewhere] = cache;
  expect(simplified(or(and(auth, on), and(auth, elsewhere), and(elsewhere, not(on))))).toBe(
    'or (and .Values.cache.enabled .Values.cache.auth.enabled) (and (not .Values.cache.enabled) .Values.cache.host)',
  );
});

test('what alternatives have in common is said once', () => {
  expect(simplified(or(and(enabled, host), and(password, enabled)))).toBe(
    'and .Values.enabled (or .Values.host .Values.password)',
  );
});

test('so is what only some of them have in common', () => {
  const [on, auth, elsewhere] = cache;
  expect(simplified(or(and(enabled, host, auth), and(enabled, host, on), and(enabled, elsewhere), password))).toBe(
    'or (and .Values.enabled (or (and .Values.host (or .Values.cache.enabled .Values.cache.auth.enabled)) .Values.cache.host)) .Values.password',
  );
});

test('what surrounds the place is not said again', () => {
  expect(simplified(and(enabled, host), enabled)).toBe('.Values.host');
  expect(simplified(and(enabled, host), and(enabled, host))).toBe('true');
  expect(simplified(and(enabled, host), not(enabled))).toBe('false');
  expect(simplified(or(enabled, host), not(enabled))).toBe('.Values.host');
});

describe('of the forms of a condition it is the one that reads best', () => {
  const [on, auth, elsewhere] = cache;
  const isUnknown = or(and(not(on), not(elsewhere)), and(not(on), not(password)), and(on, not(auth)));
  const isKnown =
    '(and .Values.password (not .Values.cache.enabled) .Values.cache.host) (and .Values.cache.enabled .Values.cache.auth.enabled)';

  test('what is, rather than what is not', () => {
    expect(simplified(not(isUnknown))).toBe(`or ${isKnown}`);
    expect(simplified(not(and(enabled, or(host, not(on)))))).toBe(
      'or (not .Values.enabled) (and (not .Values.host) .Values.cache.enabled)',
    );
    expect(simplified(not(or(equals('mode', 'none'), enabled)))).toBe(
      'and (not .Values.enabled) (ne .Values.mode "none")',
    );
  });

  test('inside of another condition too', () => {
    expect(simplified(and(or(enabled, host), not(isUnknown)))).toBe(
      `and (or .Values.enabled .Values.host) (or ${isKnown})`,
    );
    expect(simplified(and(enabled, not(or(host, not(on)))))).toBe(
      'and .Values.enabled (not .Values.host) .Values.cache.enabled',
    );
  });

  test('the shortest, whatever it was made of', () => {
    expect(simplified(or(and(enabled, on), and(enabled, elsewhere), and(host, on), and(host, elsewhere)))).toBe(
      'and (or .Values.enabled .Values.host) (or .Values.cache.enabled .Values.cache.host)',
    );
    const [none, s3, pvc] = ['none', 's3', 'pvc'].map((mode) => equals('mode', mode));
    expect(simplified(or(and(s3, enabled), and(none, enabled), pvc))).toBe(
      'or .Values.enabled (eq .Values.mode "pvc")',
    );
    expect(simplified(or(and(s3, enabled), pvc), or(enabled, pvc))).toBe('ne .Values.mode "none"');
  });

  test('between equals as it was written', () => {
    const written = [
      [not(or(enabled, host)), 'not (or .Values.enabled .Values.host)'],
      [and(not(enabled), not(host)), 'and (not .Values.enabled) (not .Values.host)'],
      [not(and(enabled, host)), 'not (and .Values.enabled .Values.host)'],
      [or(not(enabled), not(host)), 'or (not .Values.enabled) (not .Values.host)'],
      [
        not(or(and(enabled, host), and(on, elsewhere))),
        'not (or (and .Values.enabled .Values.host) (and .Values.cache.enabled .Values.cache.host))',
      ],
      [
        or(and(on, auth), and(not(on), elsewhere)),
        'or (and .Values.cache.enabled .Values.cache.auth.enabled) (and (not .Values.cache.enabled) .Values.cache.host)',
      ],
    ] as const;
    for (const [condition, text] of written) expect(simplified(condition)).toBe(text);
  });

  test('as it was written where it asks for more than a reader takes in', () => {
    const oddOf = ([first, ...others]: Condition[]): Condition =>
      others.length === 0 ? first : or(and(first, evenOf(others)), and(not(first), oddOf(others)));
    const evenOf = ([first, ...others]: Condition[]): Condition =>
      others.length === 0 ? not(first) : or(and(first, oddOf(others)), and(not(first), evenOf(others)));
    expect(simplified(not(oddOf([enabled, on, auth])))).toMatch(/^and \(or /);
    expect(simplified(not(oddOf([enabled, host, on, auth, elsewhere])))).toMatch(/^not \(or /);
  });
});

test('one test takes the place of several on the same value', () => {
  expect(simplified(or(equals('mode', 's3'), equals('mode', 'pvc')))).toBe('ne .Values.mode "none"');
  expect(simplified(not(equals('mode', 's3')), not(equals('mode', 'none')))).toBe('eq .Values.mode "pvc"');
  expect(simplified(and(enabled, atLeast('count', 7), not(atLeast('count', 8))))).toBe(
    'and .Values.enabled (eq (int64 .Values.count) 7)',
  );
});

test('tests come in the order of the values', () => {
  const [on, auth, elsewhere] = cache;
  expect(simplified(and(elsewhere, auth, enabled, on))).toBe(
    'and .Values.enabled .Values.cache.enabled .Values.cache.auth.enabled .Values.cache.host',
  );
});

test('two values are compared where the later one would be asked for', () => {
  const same = sameAs('host', 'cache.host');
  expect(simplified(and(same, cache[0], enabled))).toBe(
    'and .Values.enabled .Values.cache.enabled (eq .Values.host .Values.cache.host)',
  );
  expect(simplified(or(and(enabled, same), and(enabled, not(same))))).toBe('.Values.enabled');
});

test('one number is above, below or the same as another one', () => {
  const [more, less, same] = [above('count', 'limit'), above('limit', 'count'), sameAs('count', 'limit')];
  expect(simplified(or(same, more))).toBe('le (int64 .Values.limit) (int64 .Values.count)');
  expect(simplified(and(not(same), not(more)))).toBe('gt (int64 .Values.limit) (int64 .Values.count)');
  expect(simplified(or(same, more, less))).toBe('true');
  expect(simplified(and(same, more))).toBe('false');
});

test('what is compared is asked for before', () => {
  expect(simplified(and(sameAs('host', 'password.secret'), truthy('password')))).toBe(
    'and .Values.password (eq .Values.host .Values.password.secret)',
  );
});

test('a condition on too much is left as it is, but for its order', () => {
  const many = Array.from({ length: 12 }, (_, index) => equals('host', `${index}`));
  const thresholds = Array.from({ length: 12 }, (_, index) => atLeast('count', 3 * index));
  const asMany = Array.from({ length: 12 }, (_, index) => equals('password', `${index}`));
  const wide = and(or(...many), or(...asMany), or(...thresholds), or(enabled, enabled), cache[0], cache[1]);
  expect(simplified(wide)).toMatch(
    /^and \.Values\.enabled \(or \(ge \(int64 \.Values\.count\) 0\) \(ge \(int64 \.Values\.count\) 3\) /,
  );
});

test('on less, only the tests that it is made of are asked for', () => {
  const many = or(...Array.from({ length: 12 }, (_, index) => equals('host', `${index}`)));
  const thresholds = or(...Array.from({ length: 12 }, (_, index) => atLeast('count', 3 * index)));
  const wide = and(many, thresholds, or(enabled, enabled), equals('mode', 's3'), cache[0], cache[1]);
  expect(simplified(wide)).toMatch(/^and \.Values\.enabled .* \(ge \(int64 \.Values\.count\) 0\) \(eq /);
});

test('of too many facts the last one counts', () => {
  const keys = Array.from({ length: 9 }, (_, at) => hasKey('labels', `key${at}`));
  const many = or(equals('mode', 'none'), ...keys);
  expect(followsFrom(not(equals('mode', 'pvc')), [many, equals('mode', 's3')], order)).toBe(true);
  expect(followsFrom(not(equals('mode', 'pvc')), [equals('mode', 's3'), many], order)).toBe(false);
});

test('what follows from facts on other values is not known', () => {
  expect(followsFrom(host, [enabled, password], order)).toBe(false);
  expect(followsFrom(defined('password'), [truthy('password.secret')], order)).toBe(true);
});

test('a simpler condition holds in the same cases', () => {
  const random = seededRandom(5);
  const pick = <T>(options: readonly T[]): T => options[Math.floor(random() * options.length)];
  const tests = [
    ...[enabled, host, password, cache[0]],
    ...['none', 's3', 'pvc'].map((mode) => equals('mode', mode)),
    ...[1, 2, 3].map((count) => atLeast('count', count)),
    ...['a', 'b'].map((text) => equals('host', text)),
  ];
  const condition = (depth: number): Condition => {
    if (depth === 0 || random() < 0.2) return random() < 0.3 ? not(pick(tests)) : pick(tests);
    const parts = Array.from({ length: 2 + Math.floor(random() * 2) }, () => condition(depth - 1));
    const joined = pick([and, or])(...parts);
    return random() < 0.2 ? not(joined) : joined;
  };
  const allValues = [true, false].flatMap((on) =>
    ['none', 's3', 'pvc'].flatMap((mode) =>
      [0, 1, 2, 3].flatMap((count) =>
        ['', 'a', 'b', 'c'].flatMap((text) =>
          [undefined, { secret: 'x' }].flatMap((secret) =>
            [true, false].map((other) => {
              return { enabled: on, mode, count, host: text, password: secret, cache: { enabled: other } };
            }),
          ),
        ),
      ),
    ),
  );
  let shorter = 0;
  for (let round = 0; round < 300; round++) {
    const [original, fact] = [condition(2), condition(1)];
    const simple = simplifyCondition(original, [fact], order);
    if (go(simple).length < go(original).length) shorter++;
    const isDifferent = (values: object) =>
      evaluateCondition(fact, values, []) &&
      evaluateCondition(original, values, []) !==
        (typeof simple === 'boolean' ? simple : evaluateCondition(simple, values, []));
    expect({ original: go(original), differs: allValues.find(isDifferent) }).toEqual({ original: go(original) });
  }
  expect(shorter).toBeGreaterThan(100);
});
