import { ApiObject } from 'cdk8s';
import { z } from 'zod';
import { defineChart } from '../../../lib';
import { Flips } from '../../../lib/trace/flips';
import { FoundTests } from '../../../lib/trace/found-tests';
import { Interner } from '../../../lib/trace/interner';
import { Markers } from '../../../lib/trace/markers';
import type { RootShape } from '../../../lib/trace/place';
import { Points } from '../../../lib/trace/points';
import { States } from '../../../lib/trace/states';
import { Stopwatch } from '../../../lib/trace/stopwatch';
import { TracedRelease } from '../../../lib/trace/traced-release';
import { shapeOf } from '../../../lib/values/shape';

const schema = z.object({ a: z.boolean(), b: z.boolean(), c: z.boolean(), list: z.array(z.string()).default([]) });
const root = shapeOf(schema) as RootShape;
type Values = z.output<typeof schema>;
const OFF: Values = { a: false, b: false, c: false, list: [] };

describe('going between two sets of values', () => {
  const tests = new FoundTests();
  const states = new States(root, new Map(), new Markers(root), tests);

  /** What is known after going between two sets of values. */
  function between(from: Values, to: Values, isRefused: (values: Values) => boolean = () => false) {
    const definition = defineChart({
      metadata: { name: 'demo', version: '1.0.0' },
      values: schema,
      constructs: (scope, values) => {
        if (isRefused(values)) throw new Error('refused');
        new ApiObject(scope, 'it', { apiVersion: 'v1', kind: 'Example', data: { on: values.a && values.b } });
      },
    });
    const release = new TracedRelease({ release: 'demo', chart: 'demo' });
    const points = new Points(definition as never, root, release, new Interner(), new Stopwatch());
    new Flips(states, points, []).between(points.intern(from), points.intern(to));
    const changed = points.edges.map(({ from: left, to: right, key }) => {
      const isMoved = points.outputs[left].objects !== points.outputs[right].objects;
      return isMoved ? `${key} changes the objects` : key;
    });
    return { values: points.values, changed };
  }

  test('changes one variable at a time, and shows with which the objects change', () => {
    const { values, changed } = between(OFF, { a: true, b: true, c: true, list: ['x'] });
    expect(changed).toEqual(['a', 'b changes the objects', 'c', 'list']);
    expect(values).toEqual([
      OFF,
      { ...OFF, a: true },
      { ...OFF, a: true, b: true },
      { ...OFF, a: true, b: true, c: true },
      { a: true, b: true, c: true, list: ['x'] },
    ]);
  });

  test('steps over values that the constructs refuse', () => {
    const { changed } = between(OFF, { ...OFF, a: true, b: true, c: true }, ({ b, c }) => b && !c);
    expect(changed).toEqual(['a']);
  });

  test('goes nowhere from some values to the same', () => {
    expect(between(OFF, OFF)).toEqual({ values: [], changed: [] });
  });
});
