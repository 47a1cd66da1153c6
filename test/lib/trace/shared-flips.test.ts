import { ApiObject } from 'cdk8s';
import { z } from 'zod';
import { defineChart } from '../../../lib';
import { Interner } from '../../../lib/trace/interner';
import { Markers } from '../../../lib/trace/markers';
import { type RootShape, withValueAt } from '../../../lib/trace/place';
import { Points } from '../../../lib/trace/points';
import { SharedFlips, type WantedFlip } from '../../../lib/trace/shared-flips';
import { Stopwatch } from '../../../lib/trace/stopwatch';
import { TracedRelease } from '../../../lib/trace/traced-release';
import { variablesOf } from '../../../lib/trace/variables';
import { shapeOf } from '../../../lib/values/shape';

const schema = z.object({ other: z.boolean(), a: z.boolean(), b: z.boolean(), c: z.boolean(), d: z.boolean() });
type Values = z.output<typeof schema>;

const OFF: Values = { other: false, a: false, b: false, c: false, d: false };

/** Flips of `a` to `d` that were made alone beside `other: false`, and are wanted beside `other: true`. */
function sharedFlips(spec: (values: Values) => object) {
  const definition = defineChart({
    metadata: { name: 'demo', version: '1.0.0' },
    values: schema,
    constructs: (scope, values) =>
      void new ApiObject(scope, 'it', { apiVersion: 'v1', kind: 'Example', spec: spec(values) }),
  });
  const release = new TracedRelease({ release: 'demo', chart: 'demo' });
  const root = shapeOf(schema) as RootShape;
  const points = new Points(definition as never, root, release, new Interner(), new Stopwatch());
  const shared = new SharedFlips(points, new Markers(root));
  const wanted = variablesOf(root, OFF, new Map())
    .slice(1)
    .map((variable): WantedFlip => ({ variable, state: true }));
  const before = points.add(OFF) as number;
  for (const flip of wanted) {
    shared.remember(before, points.add(withValueAt(OFF, flip.variable.place.path, true)) as number, flip);
  }
  const from = points.add({ ...OFF, other: true }) as number;
  const runsBefore = points.runs;
  const alone = shared.make(from, wanted).map(({ variable }) => variable.place.key);
  return { alone: alone.sort(), runs: points.runs - runsBefore };
}

test('flips that do what they did before, at different places, take one run', () => {
  const spec = ({ other, ...flags }: Values) => ({ ...flags, more: other });
  expect(sharedFlips(spec)).toEqual({ alone: [], runs: 1 });
});

test('flips that do nothing take a run by themselves', () => {
  const spec = ({ a, b }: Values) => ({ a, b });
  expect(sharedFlips(spec)).toEqual({ alone: [], runs: 2 });
});

test('flips that change the same place are not made together', () => {
  const spec = ({ a, b }: Values) => ({ list: [a, b].filter(Boolean) });
  expect(sharedFlips(spec)).toEqual({ alone: ['a', 'b'], runs: 1 });
});

test('a flip that does something else than before is made alone', () => {
  const spec = ({ other, a, ...flags }: Values) => ({ a: a && !other, ...flags });
  expect(sharedFlips(spec)).toEqual({ alone: ['a'], runs: 2 });
});

test('a flip that does something more than before is found', () => {
  const spec = ({ other, a, ...flags }: Values) => ({ a, more: other && a, ...flags });
  expect(sharedFlips(spec).alone).toContain('a');
});

test('flips that only together do something else are made alone', () => {
  const spec = ({ other, a, b, ...flags }: Values) => ({ a, b, both: other && a && b, ...flags });
  expect(sharedFlips(spec).alone).toEqual(['a', 'b']);
});

test('where nothing is as it was, all flips are made alone', () => {
  const spec = (values: Values) => ({ text: JSON.stringify(values) });
  expect(sharedFlips(spec)).toEqual({ alone: ['a', 'b', 'c', 'd'], runs: 0 });
});
