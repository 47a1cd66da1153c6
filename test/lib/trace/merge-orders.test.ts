import { mergeOrders } from '../../../lib/trace/merge-orders';
import { seededRandom } from '../../../lib/trace/random';

test.each<[string, string[][], string[]]>([
  ['one order stays', [['c', 'a', 'b']], ['c', 'a', 'b']],
  [
    'a shorter one fits into a longer',
    [
      ['a', 'c'],
      ['a', 'b', 'c'],
    ],
    ['a', 'b', 'c'],
  ],
  [
    'what the longest lacks comes as late as it may',
    [
      ['a', 'b', 'd'],
      ['a', 'c', 'd'],
    ],
    ['a', 'b', 'c', 'd'],
  ],
  [
    'what the longest has first comes first',
    [
      ['x', 'b'],
      ['a', 'b', 'c'],
    ],
    ['a', 'x', 'b', 'c'],
  ],
  [
    'orders without anything in common follow each other',
    [
      ['a', 'b', 'c'],
      ['x', 'y'],
    ],
    ['a', 'b', 'c', 'x', 'y'],
  ],
  ['nothing', [[], []], []],
])('%s', (_, orders, merged) => {
  expect(mergeOrders(orders)).toEqual(merged);
});

test('lists cut from one order all keep theirs', () => {
  const random = seededRandom(3);
  for (let round = 0; round < 200; round++) {
    const orders = Array.from({ length: 4 }, () => [...'abcdefghijkl'].filter(() => random() < 0.6));
    const merged = mergeOrders(orders);
    expect([...merged].sort()).toEqual([...new Set(orders.flat())].sort());
    for (const order of orders) expect(merged.filter((id) => order.includes(id))).toEqual(order);
  }
});

test('the result does not depend on the order of the orders', () => {
  const orders = [
    ['a', 'd'],
    ['b', 'd', 'e'],
    ['a', 'b'],
    ['c', 'e'],
    ['a', 'c', 'd'],
  ];
  expect(mergeOrders([...orders].reverse())).toEqual(mergeOrders(orders));
});

test('a contradiction is followed as the longest list has it', () => {
  expect(
    mergeOrders([
      ['b', 'a'],
      ['a', 'b', 'c'],
    ]),
  ).toEqual(['a', 'b', 'c']);
});
