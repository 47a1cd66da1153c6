import { allOf, type Condition, negate } from './condition';
import type { Conditional, Entry, Item, Part } from './node';
import { followsFrom, inOrder, simplifyCondition } from './simplify-condition';
import type { ValuesOrder } from './values-order';

/** Simplifies the conditions of a part. A branch that never counts goes; if one always does, its parts stand alone. */
export function decideConditional<P extends Entry | Item>(
  part: Part<P>,
  facts: readonly Condition[],
  values: ValuesOrder,
): readonly Part<P>[] {
  if (part.kind !== 'conditional') return [part];
  const branches: Conditional<P>['branches'][number][] = [];
  for (const { when, parts } of part.branches) {
    const simple = simplifyCondition(when, [...facts, ...noneOf(branches)], values);
    if (simple === true) return branches.length === 0 ? parts : [{ ...part, branches, otherwise: parts }];
    if (simple !== false) branches.push({ when: simple, parts });
  }
  return branches.length === 0 ? part.otherwise : [{ ...part, branches }];
}

/** A part without the branches that the facts decide; the conditions of the others stay as they are. */
export function settleConditional<P extends Entry | Item>(
  part: Conditional<P>,
  facts: readonly Condition[],
  values: ValuesOrder,
): readonly Part<P>[] {
  const branches: Conditional<P>['branches'][number][] = [];
  for (const branch of part.branches) {
    const known = [...facts, ...noneOf(branches)];
    if (followsFrom(branch.when, known, values)) {
      return branches.length === 0 ? branch.parts : [{ ...part, branches, otherwise: branch.parts }];
    }
    if (!followsFrom(negate(branch.when), known, values)) branches.push(branch);
  }
  return branches.length === 0 ? part.otherwise : [{ ...part, branches }];
}

/** What is known in each branch, and then in `else`. */
export function knownInBranches<P>({ branches }: Conditional<P>): Condition[][] {
  return [...branches.map(({ when }, at) => [...noneOf(branches.slice(0, at)), when]), noneOf(branches)];
}

function noneOf(branches: readonly { readonly when: Condition }[]): Condition[] {
  return branches.map(({ when }) => negate(when));
}

/** `else if` rather than `if` inside of `else`, one `if` rather than two around the same, and what is rather than what is not first. */
export function tidyConditional<P extends Entry | Item>(part: Conditional<P>, values: ValuesOrder): Conditional<P> {
  return positiveFirst(mergeInner(chain(part), values));
}

function chain<P extends Entry | Item>(part: Conditional<P>): Conditional<P> {
  const [inner, ...others] = part.otherwise;
  if (inner?.kind !== 'conditional' || others.length > 0) return part;
  return { ...part, branches: [...part.branches, ...inner.branches], otherwise: inner.otherwise };
}

function mergeInner<P extends Entry | Item>(part: Conditional<P>, values: ValuesOrder): Conditional<P> {
  const branch = only(part);
  const inner = branch?.parts.length === 1 ? branch.parts[0] : undefined;
  const innerBranch = inner?.kind === 'conditional' ? only(inner) : undefined;
  if (!branch || !innerBranch) return part;
  const when = inOrder(allOf([branch.when, innerBranch.when]), values);
  return { ...part, branches: [{ when, parts: innerBranch.parts }] };
}

/** `if` and `else` the other way round, where the condition is what is not. */
export function positiveFirst<P extends Entry | Item>(part: Conditional<P>): Conditional<P> {
  const last = part.branches.at(-1);
  if (last?.when.kind !== 'not' || part.otherwise.length === 0) return part;
  const branches = [...part.branches.slice(0, -1), { when: last.when.condition, parts: part.otherwise }];
  return { ...part, branches, otherwise: last.parts };
}

/** The one branch of a conditional that has no other and no `else`. */
function only<P>({ branches, otherwise }: Conditional<P>): Conditional<P>['branches'][number] | undefined {
  return branches.length === 1 && otherwise.length === 0 ? branches[0] : undefined;
}
