import { NO_VALUE } from '../values/unportable';
import { templateName } from './block-name';
import type { Concatenation } from './expression';
import { blockText } from './go-syntax';
import { STANDARD_HELPERS } from './helpers-file';
import { mapParts } from './map-parts';
import type { ChartTemplate, Entry, Item, Part, TemplateNode, TextHelper } from './node';
import { readsLoop } from './part-key';

/** Text of fewer lines is read as well with its line breaks escaped. */
const MIN_LINES = 4;

/**
 * Puts longer text of several lines with values in it, such as a dashboard, into named templates, where it stands as it
 * is read.
 */
export function foldTexts(template: ChartTemplate): ChartTemplate {
  const taken: string[] = [...STANDARD_HELPERS, ...template.helpers.map(({ name }) => name)];
  const texts = new Map<string, TextHelper>();
  const helperFor = (text: Concatenation, field: string): string => {
    const key = JSON.stringify(text.parts);
    const wanted = templateName(field);
    const name = [wanted, ...taken.map((_, index) => `${wanted}${index + 2}`)].find((other) => !taken.includes(other));
    const comment = `The text of ${field}.`;
    const found = texts.get(key) ?? { name: name as string, comment, branches: [], otherwise: text };
    texts.set(key, found);
    taken.push(found.name);
    return found.name;
  };
  const foldNode = (node: TemplateNode, field: string): TemplateNode => {
    switch (node.kind) {
      case 'mapping':
        return { ...node, parts: mapParts<Entry>(node.parts, foldEntry) };
      case 'sequence':
        return { ...node, parts: foldItems(node.parts, field) };
      case 'scalar': {
        const { expression } = node;
        if (expression.kind !== 'concatenation' || !isLongText(expression)) return node;
        return { ...node, expression: { kind: 'include', helper: helperFor(expression, field) } };
      }
      default:
        return node;
    }
  };
  const foldEntry = (entry: Entry): Entry => {
    const field = entry.key.kind === 'literal' ? String(entry.key.value) : 'text';
    return { ...entry, value: foldNode(entry.value, field) };
  };
  const foldItems = (parts: readonly Part<Item>[], field: string) =>
    mapParts<Item>(parts, (item) => ({ ...item, value: foldNode(item.value, field) }));
  const objects = foldItems(template.objects, 'text');
  return { ...template, objects, helpers: [...template.helpers, ...texts.values()] };
}

/** What cannot stand where it is needed. A named template knows nothing of loops, nor of files; it takes away blanks that the text begins with. */
function isLongText(text: Concatenation): boolean {
  const key = JSON.stringify(text);
  const lines = text.parts.flatMap((part) => (part.kind === 'literal' ? String(part.value) : ''));
  if (lines.join('').split('\n').length <= MIN_LINES) return false;
  if (blockText(text, () => '') !== undefined) return false;
  if (lines.some((line) => line.includes(NO_VALUE)) || readsLoop(key) || key.includes('"kind":"checksum"'))
    return false;
  return !/^\s/.test(lines[0]);
}
