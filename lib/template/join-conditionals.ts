import { allOf, anyOf, type Condition, conditionKey, negate } from './condition';
import { isConventional } from './field-order';
import type { Conditional, Entry, Item, Part } from './node';
import { followsFrom } from './simplify-condition';
import type { ValuesOrder } from './values-order';

/** Decides whether a condition holds wherever some others do. */
type Implies = (facts: readonly Condition[], condition: Condition) => boolean;

/**
 * Neighbours under the same conditions come under one `if`; those that exclude each other under `if` and `else`; what is
 * under a condition and another one goes inside of the `if` that has the first.
 *
 * @param facts what is known to hold at the place
 */
export function joinConditionals<P extends Entry | Item>(
  parts: readonly Part<P>[],
  facts: readonly Condition[],
  values: ValuesOrder,
): Part<P>[] {
  const implies = impliedIn(facts, values);
  const joined: Part<P>[] = [];
  for (const part of parts) {
    const both = combine(joined.at(-1), part, implies);
    if (both) joined[joined.length - 1] = both;
    else joined.push(part);
  }
  return joined;
}

/**
 * The same for entries of a map, which need not be neighbours, because their order means nothing; only fields that have
 * their place in manifests stay there.
 */
export function groupConditionals(
  parts: readonly Part<Entry>[],
  facts: readonly Condition[],
  values: ValuesOrder,
): Part<Entry>[] {
  const implies = impliedIn(facts, values);
  const grouped: Part<Entry>[] = [];
  for (const part of parts) {
    const others = isFree(part) ? [...grouped.keys()].filter((at) => isFree(grouped[at])) : [];
    const hosts = [grouped.length - 1, ...others];
    const at = hosts.find((host) => combine(grouped[host], part, implies));
    const both = at === undefined ? undefined : combine(grouped[at], part, implies);
    if (at !== undefined && both) grouped[at] = both;
    else grouped.push(part);
  }
  return grouped;
}

function impliedIn(facts: readonly Condition[], values: ValuesOrder): Implies {
  return (further, condition) => followsFrom(condition, [...facts, ...further], values);
}

/** Whether a reader looks for none of the fields in a conventional place. */
function isFree(part: Part<Entry>): boolean {
  if (part.kind === 'entry') return part.key.kind !== 'literal' || !isConventional(String(part.key.value));
  if (part.kind !== 'conditional') return false;
  return [...part.branches.flatMap(({ parts }) => parts), ...part.otherwise].every(isFree);
}

function combine<P extends Entry | Item>(
  host: Part<P> | undefined,
  part: Part<P>,
  implies: Implies,
): Conditional<P> | undefined {
  if (host?.kind !== 'conditional' || part.kind !== 'conditional') return undefined;
  return (
    join(host, part, implies) ??
    putInto(host, part, implies, (inside) => [...inside, part]) ??
    putInto(part, host, implies, (inside) => [host, ...inside])
  );
}

/** Two parts with the very same branches as one. */
function join<P>(left: Conditional<P>, right: Conditional<P>, implies: Implies): Conditional<P> | undefined {
  if (left.branches.length !== right.branches.length) return undefined;
  const rights = ranges(right);
  const isSame = ranges(left).every((range, at) => implies([range], rights[at]) && implies([rights[at]], range));
  if (!isSame) return undefined;
  return {
    kind: 'conditional',
    branches: left.branches.map(({ when, parts }, at) => ({ when, parts: [...parts, ...right.branches[at].parts] })),
    otherwise: [...left.otherwise, ...right.otherwise],
  };
}

/**
 * A part that is only there where a certain branch of another counts goes into that branch: if its condition is that of the
 * branch, alone or with others, or if it excludes all branches.
 */
function putInto<P>(
  host: Conditional<P>,
  part: Conditional<P>,
  implies: Implies,
  put: (inside: readonly Part<P>[]) => readonly Part<P>[],
): Conditional<P> | undefined {
  if (part.otherwise.length > 0) return undefined;
  const isThere = anyOf(part.branches.map(({ when }) => when));
  const at = ranges(host).findIndex((range, index) => {
    if (!implies([isThere], range)) return false;
    const when = host.branches[index]?.when;
    return when === undefined || asksFor(isThere, when) || implies([range], isThere);
  });
  if (at < 0) return undefined;
  return {
    ...host,
    branches: host.branches.map((branch, index) => (index === at ? { ...branch, parts: put(branch.parts) } : branch)),
    otherwise: at === host.branches.length ? put(host.otherwise) : host.otherwise,
  };
}

/** Whether a condition is another one and more. */
function asksFor(condition: Condition, other: Condition): boolean {
  const keys = new Set(conjuncts(condition).map(conditionKey));
  return conjuncts(other).every((conjunct) => keys.has(conditionKey(conjunct)));
}

function conjuncts(condition: Condition): readonly Condition[] {
  return condition.kind === 'and' ? condition.conditions : [condition];
}

/** For each branch, and then for `else`, the condition under which it counts. */
function ranges<P>({ branches }: Conditional<P>): Condition[] {
  const before = branches.map(({ when }) => negate(when));
  return [...branches.map(({ when }, at) => allOf([...before.slice(0, at), when])), allOf(before)];
}
