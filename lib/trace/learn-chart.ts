import { evaluateCondition, evaluateExpression } from '../template/evaluate';
import type { ChartTemplate, TextHelper } from '../template/node';
import type { LoopPosition } from '../template/reference';
import type { Interned } from './interner';
import { learnBranches } from './learn-conditional';
import { learnExpressions } from './learn-expression';
import { learnObjects } from './learn-items';
import { type Learning, scopeOf, union, type Variant, VariantMap } from './learning';
import { ROOT } from './place';
import type { Points } from './points';
import { recall } from './recall';
import { type Instance, Space } from './space';
import { testsBelow } from './tests';

const NO_LOOPS: LoopPosition = [];

/** Learns a chart's template from all points that there are. */
export function learnChart(learning: Learning, points: Points): ChartTemplate {
  const space = new Space(
    points.values.map((values) => ({ values, position: NO_LOOPS })),
    points.edges,
    learning.knownSpace?.candidates ?? testsBelow(learning.root, ROOT, learning.tests, learning.fixed),
    [],
    learning.knownSpace,
  );
  learning.knownSpace = space;
  const objects = new VariantMap<readonly Interned[]>();
  points.outputs.forEach((output, index) => {
    objects.addInstance(output.objects, index, space.size);
  });
  return {
    objects: learnObjects(learning, space, objects.variants),
    helpers: learnHelpers(learning, space, points),
    labels: [],
  };
}

function learnHelpers(learning: Learning, space: Space, points: Points): TextHelper[] {
  const byName = new Map<string, VariantMap<string>>();
  points.outputs.forEach(({ helpers }, index) => {
    for (const [name, text] of Object.entries(helpers)) {
      const variants = byName.get(name) ?? new VariantMap<string>();
      byName.set(name, variants);
      variants.addInstance(text, index, space.size);
    }
  });
  return [...byName].map(([name, { variants }]) => learnHelper(learning, space, name, variants));
}

function learnHelper(learning: Learning, space: Space, name: string, variants: readonly Variant<string>[]): TextHelper {
  const domain = union(space, variants);
  const [helper] = recall<TextHelper>(
    learning,
    space,
    { at: `helper ${name}`, domain, variants },
    ([known], instance) => textOf(known, learning, instance),
    (text) => text,
    () => {
      const alternatives = learnExpressions(learning, space, variants);
      const learnt = learnBranches(learning, space, domain, alternatives, `helper ${name}`);
      const branches = learnt.branches.map(({ when, what }) => ({ when, text: what }));
      return [{ name, branches, otherwise: learnt.otherwise ?? { kind: 'literal', value: '' } }];
    },
  );
  return helper;
}

function textOf({ branches, otherwise }: TextHelper, learning: Learning, instance: Instance): unknown {
  const branch = branches.find(({ when }) => evaluateCondition(when, instance.values, instance.position));
  return evaluateExpression(branch ? branch.text : otherwise, scopeOf(learning, instance), instance.position);
}
