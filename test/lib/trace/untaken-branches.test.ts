import { Script } from 'node:vm';
import { Coverage } from '../../../lib/trace/coverage';
import { untakenBranches } from '../../../lib/trace/untaken-branches';

let scripts = 0;

// To begin and to end takes long where many scripts are loaded.
const coverage = Coverage.begin();
afterAll(() => coverage?.end());

/** What a function did not do when it was called with some arguments, each line as `what never happened: source`. */
function untaken(source: string, ...args: readonly unknown[]): string[] {
  if (!coverage) throw new Error('this Node cannot watch');
  const filename = `/project/function-${scripts++}.js`;
  const run = new Script(`(${source})`, { filename }).runInThisContext();
  for (const argument of args) run(argument);
  const times = coverage.take().filter(({ url }) => url.endsWith(filename));
  const text = coverage.sourcesOf(times).get(times[0].scriptId) ?? '';
  return untakenBranches(times, text).map(({ never, source }) => `${never}: ${source}`);
}

test('all branches that were taken are none', () => {
  const source = `(x) => {
    if (x > 1) return 'many';
    const sign = x < 0 ? '-' : '+';
    return (x && sign) || 'zero';
  }`;
  expect(untaken(source, -1, 0, 1, 2)).toEqual([]);
});

test('a condition that never holds', () => {
  expect(
    untaken(
      `(x) => {
    if (x.startsWith('a')) x = 'b';
    if (x === 'c') {
      return 1;
    } else if (x === 'd') {
      return 2;
    }
    const y = x === 'e' ? 1 : 2;
    return { y, ...(x === 'f' && { x }) };
  }`,
      'x',
    ),
  ).toMatchInlineSnapshot(`
[
  "true: if (x.startsWith('a')) x = 'b';",
  "true: if (x === 'c') {",
  "true: } else if (x === 'd') {",
  "true: const y = x === 'e' ? 1 : 2;",
  "true: return { y, ...(x === 'f' && { x }) };",
]
`);
});

test('a condition that always holds', () => {
  expect(
    untaken(
      `(x) => {
    if (!x.startsWith('a')) x = 'b';
    const y = x !== 'e' ? 1 : 2;
    const z = !/f/.test(x) && 'z';
    if (x !== 'c') {
      return 1;
    }
    return 2;
  }`,
      'x',
    ),
  ).toMatchInlineSnapshot(`
[
  "false: if (!x.startsWith('a')) x = 'b';",
  "false: const y = x !== 'e' ? 1 : 2;",
  "false: const z = !/f/.test(x) && 'z';",
  "false: if (x !== 'c') {",
]
`);
});

test('what is never found', () => {
  expect(
    untaken(
      `(x) => [
    x.match(/^v(\\d)/)?.[1],
    { a: 1 }[x] ?? 'none',
    ['a', 'b'].find((each) => each === x) ?? 'other',
    (x === 'a' && 1) || 'none',
  ]`,
      'x',
    ),
  ).toMatchInlineSnapshot(`
[
  "defined: x.match(/^v(\\d)/)?.[1],",
  "defined: ['a', 'b'].find((each) => each === x) ?? 'other',",
  "true: (x === 'a' && 1) || 'none',",
]
`);
});

test('a case, a loop and a callback that never run', () => {
  expect(
    untaken(
      `(x) => {
    switch (x) {
      case 'a': return 1;
      default: break;
    }
    for (const part of x.split('-').slice(1)) x = part;
    return ['x']
      .filter((each) => each !== x)
      .map((each) => each + x);
  }`,
      'x',
    ),
  ).toMatchInlineSnapshot(`
[
  "run: case 'a': return 1;",
  "run: for (const part of x.split('-').slice(1)) x = part;",
  "run: .map((each) => each + x);",
]
`);
});

describe('no branches to speak of are', () => {
  test.each([
    [
      'checks',
      `(x) => { if (x === 'a') throw new Error('a'); if (x === 'b') { const text = 'b'; throw new Error(text); } else { x = 'c'; } }`,
    ],
    ['defaults of a switch', `(x) => { switch (x) { case 'x': return 1; default: return 2; } }`],
    [
      'what the schema makes sure of',
      `(x) => { if (x === undefined) return 1; return (x ?? 'none') + (x !== null ? x : 1) + (x || 'empty'); }`,
    ],
    ['what handles errors', `(x) => { try { return JSON.parse('1') + x; } catch (error) { return 1; } }`],
    ['comparisons of items', `(x) => [x].sort((a, b) => (a < b ? -1 : 1))`],
    ['functions that nobody calls', `(x) => ({ toJSON() { return x === 'a' ? 1 : 2; }, later: () => 1 })`],
    [
      'tests on types that always hold',
      `(x) => { if (typeof x === 'string') x = 1; return Array.isArray([x]) && Object.keys({ x }).length > 0 && x; }`,
    ],
  ])('%s', (_, source) => {
    expect(untaken(source, 'x')).toEqual([]);
  });
});
