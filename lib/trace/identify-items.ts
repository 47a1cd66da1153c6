import { argumentOf, concatenate, type Expression, expressionKey } from '../template/expression';
import { isRecord } from '../values/defaults';
import type { Interned } from './interner';
import type { Learning, Variant } from './learning';
import { type Identify, ownersOfItem } from './ownership';
import { patternKey, valueAt } from './place';
import { readText } from './read-text';
import type { Instance, Space } from './space';
import { type Variable, variablesOf } from './variables';

export type ListOutput = readonly Interned[];

/** Fields that Kubernetes merges lists by, or that otherwise tell items apart. */
const IDENTITY_FIELDS = [
  'name',
  'mountPath',
  'containerPort',
  'port',
  'key',
  'topologyKey',
  'ip',
  'host',
  'path',
  'type',
  'alert',
];

/**
 * How items of one list are told apart over all instances: objects by kind and name, other maps by the field that
 * Kubernetes merges by, arguments of a command by their flags, other scalars by themselves; text and numbers that come from
 * values count as one, as long as there is one such item. An item that never has company needs no telling apart. Failing
 * that, by all that no value changes. The first way counts that finds no two items of a list alike. What only differs in the
 * index of a loop's element is alike.
 */
export function identification(learning: Learning, space: Space, variants: readonly Variant<ListOutput>[]): Identify {
  return withoutIndexes(space, variants, byFields(learning, space, variants));
}

function byFields(learning: Learning, space: Space, variants: readonly Variant<ListOutput>[]): Identify {
  const exactly = exactName(learning, space);
  const roughly = (value: Interned, instance: Instance) =>
    space.remember('rough name', instance, value, () =>
      value === '' || learning.markers.mentions(value).size > 0 ? '?' : exactly(value, instance),
    );
  // Of an element that is empty, nothing shows.
  const isOwn = (item: Interned, instance: Instance) =>
    item !== '' && ownersOfItem(learning, space, instance, item).length === 0;
  const lists = variants.map(({ output, mask }) => ({ output, instance: space.instances[mask.first()] as Instance }));
  const namesIn = (identify: Identify) =>
    lists.map(({ output, instance }) =>
      output.flatMap((item, at) =>
        isOwn(item, instance) ? identify(item, instance, { at, before: output[at - 1] }) : [],
      ),
    );
  const isUnique = (identify: Identify) => namesIn(identify).every((names) => new Set(names).size === names.length);
  const countNames = (identify: Identify) => new Set(namesIn(identify).flat()).size;
  const isSingle = lists.every(
    ({ output, instance }) =>
      output.every((item) => !isObject(item)) && output.filter((item) => isOwn(item, instance)).length <= 1,
  );
  if (isSingle) return () => 'only';
  const isFixed = lists.every(
    ({ output, instance }) =>
      output.length === lists[0].output.length &&
      output.every((item) => typeof item !== 'object' && (item === '' || isOwn(item, instance))),
  );
  if (isFixed) return (_, __, position) => `item ${position?.at}`;
  const ways = [
    byFirstWord(learning, byFlag(byField(roughly))),
    byFlag(byField(roughly)),
    byField(roughly),
    byItemBefore(learning, byFlag(byField(roughly))),
    // What is done to a value does not always show.
    byField(nameOfValues(learning, space)),
    byField(exactly),
  ];
  // The parts of a text are sentences rather than words.
  if (learning.cuts > 0) ways.unshift(byWords(learning));
  const found = ways.find(isUnique) ?? exactly;
  // What a value is compared with comes out of it as well, and looks like any other text or number then.
  const byValue = byItemBefore(learning, byFlag(byField(valueName(learning, space, exactly))));
  const isBetter = () => countNames(byValue) < countNames(found) + (learning.tests.comparisons.length > 0 ? 1 : 0);
  return isUnique(byValue) && isBetter() ? byValue : found;
}

/** Names a scalar that is a value, or what a value is compared with, by where that value is. */
function valueName({ root, fixed, markers, tests }: Learning, space: Space, otherwise: Identify): Identify {
  const compared = new Set(tests.comparisons.flatMap(({ pattern, other }) => [pattern, patternKey(other.place)]));
  const isCompared = ({ place }: Pick<Variable, 'place'>) => compared.has(patternKey(place));
  const isTested = (variable: Variable) =>
    tests.thresholdsOf(variable.place).length > 0 || tests.optionsOf(variable.place).length > 0 || isCompared(variable);
  const name = (item: Interned, instance: Instance) => {
    const leaves = [...markers.mentions(item), ...markers.leavesWithNumber(Number(item))];
    const tested = variablesOf(root, instance.values, fixed).filter(isTested);
    const equal = [...leaves, ...tested].filter(
      ({ place }) =>
        space.reaches(place, instance.position) && String(valueAt(instance.values, place.path)) === String(item),
    );
    // Of values that are the same because they are compared with each other, it is always the same one.
    const own = tested.find((variable) => isCompared(variable) && equal.includes(variable)) ?? equal[0];
    return own ? `value of ${patternKey(own.place)}` : otherwise(item, instance);
  };
  return (item, instance) => {
    const isScalar = typeof item === 'number' || (typeof item === 'string' && item !== '');
    if (!isScalar) return otherwise(item, instance);
    // Whose value something is depends on what has the same.
    if (compared.size > 0) return name(item, instance);
    return space.remember('value name', instance, item, () => name(item, instance));
  };
}

const FLAG = /^--?[A-Za-z0-9][\w.-]*(?==)/;

/** Names an argument of a command by its flag, whatever is behind that: `--port=`. */
function byFlag(identify: Identify): Identify {
  return (item, instance) => {
    const flag = typeof item === 'string' ? FLAG.exec(item)?.[0] : undefined;
    return flag === undefined ? identify(item, instance) : `flag ${flag}`;
  };
}

const FLAG_ALONE = /^--?[A-Za-z0-9][\w.-]*$/;
const NUMBER = /^[\d.]+$/;

/** Names what stands behind a flag by that, whatever it is, and other values by the text that stands before them. */
function byItemBefore({ markers }: Learning, identify: Identify): Identify {
  return (item, instance, position) => {
    const { before } = position ?? {};
    const isText = typeof before === 'string' && before !== '' && markers.mentions(before).size === 0;
    const isOfFlag = isText && FLAG_ALONE.test(before);
    const isValue = item === '' || markers.mentions(item).size > 0;
    const isNamed = isOfFlag || (isText && isValue && !NUMBER.test(before));
    const hasFlag = typeof item === 'string' && (FLAG_ALONE.test(item) || FLAG.test(item));
    return isNamed && !hasFlag && typeof item !== 'object' ? `behind ${before}` : identify(item, instance, position);
  };
}

const FIRST_WORD = /^([A-Za-z0-9_./-]+)\s/;

/** Names text of several words by the first of them: a command, whatever follows. */
function byFirstWord({ markers }: Learning, identify: Identify): Identify {
  return (item, instance) => {
    const word = typeof item === 'string' ? FIRST_WORD.exec(item)?.[1] : undefined;
    return word === undefined || markers.mentions(word).size > 0 ? identify(item, instance) : `command ${word}`;
  };
}

/** Names text by its words, whatever values and numbers are among them. */
function byWords({ markers }: Learning): Identify {
  return (item) => {
    const words = markers.parse(String(item)).filter((part) => typeof part === 'string');
    return `words ${words.join('').replace(NUMBERS, '')}`;
  };
}

/** What is known of the names that are alike but for their numbers. */
interface NumberedNames {
  readonly positions: Set<number>;
  /** How far each number is from the index of the loop's element; `NaN` where that differs. */
  readonly distances: number[];
}

/** Names items alike that have the same name but for the index of the loop's element in it: `peer-0`, `peer-1`. */
function withoutIndexes(space: Space, variants: readonly Variant<ListOutput>[], identify: Identify): Identify {
  if (space.loops.length === 0) return identify;
  const known = new Map<string, NumberedNames>();
  for (const { output, mask } of variants) {
    mask.forEach((index) => {
      const instance = space.instances[index];
      const at = instance.position.at(-1);
      if (typeof at !== 'number') return;
      for (const [index, item] of output.entries()) {
        noteNumbers(known, identify(item, instance, { at: index, before: output[index - 1] }), at);
      }
    });
  }
  return (item, instance, position) => {
    const name = identify(item, instance, position);
    const numbered = known.get(name.replace(NUMBERS, '#'));
    if (!numbered || numbered.positions.size < 2) return name;
    let turn = 0;
    return name.replace(NUMBERS, (number) => (Number.isNaN(numbered.distances[turn++]) ? number : '#'));
  };
}

const NUMBERS = /\d+/g;

function noteNumbers(known: Map<string, NumberedNames>, name: string, at: number): void {
  const distances = (name.match(NUMBERS) ?? []).map((number) => Number(number) - at);
  if (distances.length === 0) return;
  const pattern = name.replace(NUMBERS, '#');
  const numbered = known.get(pattern);
  if (!numbered) {
    known.set(pattern, { positions: new Set([at]), distances });
    return;
  }
  numbered.positions.add(at);
  for (const [turn, distance] of distances.entries()) {
    if (numbered.distances[turn] !== distance) numbered.distances[turn] = Number.NaN;
  }
}

/** Names an item by its kind, or by the field that tells it from others, and that field's value. */
function byField(name: Identify): Identify {
  return (item, instance) => {
    if (!isRecord(item)) return `scalar ${name(item, instance)}`;
    if (isObject(item)) return `object ${item.kind} ${name(item.metadata.name, instance)}`;
    const field = IDENTITY_FIELDS.find((candidate) => isScalarValue(item[candidate]));
    if (field === undefined) return `map ${Object.keys(item)}`;
    return `${field} ${name(item[field] as Interned, instance)}`;
  };
}

/** Names an item by the field that tells it from others, or by the fields in it alone. */
export function byForm(name: Identify): Identify {
  const byName = byField(name);
  return (item, instance) => {
    const hasField = isRecord(item) && (isObject(item) || IDENTITY_FIELDS.some((field) => isScalarValue(item[field])));
    return hasField || typeof item !== 'object' ? byName(item, instance) : formOf(item);
  };
}

/** The fields of an item, and of what is in them. */
function formOf(item: Interned): string {
  if (Array.isArray(item)) return `[${item.length > 0 ? formOf(item[0]) : ''}]`;
  if (!isRecord(item)) return '';
  return `{${Object.entries(item).map(([key, value]) => key + formOf(value as Interned))}}`;
}

/** Names a scalar by the expression that it is of. */
export function exactName(learning: Learning, space: Space): Identify {
  return (value, instance) => space.remember('name', instance, value, () => abstract(learning, space, instance, value));
}

/** The same, whatever is done to the values. */
function nameOfValues(learning: Learning, space: Space): Identify {
  return (value, instance) =>
    space.remember('name of values', instance, value, () => abstract(learning, space, instance, value, argumentOf));
}

/** A whole Kubernetes object. */
function isObject(item: Interned): item is { readonly kind: string; readonly metadata: { readonly name: string } } {
  return isRecord(item) && typeof item.kind === 'string' && isRecord(item.metadata);
}

function isScalarValue(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

/** A text for a value that stays the same when the numbers in it change. */
function abstract(
  learning: Learning,
  space: Space,
  instance: Instance,
  value: Interned,
  read = (part: Expression) => part,
): string {
  if (typeof value === 'number') {
    const leaf = learning.markers.leavesWithNumber(value)[0];
    return leaf ? '(number)' : JSON.stringify(value);
  }
  if (typeof value === 'string') {
    const parts = readText(learning, space, instance, value, true);
    return parts ? expressionKey(concatenate(parts.map(read))) : `(${value})`;
  }
  return JSON.stringify(value, (_, inner) =>
    typeof inner === 'number' || typeof inner === 'string' ? abstract(learning, space, instance, inner, read) : inner,
  );
}
