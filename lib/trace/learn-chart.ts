import { evaluateCondition, evaluateExpression } from '../template/evaluate';
import type { ChartTemplate, TextHelper } from '../template/node';
import type { LoopPosition } from '../template/reference';
import { templateReferences } from '../template/references';
import type { Interned } from './interner';
import { learnBranches } from './learn-conditional';
import { learnExpressions } from './learn-expression';
import { learnObjects } from './learn-items';
import { type Learning, scopeOf, union, type Variant, VariantMap } from './learning';
import { ROOT } from './place';
import type { Points } from './points';
import { recall } from './recall';
import { type Instance, Space } from './space';
import { type Candidate, testsBelow } from './tests';

const NO_LOOPS: LoopPosition = [];

/** Learns a chart's template from all points that there are. */
export function learnChart(learning: Learning, points: Points): ChartTemplate {
  const space = new Space(
    points.values.map((values) => ({ values, position: NO_LOOPS })),
    points.edges,
    forgetChanged(learning) ?? testsBelow(learning.root, ROOT, learning.tests, learning.fixed),
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

/**
 * With new tests of a variable, all that reads it may be said in another way. The tests of before, if there are no new
 * ones.
 */
function forgetChanged({ tests, known, knownSpace }: Learning): readonly Candidate[] | undefined {
  const changed = [...tests.takeChanged()];
  if (changed.length === 0) return knownSpace?.candidates;
  for (const [at, { reads }] of known) {
    if (reads().some((variable) => changed.some((other) => isRelated(variable, other)))) known.delete(at);
  }
  return undefined;
}

/** Whether a variable is another one, or one of them is inside of the other. */
function isRelated(variable: string, other: string): boolean {
  return variable.startsWith(other) || other.startsWith(variable);
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
    ([known]) => templateReferences({ objects: [], helpers: [known], labels: [] }),
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
