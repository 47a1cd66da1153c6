import { type Condition, conditionKey } from '../template/condition';
import type { Conditional, Entry, Item, Part, TemplateNode } from '../template/node';
import { nodeReferences } from '../template/references';
import { type FoundCondition, findCondition } from './find-condition';
import { findUntold } from './find-untold';
import type { Learning } from './learning';
import type { Mask } from './mask';
import { patternKey } from './place';
import type { Space } from './space';

/** One of several things that can stand at a place, with the instances in which it is right. */
export interface Alternative<What> {
  readonly what: What;
  readonly mask: Mask;
  /** A condition under which it is likely to stand there. */
  readonly expected?: Condition;
  /** The variables that it reads. */
  readonly reads?: readonly string[];
}

/** One of several things, with the condition under which it is the first that counts. */
export interface Branch<What> {
  readonly when: Condition;
  readonly what: What;
}

export interface Branches<What> {
  readonly branches: readonly Branch<What>[];
  /** What stands there when no branch counts, if there is anything. */
  readonly otherwise?: What;
}

/** Thrown where no condition is found for a part of a text: the text was cut in the wrong way. */
export class Unsettled extends Error {}

/**
 * Puts alternatives under conditions: an `if`, an `if … else`, or a chain. Alternatives may be right in the same
 * instances; instances of `domain` in which none is right get nothing.
 */
export function learnBranches<What>(
  learning: Learning,
  space: Space,
  domain: Mask,
  alternatives: readonly Alternative<What>[],
  at?: string,
): Branches<What> {
  const alike = at === undefined ? [] : learning.conditions.alike(at);
  const branches: Branch<What>[] = [];
  let open = domain;
  let rest = alternatives.filter(({ mask }) => mask.intersects(domain));
  while (rest.length > 0) {
    const last = rest[0] as Alternative<What>;
    const everywhere = rest.find(({ mask }) => mask.contains(open));
    if (everywhere) return { branches, otherwise: everywhere.what };
    const next = cheapestBranch(space, open, rest, alike);
    if (!next) {
      if (learning.cuts > 0) throw new Unsettled();
      learning.doubts++;
      const pair = findUntold(space, last.mask.and(open), open.without(last.mask));
      if (pair) learning.undecided.push(pair);
      return { branches, otherwise: last.what };
    }
    const { condition } = next.found;
    const untold = next.found.findUntold?.();
    if (untold) learning.untold.push(untold);
    if (at !== undefined) learning.conditions.add(at, condition);
    branches.push({ when: condition, what: next.alternative.what });
    open = open.without(space.holding(condition));
    rest = rest
      .filter((alternative) => alternative !== next.alternative)
      .map((alternative) => ({ ...alternative, mask: alternative.mask.and(open) }))
      .filter((alternative) => !alternative.mask.isEmpty());
  }
  return { branches };
}

function cheapestBranch<What>(
  space: Space,
  open: Mask,
  alternatives: readonly Alternative<What>[],
  alike: readonly Condition[],
): { alternative: Alternative<What>; found: FoundCondition } | undefined {
  let best: { alternative: Alternative<What>; found: FoundCondition } | undefined;
  for (const alternative of alternatives) {
    const found = branchCondition(space, open, alternative, alternatives, alike);
    if (found && (!best || found.cost < best.found.cost)) best = { alternative, found };
  }
  return best;
}

function branchCondition<What>(
  space: Space,
  open: Mask,
  alternative: Alternative<What>,
  alternatives: readonly Alternative<What>[],
  alike: readonly Condition[],
): FoundCondition | undefined {
  const { expected, reads } = alternative;
  const others = alternatives.filter((other) => other !== alternative);
  const wanted = alternative.mask.and(open);
  const onlyThis = others.reduce((mask, other) => mask.without(other.mask), wanted);
  return findCondition(space, onlyThis.isEmpty() ? wanted : onlyThis, open.without(alternative.mask), {
    ...{ alike, wanted },
    ...(expected && { expected }),
    ...(reads && { reads }),
  });
}

/**
 * The condition under which a mapping or sequence has anything in it, if all that can be in it is conditional: nothing
 * with nothing in it is usually not there at all.
 */
export function fillCondition(node: TemplateNode): Condition | undefined {
  if (node.kind !== 'mapping' && node.kind !== 'sequence') return undefined;
  const conditions = (node.parts as readonly Part<Entry | Item>[]).map(partCondition);
  return conditions.every((condition) => condition !== undefined) ? anyOf(conditions) : undefined;
}

/** The variables that a node reads. */
export function variablesRead(node: TemplateNode): string[] {
  return [...new Set(nodeReferences(node).map(patternKey))];
}

function partCondition(part: Part<Entry | Item>): Condition | undefined {
  switch (part.kind) {
    case 'splice':
      return { kind: 'truthy', reference: part.reference };
    case 'loop':
      return { kind: 'truthy', reference: part.over };
    case 'conditional': {
      if (part.otherwise.length > 0) return undefined;
      return anyOf(part.branches.map(({ when, parts }) => allOf(when, parts.map(partCondition))));
    }
    default:
      return undefined;
  }
}

function anyOf(conditions: readonly Condition[]): Condition {
  const flat = conditions.flatMap((condition) => (condition.kind === 'or' ? condition.conditions : [condition]));
  const unique = [...new Map(flat.map((condition) => [conditionKey(condition), condition])).values()];
  return unique.length === 1 ? unique[0] : { kind: 'or', conditions: unique };
}

/** A condition, and one of those inside if everything inside has one. */
function allOf(condition: Condition, inner: readonly (Condition | undefined)[]): Condition {
  const known = inner.filter((one) => one !== undefined);
  return known.length < inner.length ? condition : { kind: 'and', conditions: [condition, anyOf(known)] };
}

/** Branches as a part of a mapping or sequence; where there is only one alternative and no condition, its parts alone. */
export function conditionalParts<P extends Entry | Item>(branches: Branches<readonly Part<P>[]>): readonly Part<P>[] {
  const otherwise = branches.otherwise ?? [];
  if (branches.branches.length === 0) return otherwise;
  const conditional: Conditional<P> = {
    kind: 'conditional',
    branches: branches.branches.map(({ when, what }) => ({ when, parts: what })),
    otherwise,
  };
  return [conditional];
}
