import { isRecord } from '../values/defaults';
import { formatPath, pathStep } from '../values/path';
import type { ObjectShape, Shape } from '../values/shape';
import { typeName } from '../values/type-name';
import { escapeMarkdown, markdownCode, markdownTable } from './markdown';

const MAX_DEFAULT_LENGTH = 60;

/** A place in the values, with what stands there by default. */
interface Entry {
  readonly path: string;
  readonly shape: Shape;
  /** `undefined` where there is none. */
  readonly value: unknown;
}

/**
 * A Markdown table of all values in the schema's order: path, type, default and prose. What is inside of lists and
 * dictionaries is listed too, by paths such as `ingress.hosts[].host` and `variants.*.weight`.
 */
export function valuesTable(shape: ObjectShape, values: Readonly<Record<string, unknown>>): string[] {
  const rows = entriesIn(shape, values, '').map((entry) => [
    markdownCode(entry.path),
    typeName(entry.shape, markdownCode),
    defaultCell(entry),
    escapeMarkdown(entry.shape.description ?? ''),
  ]);
  return markdownTable(['Value', 'Type', 'Default', 'Meaning'], rows);
}

function entriesIn(shape: ObjectShape, values: unknown, parent: string): Entry[] {
  const present = new Map(isRecord(values) ? Object.entries(values) : []);
  return [...shape.keys].flatMap(([key, child]) => {
    const path = joinPath(parent, key);
    const value = present.get(key) ?? undefined;
    return [{ path, shape: child, value }, ...entriesBelow({ path, shape: child, value })].filter(isWorthARow);
  });
}

/** What has rows of its own inside of an entry. Helm fills in no defaults inside of lists and dictionaries. */
function entriesBelow({ path, shape, value }: Entry): Entry[] {
  switch (shape.kind) {
    case 'object':
      return entriesIn(shape, value, path);
    case 'sequence':
      return entriesBelow({ path: `${path}[]`, shape: shape.element, value: undefined });
    case 'dictionary':
      return entriesBelow({ path: `${path}.*`, shape: shape.value, value: undefined });
    default:
      return [];
  }
}

/** An object that always exists and says nothing about itself is known by its keys. */
function isWorthARow({ shape, value }: Entry): boolean {
  return shape.kind !== 'object' || shape.description !== undefined || value === undefined || shape.keys.size === 0;
}

/** `parent.key`, or `parent["a key"]`. */
function joinPath(parent: string, key: string): string {
  return parent === '' ? formatPath([key]) : parent + pathStep(key);
}

function defaultCell({ shape, value }: Entry): string {
  if (value === undefined) return shape.optional || shape.nullable ? '' : 'required';
  if (shape.kind === 'object' && shape.keys.size > 0) return '';
  const text = JSON.stringify(value);
  return text.length > MAX_DEFAULT_LENGTH ? 'see `values.yaml`' : markdownCode(text);
}
