import { Step } from '../../../lib/trace/step';

const leadTo = (from: Step<string>, ...keys: readonly unknown[]) =>
  keys.reduce<Step<string>>((step, key) => step.to(key), from);

test('the same keys and values lead to the same step, others to another one', () => {
  const start = new Step<string>();
  const [part, other] = [{}, {}];
  const sequences = [
    [],
    ['a'],
    ['a', 1],
    ['a', '1'],
    ['a', part],
    ['a', other],
    ['b', 1],
    ['a', 1, 'b'],
    ['a', undefined],
    [null],
  ];
  for (const [index, keys] of sequences.entries()) leadTo(start, ...keys).known = `sequence ${index}`;
  for (const [index, keys] of sequences.entries()) expect(leadTo(start, ...keys).known).toBe(`sequence ${index}`);
  expect(new Set(sequences.map((keys) => leadTo(start, ...keys))).size).toBe(sequences.length);
});

test('nothing is known of a sequence that nobody told of', () => {
  const start = new Step<string>();
  leadTo(start, 'a', 1).known = 'known';
  expect([leadTo(start, 'a').known, leadTo(start, 'a', 2).known, leadTo(start, 'a', 1, 1).known]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
