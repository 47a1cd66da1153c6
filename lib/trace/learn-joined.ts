import { conditionKey, conditionTests, negateTestsOnly } from '../template/condition';
import { evaluateExpression } from '../template/evaluate';
import {
  type Expression,
  expressionKey,
  expressionReferences,
  innerExpressions,
  type JoinedTexts,
} from '../template/expression';
import type { Item, Part } from '../template/node';
import { partKey } from '../template/part-key';
import { isOfElement } from '../template/reference';
import { isJoinedAlike } from '../template/scalar-types';
import { changeText, type TextChange } from '../template/text-function';
import { textItem } from '../template/text-item';
import { NO_VALUE } from '../values/unportable';
import { type Cut, cutExpression, cutOutput, cutsFor, literalsIn, literalText } from './cut-text';
import type { ListOutput } from './identify-items';
import { type Alternative, conditionalParts, learnBranches, Unsettled } from './learn-conditional';
import { learnExpressions } from './learn-expression';
import { learnItems } from './learn-items';
import { type Learning, scopeOf, union, type Variant, VariantMap } from './learning';
import { Mask } from './mask';
import { mergeOrders } from './merge-orders';
import type { Instance, Space } from './space';

/** Of more texts, it would take long to see that they are not joined. */
const MAX_VARIANTS = 300;

/** The parts of a text are cut so often at most: lists inside of lists. */
const MAX_CUTS = 2;

/** Text of fewer characters and lines is read as well when it is there twice, under opposite conditions. */
const MIN_LENGTH = 100;
const MIN_LINES = 3;

/** In a loop, so many alternatives are read as well as the texts that they are made of. */
const MAX_INLINE = 4;

/** As much of the literal text in all alternatives is left at most. */
const MAX_SHARE = 0.75;

/** As many of the tests that all alternatives may need are left at most. */
const MOST_TESTS = 0.7;

/**
 * Texts as expressions: of the text as a whole, or of several texts that are joined, if that takes fewer conditions.
 */
export function learnTexts(
  learning: Learning,
  space: Space,
  variants: readonly Variant<string>[],
  at: string,
): Alternative<Expression>[] {
  const { doubts } = learning;
  const whole = learnExpressions(learning, space, variants);
  const isDoubtful = learning.doubts > doubts;
  if ((whole.length < 2 && !isDoubtful) || learning.cuts === MAX_CUTS) return whole;
  // Only a text that stands there whole can be written so that Helm leaves it.
  if (variants.length > MAX_VARIANTS || variants.some(({ output }) => output.includes(NO_VALUE))) return whole;
  // What is said of single elements may be meant of each.
  const isOfElements = whole.some(({ what }) => expressionReferences(what).some(isOfElement));
  const isShort = whole.length === 2 && !whole.every(({ what }) => isLong(literalText(what)));
  if (!isDoubtful && !isOfElements && isShort) return whole;
  const joined = learnJoined(learning, space, variants, whole, at);
  if (!joined) return whole;
  // Where no named template can hold the text, it takes more lines than a few alternatives.
  const isInline = space.loops.length > 0 && whole.length <= MAX_INLINE;
  const isBetter = isDoubtful || (isOfElements && isRepeated(joined)) || (!isInline && isEasier(joined, whole));
  if (!isBetter) return whole;
  learning.doubts = doubts;
  return [{ what: joined, mask: union(space, variants) }];
}

/** Whether a collection is gone through for joined texts. */
function isRepeated(joined: Expression): boolean {
  return joinedIn(joined).some(({ parts }) => /"kind":"(?:loop|splice)"/.test(partKey(parts)));
}

/** Whether joined texts are easier to read than all the texts that come of them, each under a condition. */
function isEasier(joined: Expression, whole: readonly Alternative<Expression>[]): boolean {
  const all = whole.map(({ what }) => literalText(what)).join('');
  if (literalText(joined).length > all.length * MAX_SHARE) return false;
  if (whole.length === 2) return testsIn(joined) === 1;
  // Each of so many tells most of the tests that tell them apart.
  return testsIn(joined) < (whole.length - 1) * Math.log2(whole.length) * MOST_TESTS;
}

/** Texts put together from others, with the fewest conditions that any way to cut them takes. */
function learnJoined(
  learning: Learning,
  space: Space,
  variants: readonly Variant<string>[],
  whole: readonly Alternative<Expression>[],
  at: string,
): Expression | undefined {
  const { undecided, untold } = learning;
  const before = { doubts: learning.doubts, undecided: undecided.length, untold: untold.length };
  // All that is changed in the same way, such as by base64, is joined first.
  const change = whole.map(({ what }) => (what.kind === 'call' ? what.function : undefined)).find(Boolean) ?? 'b64enc';
  const unchanged = whole.map(({ what, mask }) => ({ what: argumentUnder(change, what), mask }));
  const isChanged = unchanged.every((one): one is Alternative<Expression> => one.what !== undefined);
  const inside = isChanged ? unchanged : whole;
  const hasElements = !isChanged && (inside.length < 2 || mayRepeat(space, variants));
  // Outside of loops, the text can stand in a named template.
  const isAlone = space.loops.length === 0;
  let best: Expression | undefined;
  const attempt = (separator: string, learnParts: () => readonly Part<Item>[]): boolean => {
    const parts = settled(learning, learnParts);
    const texts: JoinedTexts = { kind: 'joinedTexts', parts: parts ?? [], separator };
    const joined: Expression = isChanged ? { kind: 'call', function: change, argument: texts } : texts;
    const isFound =
      parts?.every(isText) &&
      learning.doubts === before.doubts &&
      variants.every((variant) => gives(learning, space, joined, variant));
    if (isFound && (!best || effortOf(joined, isAlone) < effortOf(best, isAlone))) best = joined;
    if (isFound) return true;
    learning.doubts = before.doubts;
    undecided.splice(before.undecided);
    untold.splice(before.untold);
    return false;
  };
  // Of one element that gives nothing, nothing shows: there may as well be none.
  const shown = variants.filter(({ output }) => output !== '');
  const texts = [...inside.flatMap(({ what }) => literalsIn(what)), ...variants.map(({ output }) => output)];
  for (const cut of cutsFor(learning.markers, texts)) {
    if (inside.length > 1) attempt(cut.separator, () => cutExpressions(learning, space, inside, cut));
    const attemptElements = (some: typeof variants) =>
      attempt(cut.separator, () => cutTexts(learning, space, some, cut, at));
    if (hasElements && !attemptElements(variants) && shown.length < variants.length) attemptElements(shown);
  }
  return best;
}

/** What a function was called with; of literal text, what it decodes to, if people can read that. */
function argumentUnder(change: TextChange, what: Expression): Expression | undefined {
  if (what.kind === 'call') return what.function === change ? what.argument : undefined;
  if (change !== 'b64enc' || what.kind !== 'literal' || typeof what.value !== 'string') return undefined;
  const decoded = Buffer.from(what.value, 'base64').toString();
  const isExact = changeText(change, decoded) === what.value && /^[\n\t\x20-\x7e]+$/.test(decoded);
  return isExact ? { kind: 'literal', value: decoded } : undefined;
}

/** Whether the text is seen to change with a collection, or with something of its elements, outside of loops that go through them. */
function mayRepeat(space: Space, variants: readonly Variant<string>[]): boolean {
  const numbers = new Array<number | undefined>(space.size);
  for (const [number, { mask }] of variants.entries()) {
    mask.forEach((index) => {
      numbers[index] = number;
    });
  }
  return space.edges.some(({ from, to, variable: { shape, place } }) => {
    if (numbers[from] === undefined || numbers[to] === undefined || numbers[from] === numbers[to]) return false;
    const isCollection = shape.kind === 'sequence' || shape.kind === 'dictionary';
    return isCollection || !space.reaches(place, (space.instances[from] as Instance).position);
  });
}

/** What was learnt of the parts of a text, `undefined` where no condition was found for one of them. */
function settled<What>(learning: Learning, learn: () => What): What | undefined {
  const { cuts } = learning;
  learning.cuts = cuts + 1;
  try {
    return learn();
  } catch (error) {
    if (error instanceof Unsettled) return undefined;
    throw error;
  } finally {
    learning.cuts = cuts;
  }
}

function gives(learning: Learning, space: Space, joined: Expression, { output, mask }: Variant<string>): boolean {
  let isRight = true;
  mask.forEach((index) => {
    const instance = space.instances[index] as Instance;
    isRight &&= evaluateExpression(joined, scopeOf(learning, instance), instance.position) === output;
  });
  return isRight;
}

/** The parts of which whole texts are made, each under the condition under which it is there. */
function cutExpressions(
  learning: Learning,
  space: Space,
  whole: readonly Alternative<Expression>[],
  cutting: Cut,
): readonly Part<Item>[] {
  const texts = new Map<string, Expression>();
  const cut = whole.map(({ what, mask }) => {
    const counts = new Map<string, number>();
    const ids = cutExpression(what, cutting).map((text) => {
      const key = expressionKey(text);
      const count = counts.get(key) ?? 0;
      counts.set(key, count + 1);
      texts.set(`${key}#${count}`, text);
      return `${key}#${count}`;
    });
    return { ids, mask };
  });
  return mergeOrders(cut.map(({ ids }) => ids)).flatMap((id) => {
    const [present, absent] = [Mask.empty(space.size), Mask.empty(space.size)];
    for (const { ids, mask } of cut) (ids.includes(id) ? present : absent).include(mask);
    // Where both are right, it does not matter.
    const [only, never] = [present.without(absent), absent.without(present)];
    const what = [textItem(texts.get(id) as Expression)];
    return conditionalParts(
      learnBranches<readonly Part<Item>[]>(learning, space, only.or(never), [{ what, mask: only }]),
    );
  });
}

/** The same of the texts themselves, in which the elements of collections may show: learnt like lists. */
function cutTexts(
  learning: Learning,
  space: Space,
  variants: readonly Variant<string>[],
  cutting: Cut,
  at: string,
): readonly Part<Item>[] {
  const cut = new VariantMap<ListOutput>();
  for (const { output, mask } of variants) {
    const { values } = space.instances[mask.first()] as Instance;
    const texts = cutOutput(learning.markers, values, output, cutting);
    cut.add(learning.interner.intern(texts) as ListOutput, mask);
  }
  return learnItems(learning, space, cut.variants, `${at}<${JSON.stringify(cutting)}>`);
}

/** Whether Helm makes the same text of a part as JavaScript. */
function isText(part: Part<Item>): boolean {
  switch (part.kind) {
    case 'item':
      return part.value.kind === 'scalar';
    case 'splice':
      return part.reference.shape.kind === 'sequence' && isJoinedAlike(part.reference.shape);
    case 'conditional':
      return [...part.branches.flatMap(({ parts }) => parts), ...part.otherwise].every(isText);
    case 'loop':
      return part.parts.every(isText);
    case 'included':
      return false;
  }
}

/** How much it takes to read joined texts: conditions above all, then lists in lists, a list where the text could stand. */
function effortOf(expression: Expression, isAlone: boolean): number {
  const texts = joinedIn(expression);
  const isList = ({ parts: [first], separator }: JoinedTexts) => isAlone && separator !== '' && first?.kind !== 'item';
  return 10 * testsIn(expression) + texts.length + texts.filter(isList).length;
}

function joinedIn(expression: Expression): JoinedTexts[] {
  const inside = innerExpressions(expression).flatMap(joinedIn);
  return expression.kind === 'joinedTexts' ? [expression, ...inside] : inside;
}

/** How many tests a reader of joined texts has to follow; a condition and its opposite are one. */
function testsIn(expression: Expression): number {
  const conditions = new Map<string, number>();
  const visit = (part: Part<Item>): void => {
    if (part.kind === 'loop') part.parts.forEach(visit);
    if (part.kind !== 'conditional') return;
    for (const { when, parts: inside } of part.branches) {
      const [key] = [conditionKey(negateTestsOnly(when)), conditionKey(negateTestsOnly(when, true))].sort();
      conditions.set(key, conditionTests(when).length);
      inside.forEach(visit);
    }
    part.otherwise.forEach(visit);
  };
  for (const { parts } of joinedIn(expression)) parts.forEach(visit);
  return [...conditions.values()].reduce((sum, tests) => sum + tests, 0);
}

function isLong(text: string): boolean {
  return text.length >= MIN_LENGTH || text.split('\n').length >= MIN_LINES;
}
