import { concatenate, type Expression, type Reckoned } from '../template/expression';
import { type Reference, referenceKey, resolveReference } from '../template/reference';
import { evaluateWholeNumber, type WholeNumber, wholeNumberReferences } from '../template/whole-number';
import { inexactness } from '../template/whole-number-range';
import type { Observation } from './fit-quotient';
import { fitWholeNumber } from './fit-whole-number';
import type { Interned } from './interner';
import type { Learning } from './learning';
import { Mask } from './mask';
import type { NumberPlace } from './number-samples';
import { patternKey, valueAt, withValueAt } from './place';
import { readText } from './read-text';
import type { Space } from './space';

type ScalarOutput = string | number | boolean;

/** A place of the objects at which values give something that no shorter expression explains. */
export interface Unexplained {
  readonly space: Space;
  readonly domain: Mask;
  readonly outputs: readonly (ScalarOutput | undefined)[];
  /** The values whose change alone is seen to change the output. */
  readonly deciding: readonly Reference[];
  /** One instance, the shortest expression for its output, and the instances in which this is right. */
  readonly index: number;
  readonly shortest: Expression;
  readonly covered: Mask;
}

/** With more numbers than that, nothing is reckoned. */
const MAX_OPERANDS = 5;

/**
 * What may be reckoned at a place from whole numbers: their products, quotients, the largest of such, also inside of text.
 * Looks at the instances that differ from one in these numbers only, and asks for more of them where they are too few.
 */
export function reckon(learning: Learning, place: Unexplained): Expression[] {
  const { index, outputs } = place;
  const numbers = place.deciding.filter(isWhole);
  if (numbers.length === 0 || !/\d/.test(String(outputs[index]))) return [];
  const alike = instancesAlike(place, numbers);
  if (place.covered.contains(alike)) {
    checkReckoned(learning, place, numbers);
    return [];
  }
  if (isExplainedByTwo(place, alike)) return boundedByOther(place, alike);
  const pieces = splitNumbers(outputs[index] as ScalarOutput);
  const others = outputsLike(pieces, place, alike);
  const varying = pieces.flatMap((_, at) =>
    at % 2 === 1 && others.some((other) => other.pieces[at] !== pieces[at]) ? [at] : [],
  );
  if (varying.length === 0) return [];
  const found = varying.map((at) =>
    reckonPiece(
      learning,
      place,
      numbers,
      others.map(({ index, pieces }) => ({ index, output: Number(pieces[at]) })),
    ),
  );
  if (found.some((number) => number === undefined)) return [];
  if (typeof outputs[index] === 'number') return [{ kind: 'reckoned', number: found[0] as WholeNumber, asText: false }];
  return inText(learning, place, pieces, new Map(varying.map((at, which) => [at, found[which] as WholeNumber])));
}

/**
 * Where something is reckoned from some of the numbers that are seen to matter at the place, and the others did not
 * move beside this instance, asks for samples in which they do.
 */
function checkReckoned(learning: Learning, place: Unexplained, numbers: readonly Reference[]): void {
  if (place.shortest.kind !== 'reckoned') return;
  const used = new Set(wholeNumberReferences(place.shortest.number).map(referenceKey));
  const here = numbersHere(place, numbers);
  if (here.length > MAX_OPERANDS || here.every((reference) => used.has(referenceKey(reference)))) return;
  if (!isSampled(learning, place, here)) wantSamples(learning, place, here);
}

/** Those that are numbers in the instance. */
function numbersHere({ space, index }: Unexplained, numbers: readonly Reference[]): Reference[] {
  const { values, position } = space.instances[index];
  return numbers.filter((reference) => typeof resolveReference(reference, values, position) === 'number');
}

/** Whether a value is a whole number, whatever it is. */
export function isWhole({ shape }: Pick<Reference, 'shape'>): boolean {
  if (shape.kind === 'choice') return shape.options.every((option) => Number.isSafeInteger(option));
  return shape.kind === 'number' && shape.integer;
}

/** The instances that differ in nothing but some numbers, at the same elements of the loops. */
function instancesAlike({ space, domain, index }: Unexplained, numbers: readonly Reference[]): Mask {
  const { values, position } = space.instances[index];
  const paths = numbers.map((reference) => pathOf(reference, position));
  return Mask.where(space.size, (other) => {
    const instance = space.instances[other];
    return (
      domain.has(other) &&
      instance.position.length === position.length &&
      instance.position.every((at, loop) => at === position[loop]) &&
      isSameBut(values, instance.values, paths)
    );
  });
}

/** Whether two interned values differ in nothing but the numbers at some paths. */
function isSameBut(left: Interned, right: Interned, paths: readonly (readonly (string | number)[])[]): boolean {
  if (left === right) return true;
  if (paths.some((path) => path.length === 0)) return typeof left === 'number' && typeof right === 'number';
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  const [lefts, rights] = [left, right] as Readonly<Record<string, Interned>>[];
  const keys = Object.keys(lefts);
  if (Array.isArray(left) !== Array.isArray(right) || keys.length !== Object.keys(rights).length) return false;
  return keys.every((key) => {
    if (lefts[key] === rights[key]) return true;
    const below = paths.filter(([step]) => String(step) === key).map((path) => path.slice(1));
    return below.length > 0 && Object.hasOwn(rights, key) && isSameBut(lefts[key], rights[key], below);
  });
}

function neutralValues({ interner }: Learning, space: Space, index: number, numbers: readonly Reference[]): Interned {
  const { values, position } = space.instances[index];
  const neutral = numbers.reduce<unknown>((changed, reference) => {
    const path = pathOf(reference, position);
    return typeof valueAt(changed, path) === 'number' ? withValueAt(changed, path, 0) : changed;
  }, values);
  return interner.intern(neutral);
}

/** Where a value lies, seen from some elements of the loops. */
function pathOf({ steps }: Reference, position: readonly (string | number)[]): (string | number)[] {
  return steps.map((step) => (typeof step === 'string' ? step : 'index' in step ? step.index : position[step.loop]));
}

/** Whether a condition is enough: on one side of it an expression is right, on the other always the same stands there. */
function isExplainedByTwo({ space, covered, outputs, shortest }: Unexplained, alike: Mask): boolean {
  const [inside, outside] = [alike.and(covered), alike.without(covered)];
  if (outputsIn(outputs, outside).size > 1) return false;
  if (shortest.kind === 'literal' && outputsIn(outputs, inside).size > 1) return false;
  return space.candidates.some((_, candidate) => {
    const holds = space.holds(candidate);
    return (
      (holds.contains(inside) && !holds.intersects(outside)) || (holds.contains(outside) && !holds.intersects(inside))
    );
  });
}

function outputsIn(outputs: Unexplained['outputs'], mask: Mask): Set<ScalarOutput | undefined> {
  const found = new Set<ScalarOutput | undefined>();
  mask.forEach((index) => {
    found.add(outputs[index]);
  });
  return found;
}

/** The larger or smaller of the number that is right on one side, and the one that always stands on the other. */
function boundedByOther({ space, covered, outputs, shortest, deciding }: Unexplained, alike: Mask): Expression[] {
  const isLiteral = shortest.kind === 'literal';
  const [bound] = isLiteral ? [shortest.value] : outputsIn(outputs, alike.without(covered));
  const references = isLiteral ? deciding : shortest.kind === 'value' ? [shortest.reference] : [];
  const values = references.map((reference): WholeNumber => ({ kind: 'value', reference }));
  const numbers = shortest.kind === 'reckoned' && !shortest.asText ? [shortest.number] : values;
  if (typeof bound !== 'number') return [];
  return numbers
    .filter((number) => wholeNumberReferences(number).every(isWhole))
    .flatMap((number) =>
      (['max', 'min'] as const).map((which): Reckoned => {
        const operands: WholeNumber[] = [number, { kind: 'constant', value: bound }];
        return { kind: 'reckoned', number: { kind: 'extreme', function: which, operands }, asText: false };
      }),
    )
    .filter(({ number }) => {
      let isRight = true;
      alike.forEach((index) => {
        const { values, position } = space.instances[index];
        const reckoned = evaluateWholeNumber(number, (reference) => resolveReference(reference, values, position));
        isRight &&= reckoned === outputs[index];
      });
      return isRight;
    });
}

/** A number, or text cut around its numbers, which are at the odd places. */
function splitNumbers(output: ScalarOutput): string[] {
  return typeof output === 'number' ? ['', String(output), ''] : String(output).split(/(\d+)/);
}

interface Pieces {
  readonly index: number;
  readonly pieces: readonly string[];
}

/** The outputs that differ in their numbers only. */
function outputsLike(pieces: readonly string[], { outputs, index: from }: Unexplained, alike: Mask): Pieces[] {
  const found: Pieces[] = [];
  alike.forEach((index) => {
    const output = outputs[index];
    if (output === undefined || typeof output !== typeof outputs[from]) return;
    const own = splitNumbers(output);
    if (own.length !== pieces.length || own.some((piece, at) => at % 2 === 0 && piece !== pieces[at])) return;
    found.push({ index, pieces: own });
  });
  return found;
}

function reckonPiece(
  learning: Learning,
  place: Unexplained,
  numbers: readonly Reference[],
  outputs: readonly { readonly index: number; readonly output: number }[],
): WholeNumber | undefined {
  const { space } = place;
  const here = numbersHere(place, numbers);
  const deciding =
    here.length <= MAX_OPERANDS
      ? here
      : decidingAmong(place, numbers, new Map(outputs.map(({ index, output }) => [index, output])));
  if (deciding.length === 0 || deciding.length > MAX_OPERANDS) return undefined;
  const rows = new Map<string, Observation>();
  for (const { index, output } of outputs) {
    const { values, position } = space.instances[index];
    const inputs = deciding.map((reference) => resolveReference(reference, values, position));
    if (inputs.every((input) => typeof input === 'number') && Number.isSafeInteger(output)) {
      rows.set(inputs.join(), { inputs, output });
    }
  }
  if (!isSampled(learning, place, deciding)) {
    wantSamples(learning, place, deciding);
    return undefined;
  }
  const fitted = fitOnce(learning, deciding, [...rows.values()]);
  if (!fitted) wantSamples(learning, place, deciding);
  const why = fitted && inexactness(fitted);
  if (!why) return fitted;
  for (const reference of deciding) learning.inexact.set(patternKey(reference), why);
  return undefined;
}

/** What is fitted to the same observations again and again is fitted once. */
function fitOnce(
  { fits }: Learning,
  deciding: readonly Reference[],
  rows: readonly Observation[],
): WholeNumber | undefined {
  const key = JSON.stringify([deciding.map(referenceKey), rows]);
  if (!fits.has(key)) {
    const operands = deciding.map((reference): WholeNumber => ({ kind: 'value', reference }));
    fits.set(key, fitWholeNumber(operands, rows));
  }
  return fits.get(key);
}

/** The numbers whose change alone is seen to change what is looked at. */
function decidingAmong(
  { space }: Unexplained,
  numbers: readonly Reference[],
  outputs: ReadonlyMap<number, number>,
): Reference[] {
  const keys = new Set(
    space.edges.flatMap(({ from, to, key }) =>
      outputs.has(from) && outputs.has(to) && outputs.get(from) !== outputs.get(to) ? [key] : [],
    ),
  );
  return numbers.filter((reference) => keys.has(patternKey(reference)));
}

function isSampled(learning: Learning, { space, index }: Unexplained, numbers: readonly Reference[]): boolean {
  return learning.samples.isSampled(neutralValues(learning, space, index, numbers), placesOf(space, index, numbers));
}

function wantSamples(learning: Learning, { space, index }: Unexplained, numbers: readonly Reference[]): void {
  const neutral = neutralValues(learning, space, index, numbers);
  learning.samples.want(space.instances[index].values, neutral, placesOf(space, index, numbers));
}

function placesOf(space: Space, index: number, numbers: readonly Reference[]): NumberPlace[] {
  const { position } = space.instances[index];
  return numbers.map((reference) => ({ path: pathOf(reference, position), shape: reference.shape }));
}

/** Text with reckoned numbers in it; what stands between them is read as any other text. */
function inText(
  learning: Learning,
  { space, index }: Unexplained,
  pieces: readonly string[],
  numbers: ReadonlyMap<number, WholeNumber>,
): Expression[] {
  const parts: Expression[] = [];
  let text = '';
  for (const [at, piece] of [...pieces, ''].entries()) {
    const number = numbers.get(at);
    if (at < pieces.length && number === undefined) {
      text += piece;
      continue;
    }
    const between = text === '' ? [] : readText(learning, space, space.instances[index], text, true);
    if (!between) return [];
    parts.push(...between);
    if (number) parts.push({ kind: 'reckoned', number, asText: true });
    text = '';
  }
  return [concatenate(parts)];
}
