import { leastSquares } from '../../../lib/trace/least-squares';
import { seededRandom } from '../../../lib/trace/random';

const ONES = [1, 1, 1, 1];

function expectClose(found: number[] | undefined, expected: number[]): void {
  expect(found).toHaveLength(expected.length);
  for (const [at, factor] of expected.entries()) expect(found?.[at]).toBeCloseTo(factor, 9);
}

test('a line through points that lie on it', () => {
  expectClose(leastSquares([[0, 1, 2, 3], ONES], [5, 8, 11, 14]), [3, 5]);
});

test('the line that is nearest to points beside it', () => {
  // By hand: the mean of x is 1.5, that of y 3.25; Σ(x - 1.5)(y - 3.25) = 6.5, Σ(x - 1.5)² = 5.
  expectClose(leastSquares([[0, 1, 2, 3], ONES], [1, 3, 4, 5]), [1.3, 1.3]);
});

test('as many columns as there are targets', () => {
  expectClose(
    leastSquares(
      [
        [2, 0],
        [1, 3],
      ],
      [7, 9],
    ),
    [2, 3],
  );
});

test('no other factors come closer', () => {
  const random = seededRandom(1);
  const column = () => Array.from({ length: 12 }, () => random() * 10 - 5);
  const columns = [column(), column(), column()];
  const targets = column();
  const distance = (factors: number[]) =>
    Math.hypot(
      ...targets.map((target, row) => target - factors.reduce((sum, by, at) => sum + by * columns[at][row], 0)),
    );
  const found = leastSquares(columns, targets) as number[];
  for (const at of found.keys()) {
    for (const step of [-0.01, 0.01]) {
      const other = found.with(at, found[at] + step);
      expect(distance(other)).toBeGreaterThan(distance(found));
    }
  }
});

test('columns of very different size', () => {
  const [small, large] = [
    [1, 2, 3, 5],
    [1e9, 3e9, 2e9, 7e9],
  ];
  const targets = small.map((value, at) => 3 * value + 2 * large[at]);
  const found = leastSquares([small, large], targets) as number[];
  expect(found.map(Math.round)).toEqual([3, 2]);
});

test.each<[string, number[][]]>([
  [
    'one column is a multiple of another',
    [
      [1, 2, 3, 4],
      [2, 4, 6, 8],
    ],
  ],
  [
    'one column is the sum of two others',
    [
      [1, 0, 2, 1],
      [0, 1, 1, 1],
      [1, 1, 3, 2],
    ],
  ],
  [
    'one column is zero',
    [
      [1, 2, 3, 4],
      [0, 0, 0, 0],
    ],
  ],
])('no factors where %s', (_name, columns) => {
  expect(leastSquares(columns, [1, 2, 3, 4])).toBeUndefined();
});

test('what it is given stays as it was', () => {
  const [columns, targets] = [
    [[0, 1, 2, 3], [...ONES]],
    [5, 8, 11, 14],
  ];
  leastSquares(columns, targets);
  expect({ columns, targets }).toEqual({ columns: [[0, 1, 2, 3], ONES], targets: [5, 8, 11, 14] });
});
