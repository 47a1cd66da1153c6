import type { ChartTemplate, TextHelper } from '../template/node';
import type { Interned, Interner } from './interner';
import { learnBranches } from './learn-conditional';
import { learnExpressions } from './learn-expression';
import { learnObjects } from './learn-items';
import { type Learning, union, type Variant, VariantMap } from './learning';
import type { Leaves } from './leaves';
import { Mask } from './mask';
import { type Place, placeKey, ROOT, shapeAt } from './place';
import type { Points } from './points';
import { type Conflict, Space } from './space';
import { testsBelow } from './tests';
import type { TracedRelease } from './traced-release';

/** Learns a chart's template from all that was built so far; conflicts say where it cannot be right yet. */
export function learnChart(
  points: Points,
  leaves: Leaves,
  release: TracedRelease,
  interner: Interner,
): { readonly template: ChartTemplate; readonly conflicts: readonly Conflict[] } {
  const isFixed = (place: Place) => leaves.fixed.has(placeKey(place));
  const conflicts: Conflict[] = [];
  const learning: Learning = {
    leaves,
    release,
    interner,
    conflicts,
    testsOfElement: (element) => testsBelow(shapeAt(leaves.root, element.path), element, leaves, isFixed),
  };
  const space = new Space(
    points.values.map((values) => ({ values, position: [] })),
    points.edges,
    testsBelow(leaves.root, ROOT, leaves, isFixed),
    [],
  );
  const objects = new VariantMap<readonly Interned[]>();
  points.outputs.forEach((output, index) => {
    objects.add(output.objects, single(space, index));
  });
  return {
    template: {
      objects: learnObjects(learning, space, objects.variants),
      helpers: learnHelpers(learning, space, points),
      labels: [],
    },
    conflicts,
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
