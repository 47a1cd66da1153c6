import type { Condition } from './condition';
import { type Expression, expressionReferences } from './expression';
import type { Conditional, Entry, Item, Part } from './node';
import { type Reference, referenceKey } from './reference';
import { scalarTypes } from './scalar-types';
import type { ValuesOrder } from './values-order';

/**
 * `a: {{ .x | default .y }}` for `a: {{ .x }}` where there is `.x` and `a: {{ .y }}` else. Helm looks at both then, so what
 * stands in must be there whatever the values are.
 */
export function fallBackEntry<P extends Entry | Item>(part: Conditional<P>, values: ValuesOrder): Part<P> {
  const last = part.branches.at(-1);
  const [found, missing] = [last?.parts, part.otherwise].map((parts) => scalarEntry(parts as readonly Part<Entry>[]));
  if (!last || !found || !missing || found.key !== missing.key) return part;
  const otherwise = missing.expression;
  if (!expressionReferences(otherwise).every((reference) => values.isRequired(reference))) return part;
  const merged = withOtherwise(found.expression, filledOf(last.when), otherwise);
  if (!merged) return part;
  const entry = { ...missing.entry, value: { kind: 'scalar', expression: merged } } as unknown as P;
  const branches = part.branches.slice(0, -1);
  return branches.length === 0 ? entry : { ...part, branches, otherwise: [entry] };
}

interface ScalarEntry {
  readonly entry: Entry;
  readonly key: string;
  readonly expression: Expression;
}

/** The one entry of a branch, if it is a scalar with a certain key. */
function scalarEntry(parts: readonly Part<Entry>[] | undefined): ScalarEntry | undefined {
  const [entry, ...others] = parts ?? [];
  if (entry?.kind !== 'entry' || others.length > 0) return undefined;
  if (entry.key.kind !== 'literal' || entry.value.kind !== 'scalar') return undefined;
  return { entry, key: String(entry.key.value), expression: entry.value.expression };
}

/** The values that a condition asks for, if it holds where any of them is filled. */
function filledOf(condition: Condition): readonly Reference[] {
  const asked = condition.kind === 'or' ? condition.conditions : [condition];
  return asked.flatMap((part) => (part.kind === 'truthy' ? part.reference : [])).length === asked.length
    ? asked.map((part) => (part as { reference: Reference }).reference)
    : [];
}

/** An expression that gives the first of some filled values, with another one for where none of them is. */
function withOtherwise(
  expression: Expression,
  filled: readonly Reference[],
  otherwise: Expression,
): Expression | undefined {
  if (expression.kind !== 'value' && expression.kind !== 'fallback') return undefined;
  const reference = filled.find((other) => referenceKey(other) === referenceKey(expression.reference));
  if (!reference) return undefined;
  const others = filled.filter((other) => other !== reference);
  const rest =
    expression.kind === 'value'
      ? others.length === 0 && otherwise
      : withOtherwise(expression.otherwise, others, otherwise);
  return rest && areAlike(reference, rest) ? { kind: 'fallback', reference, otherwise: rest } : undefined;
}

/** Whether Helm prints both in the same way: as text, or as numbers that it need not convert. */
function areAlike({ shape }: Reference, otherwise: Expression): boolean {
  if (shape.kind === 'text') return isText(otherwise);
  return isSmall(scalarTypes(shape)) && isSmallNumber(otherwise);
}

function isText(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string';
    case 'value':
    case 'fallback':
      return expression.reference.shape.kind === 'text';
    case 'include':
    case 'concatenation':
    case 'builtin':
      return true;
    default:
      return false;
  }
}

function isSmallNumber(expression: Expression): boolean {
  return (
    (expression.kind === 'value' || expression.kind === 'fallback') &&
    isSmall(scalarTypes(expression.reference.shape)) &&
    (expression.kind === 'value' || isSmallNumber(expression.otherwise))
  );
}

function isSmall(types: ReadonlySet<string>): boolean {
  return types.size === 1 && types.has('smallInteger');
}
