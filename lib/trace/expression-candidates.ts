import { concatenate, type Expression, expressionKey } from '../template/expression';
import { resolveReference } from '../template/reference';
import { isJoinedAlike } from '../template/scalar-types';
import { type Learning, reachableReference } from './learning';
import { type Deciding, readArithmetic } from './read-arithmetic';
import { readJoined } from './read-joined';
import { readJson, readText } from './read-text';
import type { Instance, Space } from './space';
import { splitAtValue } from './split-at-value';

export type ScalarOutput = string | number | boolean;

/** In text with more numbers than that, none is looked at for whether it was reckoned. */
const MAX_NUMBERS = 6;

/** Every expression that could have given an output in one instance, those that read best first. */
export function expressionCandidates(
  learning: Learning,
  space: Space,
  instance: Instance,
  output: ScalarOutput,
  deciding: ReadonlyMap<string, Deciding>,
): Expression[] {
  const found: Expression[] = [];
  const literal: Expression = { kind: 'literal', value: output };
  if (typeof output === 'string') {
    const checksum = readChecksum(learning, space, instance, output);
    if (checksum) found.push(checksum);
    const json = readJson(learning, space, instance, output);
    if (json) found.push(concatenate(json));
    for (const withNumbers of [true, false]) {
      const parts = readText(learning, space, instance, output, withNumbers);
      if (parts) found.push(concatenate(parts));
    }
    found.push(...readJoined(learning, space, instance, output).map(concatenate));
  }
  if (typeof output === 'number') {
    for (const leaf of learning.markers.leavesWithNumber(output)) {
      const reference = reachableReference(leaf, space, instance);
      if (reference) found.push({ kind: 'value', reference });
    }
  }
  for (const { reference, samples } of deciding.values()) {
    const value = resolveReference(reference, instance.values, instance.position);
    if (value === output) found.push({ kind: 'value', reference });
    if (typeof output === 'string' && typeof value !== 'string' && String(value) === output) {
      found.push({ kind: 'asText', reference });
    }
    if (typeof output === 'string' && typeof value === 'boolean') {
      const parts = readToggle(learning, space, instance, output, { reference, samples });
      if (parts) found.push(concatenate(parts));
    }
    if (typeof output === 'string' && typeof value === 'string' && value.length > 1 && output.includes(value)) {
      const base = readText(learning, space, instance, output, true);
      if (base)
        found.push(concatenate(base.flatMap((part) => splitAtValue(part, value, { kind: 'value', reference }))));
    }
    if (typeof output === 'string' && Array.isArray(value) && isJoinedAlike(reference.shape)) {
      const separator = separatorIn(output, value);
      const base = separator === undefined ? undefined : readText(learning, space, instance, output, true);
      if (base && separator !== undefined) {
        const join: Expression = { kind: 'join', reference, separator };
        found.push(concatenate(base.flatMap((part) => splitAtValue(part, value.join(separator), join))));
      }
    }
  }
  const equal = found.flatMap((expression) => (expression.kind === 'value' ? [expression.reference] : []));
  found.push(...readArithmetic([...deciding.values()], equal, instance, output));
  if (typeof output === 'string')
    found.push(...readReckoned(learning, space, instance, output, [...deciding.values()]));
  const unique = new Map(found.map((expression) => [expressionKey(expression), expression]));
  return [...unique.values(), literal, ...readIndexes(learning, space, instance, output)];
}

/** So many ways are tried to read the numbers in a text as indexes. */
const MAX_INDEX_READINGS = 64;

/** A number, also in text, that may be the index of an element: counted from 0 or 1 on, alone also from any number. */
function readIndexes(learning: Learning, space: Space, instance: Instance, output: ScalarOutput): Expression[] {
  if (typeof output === 'boolean' || !/\d/.test(String(output))) return [];
  const indexes = instance.position.flatMap((at, loop) => (typeof at === 'number' ? { at, loop } : []));
  if (indexes.length === 0) return [];
  if (typeof output === 'number') {
    return indexes.map(({ at, loop }) => ({ kind: 'loopIndex', loop, from: output - at, asText: false }));
  }
  const read = readText(learning, space, instance, output, true) ?? [];
  const pieces = read.flatMap((part): Expression[] =>
    part.kind === 'literal' ? splitDigits(String(part.value)).map((value) => ({ kind: 'literal', value })) : [part],
  );
  const asIndex = ({ at, loop }: (typeof indexes)[number], piece: Expression) =>
    [0, 1].flatMap((from): Expression[] =>
      piece.kind === 'literal' && piece.value === String(at + from)
        ? [{ kind: 'loopIndex', loop, from, asText: true }]
        : [],
    );
  const readings = pieces.reduce<Expression[][]>(
    (before, piece) =>
      [piece, ...indexes.flatMap((index) => asIndex(index, piece))]
        .flatMap((one) => before.map((others) => [...others, one]))
        .slice(0, MAX_INDEX_READINGS),
    [[]],
  );
  return readings.slice(1).map(concatenate);
}

/** Text with a boolean in it: the same text with the other boolean was seen where the value was the other one. */
function readToggle(
  learning: Learning,
  space: Space,
  instance: Instance,
  output: string,
  { reference, samples: [first, second] }: Deciding,
): Expression[] | undefined {
  const before = occurrences(String(first.output), String(first.value));
  const turn = before.findIndex((at) => {
    const rest = String(first.output).slice(at + String(first.value).length);
    return String(first.output).slice(0, at) + String(second.value) + rest === second.output;
  });
  const value = String(resolveReference(reference, instance.values, instance.position));
  const at = occurrences(output, value)[turn];
  if (at === undefined) return undefined;
  const sides = [output.slice(0, at), output.slice(at + value.length)];
  const [left, right] = sides.map((side) => (side === '' ? [] : readText(learning, space, instance, side, true)));
  return left && right && [...left, { kind: 'asText', reference }, ...right];
}

/** What stands in a text between the elements of a list, if they stand there one after the other. */
function separatorIn(text: string, list: readonly unknown[]): string | undefined {
  const [first = '', second = ''] = list.map(String);
  // Of what is empty nothing shows.
  if (first === '' || second === '') return undefined;
  return occurrences(text, first)
    .map((at) => text.slice(at + first.length).split(second)[0])
    .find((separator) => text.includes(list.join(separator)));
}

function occurrences(text: string, part: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found.push(at);
  return found;
}

/** Text with one number in it that was reckoned from others: `4096Mi`. */
function readReckoned(
  learning: Learning,
  space: Space,
  instance: Instance,
  output: string,
  deciding: readonly Deciding[],
): Expression[] {
  const pieces = splitDigits(output);
  if (pieces.length < 3 || pieces.length > 2 * MAX_NUMBERS + 1 || output === pieces[1]) return [];
  return pieces.flatMap((digits, at) => {
    if (at % 2 === 0) return [];
    const own = deciding.flatMap(({ reference, samples }): Deciding[] => {
      const others = samples.map((sample) => splitDigits(String(sample.output)));
      const isAlone = others.every(
        (other) =>
          other.length === pieces.length && other.every((piece, index) => index === at || piece === others[0][index]),
      );
      if (!isAlone) return [];
      return [{ reference, samples: samples.map(({ value }, sample) => ({ value, output: others[sample][at] })) }];
    });
    if (own.length === 0) return [];
    const around = [pieces.slice(0, at), pieces.slice(at + 1)].map((side) =>
      readText(learning, space, instance, side.join(''), true),
    );
    const [before, after] = around;
    if (!before || !after) return [];
    return readArithmetic(own, [], instance, digits).map((sum) => concatenate([...before, sum, ...after]));
  });
}

/** Text, cut around its whole numbers, which are at the odd places. */
function splitDigits(text: string): string[] {
  return text.split(/(\d+)/);
}

const CHECKSUM = /^checksum of (\S+) (.+)$/;

function readChecksum(learning: Learning, space: Space, instance: Instance, text: string): Expression | undefined {
  const match = CHECKSUM.exec(text);
  if (!match) return undefined;
  const name = readText(learning, space, instance, match[2] as string, false);
  return name && { kind: 'checksum', objectKind: match[1] as string, objectName: concatenate(name) };
}
