import type { ChartTemplate, TextHelper } from '../template/node';
import type { Interned } from './interner';
import { learnBranches } from './learn-conditional';
import { learnExpressions } from './learn-expression';
import { learnObjects } from './learn-items';
import { type Learning, union, type Variant, VariantMap } from './learning';
import { Mask } from './mask';
import { ROOT } from './place';
import type { Points } from './points';
import { Space } from './space';
import { testsBelow } from './tests';

/** Learns a chart's template from all points that there are. */
export function learnChart(learning: Learning, points: Points): ChartTemplate {
  const space = new Space(
    points.values.map((values) => ({ values, position: [] })),
    points.edges,
    testsBelow(learning.root, ROOT, learning.tests, learning.fixed),
    [],
  );
  const objects = new VariantMap<readonly Interned[]>();
  points.outputs.forEach((output, index) => {
    objects.add(output.objects, single(space, index));
  });
  return {
    objects: learnObjects(learning, space, objects.variants),
    helpers: learnHelpers(learning, space, points),
    labels: [],
  };
}

function single(space: Space, index: number): Mask {
  const mask = Mask.empty(space.size);
  mask.add(index);
  return mask;
}

function learnHelpers(learning: Learning, space: Space, points: Points): TextHelper[] {
  const byName = new Map<string, VariantMap<string>>();
  points.outputs.forEach(({ helpers }, index) => {
    for (const [name, text] of Object.entries(helpers)) {
      const variants = byName.get(name) ?? new VariantMap<string>();
      byName.set(name, variants);
      variants.add(text, single(space, index));
    }
  });
  return [...byName].map(([name, { variants }]) => learnHelper(learning, space, name, variants));
}

function learnHelper(learning: Learning, space: Space, name: string, variants: readonly Variant<string>[]): TextHelper {
  const alternatives = learnExpressions(learning, space, variants);
  const learnt = learnBranches(learning, space, union(space, variants), alternatives);
  const branches = learnt.branches.map(({ when, what }) => ({ when, text: what }));
  return { name, branches, otherwise: learnt.otherwise ?? { kind: 'literal', value: '' } };
}
