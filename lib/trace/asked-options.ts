import { isRecord } from '../values/defaults';
import type { Shape } from '../values/shape';
import type { NamedTogether } from './asked-in-source';
import { valueAt } from './place';
import type { Variable } from './variables';

/** More elements than constructs count. */
const MAX_COUNTED = 32;

/** So many entries that a condition may ask for are put into a dictionary. */
const MAX_ENTRIES = 16;

/** Makes another value of one, in the values that it is at a path of. */
export type Change = (value: unknown, values: unknown, path: Path) => unknown;

/** The way to a part of values. */
export type Path = readonly (string | number)[];

export const unchanged: Change = (value) => value;
const absent: Change = () => undefined;

/** What a condition names that a place may be. */
function exactOptions(shape: Shape, { texts, numbers, names }: NamedTogether): Change[] {
  const near = [...new Set(numbers.flatMap((number) => [number, number + 1, number - 1]))];
  switch (shape.kind) {
    case 'toggle':
      return constants([true, false]);
    case 'choice': {
      const named = shape.options.filter((option) => texts.includes(String(option)));
      const others = shape.options.filter((option) => !named.includes(option));
      return constants([...named, ...others.slice(0, named.length === 0 ? 2 : 1)]);
    }
    case 'text': {
      const isRead = ['Number', 'parseInt', 'parseFloat'].some((name) => names.has(name));
      return constants([...texts, ...(isRead ? near.map(String) : [])]);
    }
    case 'number':
      return constants(near);
    case 'scalarUnion':
      return constants([...texts, ...near]);
    case 'sequence':
      return near
        .filter((length) => length >= 0 && length <= MAX_COUNTED)
        .map((length) => (list) => ofLength(list, length));
    case 'dictionary':
      return [...names, ...texts]
        .flatMap((key) => texts.map((text) => ({ [key]: text })))
        .slice(0, MAX_ENTRIES)
        .map((entry) => (entries) => {
          const more = isRecord(entries) ? { ...entries, ...entry } : entries;
          return shape.schema.safeParse(more).success ? more : entries;
        });
    default:
      return [];
  }
}

/** That, and whether it is there at all, with anything in it. */
export function askedOptions(shape: Shape, condition: NamedTogether): Change[] {
  const exact = exactOptions(shape, condition);
  return shape.optional ? [...exact, unchanged, absent, ...emptyOptions(shape, condition)] : exact;
}

const EMPTY: Partial<Record<Shape['kind'], unknown>> = { text: '', sequence: [], dictionary: {} };

/** What is empty, unless a condition names that. */
function emptyOptions({ kind }: Shape, { texts }: NamedTogether): Change[] {
  const isNamed = kind === 'text' && texts.includes('');
  return kind in EMPTY && !isNamed ? [() => EMPTY[kind]] : [];
}

/** That, and what is empty. */
export function allOptions(shape: Shape, condition: NamedTogether): Change[] {
  const options = [...exactOptions(shape, condition), ...emptyOptions(shape, condition)];
  const isAll = shape.kind === 'toggle' && !shape.optional;
  if (options.length === 0 && !shape.optional) return [];
  return [...options, ...(isAll ? [] : [unchanged]), ...(shape.optional ? [absent] : [])];
}

function constants(options: readonly unknown[]): Change[] {
  return options.map((option) => () => option);
}

/** The same as what it is compared with, or a little more or less. */
export function besideOptions({ shape }: Pick<Variable, 'shape'>, pathOf: (path: Path) => Path): Change[] {
  const by = shape.kind === 'number' ? [0, 1, -1] : [0];
  return by.map((more) => (value, values, path) => {
    const found = valueAt(values, pathOf(path));
    const made = typeof found === 'number' ? found + more : found;
    return shape.schema.safeParse(made).success ? made : value;
  });
}

function ofLength(list: unknown, length: number): unknown {
  if (!Array.isArray(list) || list.length === 0) return list;
  return Array.from({ length }, (_, at) => list[at % list.length]);
}
