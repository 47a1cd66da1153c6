import { Mask } from '../../../lib/trace/mask';
import { seededRandom } from '../../../lib/trace/random';

const SIZE = 100;

/** A set of numbers, as a mask and as JavaScript's own. */
function drawn(random: () => number, probability: number): { mask: Mask; set: Set<number> } {
  const set = new Set<number>();
  for (let index = 0; index < SIZE; index++) if (random() < probability) set.add(index);
  return { mask: Mask.where(SIZE, (index) => set.has(index)), set };
}

function members(mask: Mask): number[] {
  const found: number[] = [];
  mask.forEach((index) => {
    found.push(index);
  });
  return found;
}

const sorted = (numbers: Iterable<number>) => [...numbers].sort((left, right) => left - right);

test('does what a set of numbers does', () => {
  const random = seededRandom(1);
  for (const probability of [0, 0.02, 0.5, 0.98, 1]) {
    const left = drawn(random, probability);
    const right = drawn(random, 0.5);
    const both = sorted(left.set).filter((index) => right.set.has(index));

    expect(members(left.mask)).toEqual(sorted(left.set));
    expect(left.mask.count()).toBe(left.set.size);
    expect(left.mask.isEmpty()).toBe(left.set.size === 0);
    expect(left.mask.first()).toBe(sorted(left.set)[0] ?? -1);
    expect(members(left.mask.and(right.mask))).toEqual(both);
    expect(members(left.mask.or(right.mask))).toEqual(sorted(new Set([...left.set, ...right.set])));
    expect(members(left.mask.without(right.mask))).toEqual(sorted(left.set).filter((index) => !right.set.has(index)));
    expect(left.mask.intersects(right.mask)).toBe(both.length > 0);
    expect(left.mask.contains(left.mask.and(right.mask))).toBe(true);
    expect(left.mask.contains(right.mask)).toBe(both.length === right.set.size);
    for (let index = 0; index < SIZE; index++) expect(left.mask.has(index)).toBe(left.set.has(index));
  }
});

test('operations leave their operands alone; only add changes one', () => {
  const mask = Mask.where(40, (index) => index === 31);
  mask.or(Mask.where(40, () => true));
  mask.without(mask);
  expect(members(mask)).toEqual([31]);
  mask.add(32);
  mask.add(0);
  expect(members(mask)).toEqual([0, 31, 32]);
});

test('sets of few numbers far from each other', () => {
  const [low, high, none] = [[3], [70, 95], []].map((numbers) => Mask.where(SIZE, (index) => numbers.includes(index)));
  expect([low.intersects(high), low.contains(high), low.contains(none), none.contains(low)]).toEqual([
    false,
    false,
    true,
    false,
  ]);
  expect([low.countCommon(high), high.countCommon(high)]).toEqual([0, 2]);
  expect(members(Mask.union(SIZE, [high, low, none]))).toEqual([3, 70, 95]);
  const extended = low.extended(200);
  extended.include(Mask.where(200, (index) => index === 199));
  expect([members(extended), members(low)]).toEqual([[3, 199], [3]]);
  expect(members(high.without(Mask.where(SIZE, (index) => index < 80)))).toEqual([95]);
});

test('equal sets share their key', () => {
  const mask = Mask.empty(40);
  mask.add(31);
  expect(mask.key()).toBe(Mask.where(40, (index) => index === 31).key());
  expect(mask.key()).not.toBe(Mask.where(40, (index) => index === 32).key());
});

test('an empty set has no first number', () => {
  expect(Mask.empty(0).first()).toBe(-1);
  expect(Mask.empty(64).isEmpty()).toBe(true);
});
