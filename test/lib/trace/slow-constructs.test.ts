import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { slowConstructs } from '../../../lib/trace/slow-constructs';
import { Stopwatch } from '../../../lib/trace/stopwatch';

function wait(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

class Slow extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Construct(this, 'quick');
    wait(50);
    new Construct(this, 'next');
  }
}

function build(): void {
  const chart = new Chart(new App(), 'demo');
  new Construct(chart, 'first');
  new Slow(chart, 'slow');
}

const stopwatch = (runs: number, time: number) => Object.assign(new Stopwatch(), { runs, time });

test('slow constructs are told with the place in the tree where the time goes', () => {
  const slow = slowConstructs(stopwatch(300, 18_000), build);
  expect(slow).toMatchObject({
    runs: 300,
    timePerRun: 60,
    longest: { after: 'demo/slow/quick', before: 'demo/slow/next' },
  });
  expect(slow?.longest?.time).toBeGreaterThanOrEqual(50);
});

test('also where the constructs throw', () => {
  const throwing = () => {
    build();
    throw new Error('refused');
  };
  expect(slowConstructs(stopwatch(300, 18_000), throwing)?.longest).toMatchObject({ after: 'demo/slow/quick' });
});

test.each([
  ['few runs', stopwatch(10, 1000)],
  ['quick runs', stopwatch(10_000, 20_000)],
])('%s are not', (_, quick) => {
  expect(slowConstructs(quick, build)).toBeUndefined();
});

test('a stopwatch adds up what it measures, also what throws', () => {
  const measured = new Stopwatch();
  expect(measured.measure(() => 1)).toBe(1);
  const throwing = () => {
    wait(5);
    throw new Error('refused');
  };
  expect(() => measured.measure(throwing)).toThrow('refused');
  expect(measured.runs).toBe(2);
  expect(measured.time).toBeGreaterThanOrEqual(5);
});
