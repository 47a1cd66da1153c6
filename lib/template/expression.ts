import { mapPartReferences, mapParts } from './map-parts';
import type { Item, Part } from './node';
import { partKey } from './part-key';
import { type Reference, referenceKey } from './reference';
import { partReferences } from './references';
import { changeKey, type TextChange } from './text-function';
import { textItem } from './text-item';
import { type WholeNumber, wholeNumberKey, wholeNumberReferences, withNumberReferences } from './whole-number';

/** Text, a number or a boolean that the template contains as it is. */
export interface Literal {
  readonly kind: 'literal';
  readonly value: string | number | boolean;
}
/** A value, copied as it is: `.Values.image.tag`. */
export interface Value {
  readonly kind: 'value';
  readonly reference: Reference;
}
/** A value that is not text, written as text: `.Values.debug | quote`. */
export interface AsText {
  readonly kind: 'asText';
  readonly reference: Reference;
}
/** Text, such as a value or a key, changed by a function that Helm has too: `.Values.name | lower`. */
export interface Call {
  readonly kind: 'call';
  readonly function: TextChange;
  readonly argument: Expression;
}
/** Text, a list or a map as JSON: `.Values.labels | toRawJson`. */
export interface Json {
  readonly kind: 'json';
  readonly reference: Reference;
}
/** How many elements a sequence or dictionary has; as text where the manifest has text. */
export interface Length {
  readonly kind: 'length';
  readonly reference: Reference;
  readonly asText: boolean;
}
/** The key of the dictionary entry that a loop is at. */
export interface LoopKey {
  readonly kind: 'loopKey';
  readonly loop: number;
}
/** Which element of its sequence a loop is at, counted from a number on; as text where the manifest has text. */
export interface LoopIndex {
  readonly kind: 'loopIndex';
  readonly loop: number;
  readonly from: number;
  readonly asText: boolean;
}
/** What Helm knows about the release and the chart. */
export interface Builtin {
  readonly kind: 'builtin';
  readonly name: 'Release.Name' | 'Release.Namespace' | 'Release.Service' | 'Chart.AppVersion';
}
/** A named template of the chart; `fullname` takes a suffix. */
export interface Include {
  readonly kind: 'include';
  readonly helper: string;
  readonly suffix?: Expression;
}
/** Text put together from several expressions. */
export interface Concatenation {
  readonly kind: 'concatenation';
  readonly parts: readonly Expression[];
}
/** `value`, or `otherwise` where it is empty: `.Values.image.tag | default .Chart.AppVersion`. */
export interface Fallback {
  readonly kind: 'fallback';
  readonly reference: Reference;
  readonly otherwise: Expression;
}
/** The elements of a sequence of scalars with a separator between them. */
export interface Join {
  readonly kind: 'join';
  readonly reference: Reference;
  readonly separator: string;
}
/** Texts with a separator between them; some may be there only under a condition, or for each element of a collection. */
export interface JoinedTexts {
  readonly kind: 'joinedTexts';
  /** Items that are scalars. */
  readonly parts: readonly Part<Item>[];
  readonly separator: string;
}
/** A whole number that is reckoned from values; as text where the manifest has text. */
export interface Reckoned {
  readonly kind: 'reckoned';
  readonly number: WholeNumber;
  readonly asText: boolean;
}
/** The checksum of the template file of another object. */
export interface Checksum {
  readonly kind: 'checksum';
  readonly objectKind: string;
  readonly objectName: Expression;
}

/** What stands at the place of a scalar. */
export type Expression =
  | Literal
  | Value
  | AsText
  | Call
  | Json
  | Length
  | LoopKey
  | LoopIndex
  | Builtin
  | Include
  | Concatenation
  | Fallback
  | Join
  | JoinedTexts
  | Reckoned
  | Checksum;

/** A stable text that two expressions share when they mean the same. */
export function expressionKey(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return JSON.stringify(expression.value);
    case 'value':
      return `value(${referenceKey(expression.reference)})`;
    case 'asText':
      return `asText(${referenceKey(expression.reference)})`;
    case 'call':
      return `${changeKey(expression.function)}(${expressionKey(expression.argument)})`;
    case 'length':
      return `length(${referenceKey(expression.reference)})${expression.asText ? ' as text' : ''}`;
    case 'json':
      return `json(${referenceKey(expression.reference)})`;
    case 'loopKey':
      return `key(${expression.loop})`;
    case 'loopIndex':
      return `index(${expression.loop},${expression.from})${expression.asText ? ' as text' : ''}`;
    case 'builtin':
      return expression.name;
    case 'include':
      return `include(${expression.helper},${expression.suffix ? expressionKey(expression.suffix) : ''})`;
    case 'concatenation':
      return `concat(${expression.parts.map(expressionKey).join(',')})`;
    case 'fallback':
      return `default(${referenceKey(expression.reference)},${expressionKey(expression.otherwise)})`;
    case 'join':
      return `join(${referenceKey(expression.reference)},${JSON.stringify(expression.separator)})`;
    case 'joinedTexts':
      return `joinedTexts(${partKey(expression.parts)},${JSON.stringify(expression.separator)})`;
    case 'reckoned':
      return `${wholeNumberKey(expression.number)}${expression.asText ? ' as text' : ''}`;
    case 'checksum':
      return `checksum(${expression.objectKind},${expressionKey(expression.objectName)})`;
  }
}

/** What the first of several functions, one after the other, is called with. */
export function argumentOf(expression: Expression): Expression {
  return expression.kind === 'call' ? argumentOf(expression.argument) : expression;
}

/** Text from parts: neighbouring literals are one, a single part stands alone. */
export function concatenate(parts: readonly Expression[]): Expression {
  const flat = parts.flatMap((part) => (part.kind === 'concatenation' ? part.parts : part));
  const merged = mergeLiterals(foldJson(mergeLiterals(flat)));
  if (merged.length === 0) return { kind: 'literal', value: '' };
  return merged.length === 1 ? (merged[0] as Expression) : { kind: 'concatenation', parts: merged };
}

function mergeLiterals(parts: readonly Expression[]): Expression[] {
  const merged: Expression[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part.kind === 'literal' && last?.kind === 'literal') {
      merged[merged.length - 1] = { kind: 'literal', value: `${last.value}${part.value}` };
    } else if (part.kind !== 'literal' || part.value !== '') {
      merged.push(part);
    }
  }
  return merged;
}

/** What stands between quotes, escaped as JSON asks, is the JSON of the text. */
function foldJson(parts: readonly Expression[]): Expression[] {
  const folded = [...parts];
  for (const [at, part] of parts.entries()) {
    const [before, after] = [folded[at - 1], folded[at + 1]];
    if (part.kind !== 'call' || part.function !== 'jsonEscape' || part.argument.kind !== 'value') continue;
    if (before?.kind !== 'literal' || after?.kind !== 'literal') continue;
    const [left, right] = [String(before.value), String(after.value)];
    if (!left.endsWith('"') || !right.startsWith('"')) continue;
    folded[at - 1] = { kind: 'literal', value: left.slice(0, -1) };
    folded[at] = { kind: 'json', reference: part.argument.reference };
    folded[at + 1] = { kind: 'literal', value: right.slice(1) };
  }
  return folded;
}

/** The expressions that another one is made of. */
export function innerExpressions(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'call':
      return [expression.argument];
    case 'fallback':
      return [expression.otherwise];
    case 'concatenation':
      return expression.parts;
    case 'include':
      return expression.suffix ? [expression.suffix] : [];
    case 'joinedTexts':
      return expression.parts.flatMap(textsIn);
    case 'checksum':
      return [expression.objectName];
    default:
      return [];
  }
}

/** What the items of a joined text are. */
function textsIn(part: Part<Item>): readonly Expression[] {
  switch (part.kind) {
    case 'item':
      return part.value.kind === 'scalar' ? [part.value.expression] : [];
    case 'conditional':
      return [...part.branches.flatMap(({ parts }) => parts), ...part.otherwise].flatMap(textsIn);
    case 'loop':
      return part.parts.flatMap(textsIn);
    default:
      return [];
  }
}

/** The expression with others in the place of those that it is made of. */
export function withInnerExpressions(expression: Expression, change: (inner: Expression) => Expression): Expression {
  switch (expression.kind) {
    case 'call':
      return { ...expression, argument: change(expression.argument) };
    case 'fallback':
      return { ...expression, otherwise: change(expression.otherwise) };
    case 'concatenation':
      return concatenate(expression.parts.map(change));
    case 'include':
      return expression.suffix ? { ...expression, suffix: change(expression.suffix) } : expression;
    case 'joinedTexts': {
      const changeItem = (item: Item): Item =>
        item.value.kind === 'scalar' ? textItem(change(item.value.expression)) : item;
      return { ...expression, parts: mapParts<Item>(expression.parts, changeItem) };
    }
    case 'checksum':
      return { ...expression, objectName: change(expression.objectName) };
    default:
      return expression;
  }
}

/** All the values that an expression reads. */
export function expressionReferences(expression: Expression): Reference[] {
  if (expression.kind === 'joinedTexts') return expression.parts.flatMap(partReferences);
  return [...ownReferences(expression), ...innerExpressions(expression).flatMap(expressionReferences)];
}

function ownReferences(expression: Expression): readonly Reference[] {
  switch (expression.kind) {
    case 'value':
    case 'asText':
    case 'json':
    case 'length':
    case 'join':
    case 'fallback':
      return [expression.reference];
    case 'reckoned':
      return wholeNumberReferences(expression.number);
    default:
      return [];
  }
}

/** The expression with other references in the place of its own. */
export function withReferences(expression: Expression, change: (reference: Reference) => Reference): Expression {
  const changed = withInnerExpressions(expression, (inner) => withReferences(inner, change));
  switch (changed.kind) {
    case 'value':
    case 'asText':
    case 'json':
    case 'length':
    case 'join':
    case 'fallback':
      return { ...changed, reference: change(changed.reference) };
    case 'joinedTexts':
      return { ...changed, parts: mapPartReferences(changed.parts, change) };
    case 'reckoned':
      return { ...changed, number: withNumberReferences(changed.number, change) };
    default:
      return changed;
  }
}
