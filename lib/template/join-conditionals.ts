import { type Condition, conditionKey, negate } from './condition';
import type { Conditional, Entry, Item, Part } from './node';
import { referenceKey } from './reference';

/** Neighbours under the same conditions come under one `if`; opposite ones under `if` and `else`. */
export function joinConditionals<P extends Entry | Item>(parts: readonly Part<P>[]): Part<P>[] {
  const joined: Part<P>[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    const both =
      part.kind === 'conditional' && last?.kind === 'conditional'
        ? (join(last, part) ?? joinOpposite(last, part))
        : undefined;
    if (both) joined[joined.length - 1] = both;
    else joined.push(part);
  }
  return joined;
}

/**
 * The same for entries of a map, which need not be neighbours, because their order means nothing: what is under the same
 * conditions as an entry before it joins it, and what is under these and others goes inside.
 */
export function groupConditionals(parts: readonly Part<Entry>[]): Part<Entry>[] {
  const grouped: Part<Entry>[] = [];
  for (const part of parts) {
    const at = part.kind === 'conditional' ? grouped.findIndex((other) => takesIn(other, part) !== undefined) : -1;
    const host = grouped[at];
    const both = host && part.kind === 'conditional' ? takesIn(host, part) : undefined;
    if (both) grouped[at] = both;
    else grouped.push(part);
  }
  return grouped;
}

function takesIn(host: Part<Entry>, part: Conditional<Entry>): Conditional<Entry> | undefined {
  return host.kind === 'conditional' ? (join(host, part) ?? nest(host, part)) : undefined;
}

/** Two parts under the very same conditions as one. */
function join<P>(left: Conditional<P>, right: Conditional<P>): Conditional<P> | undefined {
  const isSame =
    left.branches.length === right.branches.length &&
    left.branches.every(({ when }, index) => conditionKey(when) === conditionKey(right.branches[index].when));
  if (!isSame) return undefined;
  return {
    kind: 'conditional',
    branches: left.branches.map(({ when, parts }, index) => ({
      when,
      parts: [...parts, ...right.branches[index].parts],
    })),
    otherwise: [...left.otherwise, ...right.otherwise],
  };
}

function joinOpposite<P>(left: Conditional<P>, right: Conditional<P>): Conditional<P> | undefined {
  const [first, second] = [only(left), only(right)];
  if (!first || !second || !isOpposite(first.when, second.when)) return undefined;
  return { ...left, otherwise: second.parts };
}

/**
 * A part goes into a branch of another where its condition says that this branch counts: `if and a b` becomes `if b`
 * inside of `if a`, and `if and (not a) b` joins the second branch of `if a … else if b`.
 */
function nest(host: Conditional<Entry>, part: Conditional<Entry>): Conditional<Entry> | undefined {
  const inner = only(part);
  if (!inner) return undefined;
  const conditions = inner.when.kind === 'and' ? inner.when.conditions : [inner.when];
  const at = host.branches.findIndex(({ when }, index) => {
    const before = host.branches.slice(0, index);
    return includes(conditions, when) && before.every((branch) => conditions.some((one) => excludes(one, branch.when)));
  });
  if (at < 0) return undefined;
  const decided = [host.branches[at].when, ...host.branches.slice(0, at).map(({ when }) => negate(when))];
  const rest = conditions.filter((condition) => !includes(decided, condition));
  const added: readonly Part<Entry>[] = rest.length === 0 ? inner.parts : [under(rest, inner.parts)];
  return {
    ...host,
    branches: host.branches.map((branch, index) =>
      index === at ? { ...branch, parts: [...branch.parts, ...added] } : branch,
    ),
  };
}

function under(conditions: readonly Condition[], parts: readonly Part<Entry>[]): Conditional<Entry> {
  const when: Condition = conditions.length === 1 ? conditions[0] : { kind: 'and', conditions };
  return { kind: 'conditional', branches: [{ when, parts }], otherwise: [] };
}

function includes(conditions: readonly Condition[], condition: Condition): boolean {
  const key = conditionKey(condition);
  return conditions.some((other) => conditionKey(other) === key);
}

/** Whether two conditions never hold together. */
function excludes(left: Condition, right: Condition): boolean {
  if (isOpposite(left, right)) return true;
  return (
    left.kind === 'equals' &&
    right.kind === 'equals' &&
    left.value !== right.value &&
    referenceKey(left.reference) === referenceKey(right.reference)
  );
}

/** The one branch of a conditional that has no other and no `else`. */
function only<P>({ branches, otherwise }: Conditional<P>): Conditional<P>['branches'][number] | undefined {
  return branches.length === 1 && otherwise.length === 0 ? branches[0] : undefined;
}

function isOpposite(left: Condition, right: Condition): boolean {
  return (
    (left.kind === 'not' && conditionKey(left.condition) === conditionKey(right)) ||
    (right.kind === 'not' && conditionKey(right.condition) === conditionKey(left))
  );
}
