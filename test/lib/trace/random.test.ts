import { seededRandom } from '../../../lib/trace/random';

test('is the same in every run, on every machine', () => {
  const random = seededRandom(1);
  expect([random(), random(), random()]).toMatchInlineSnapshot(`
[
  0.6270739405881613,
  0.002735721180215478,
  0.5274470399599522,
]
`);
});

test('lies between 0 and 1, evenly', () => {
  const random = seededRandom(2);
  const counts = new Array(10).fill(0);
  for (let draw = 0; draw < 10_000; draw++) counts[Math.floor(random() * 10)]++;
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
});
