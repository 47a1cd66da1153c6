import { goPipelineStart, type PrintContext } from './go-reference';
import type { Conditional, Entry, Item, Part } from './node';
import { isWithin } from './reference';
import { partReferences } from './references';

/** So many lines may say `.` of a scalar: further down a reader would have forgotten what it is. */
const MAX_SCALAR_LINES = 2;

/** `with` in the place of `if`, where parts are there because of the one value that they read. */
export function printWith<P extends Entry | Item>(
  { branches: [{ when, parts }, ...others], otherwise }: Conditional<P>,
  context: PrintContext,
  printParts: (parts: readonly Part<P>[], context: PrintContext) => string[],
): string[] | undefined {
  if (when.kind !== 'truthy' || others.length > 0 || otherwise.length > 0) return undefined;
  const { reference } = when;
  const value = goPipelineStart(reference, context);
  const read = (parts as readonly (Part<Entry> | Part<Item>)[]).flatMap(partReferences);
  if (value === '.' || read.length === 0 || !read.every((inner) => isWithin(inner, reference))) return undefined;
  const lines = printParts(parts, { ...context, dot: reference });
  if (lines.some((line) => /\{\{- range|\{\{[^}]*\$/.test(line))) return undefined;
  const isCollection = ['object', 'dictionary', 'sequence', 'any'].includes(reference.shape.kind);
  const isNear = reference.shape.kind !== 'toggle' && lines.length <= MAX_SCALAR_LINES;
  return isCollection || isNear ? [`{{- with ${value} }}`, ...lines, '{{- end }}'] : undefined;
}
