import { type Expression, expressionKey } from './expression';
import { compareFields } from './field-order';
import {
  escapeTemplate,
  goCondition,
  goReference,
  goText,
  knowing,
  type LoopVariables,
  type PrintContext,
  yamlExpression,
} from './go-syntax';
import { groupConditionals, joinConditionals } from './join-conditionals';
import type { Entry, Item, Loop, Part, Sequence, Splice, TemplateNode } from './node';
import { type Reference, referenceKey } from './reference';
import { blockLines, indent, isBlockText, yamlKey } from './yaml';

/** Prints the parts of a mapping as lines, at a depth of so many spaces in their file. */
export function printEntries(parts: readonly Part<Entry>[], context: PrintContext, depth: number): string[] {
  return joinConditionals(groupConditionals(sortEntries(parts))).flatMap((part) =>
    printPart(part, context, depth, printEntries, printEntry),
  );
}

/** Prints the parts of a sequence as lines, dashes included. */
export function printItems(parts: readonly Part<Item>[], context: PrintContext, depth: number): string[] {
  return joinConditionals(parts).flatMap((part) => printPart(part, context, depth, printItems, printItem));
}

function printPart<P extends Entry | Item>(
  part: Part<P>,
  context: PrintContext,
  depth: number,
  printParts: (parts: readonly Part<P>[], context: PrintContext, depth: number) => string[],
  printOne: (part: P, context: PrintContext, depth: number) => string[],
): string[] {
  switch (part.kind) {
    case 'splice': {
      const reference = goReference(part.reference, context);
      const copied = part.omitted ? `omit ${reference} ${part.omitted.map(goText).join(' ')}` : reference;
      const before = context.notEmpty ? [context.notEmpty] : [];
      const opening = `{{- with ${copied} }}${markOf(part, context)}`;
      return [opening, ...before, `{{- toYaml . | nindent ${depth} }}`, '{{- end }}'];
    }
    case 'included':
      return [
        `{{- include "${context.chart}.${part.helper}" ${context.loops.length > 0 ? '$' : '.'} | nindent ${depth} }}`,
      ];
    case 'conditional': {
      const shortened = printWith(part as Part<Entry>, context, depth);
      if (shortened) return shortened;
      const lines = part.branches.flatMap(({ when, parts }, index) => [
        `{{- ${index === 0 ? 'if' : 'else if'} ${goCondition(when, context)} }}`,
        ...printParts(parts, knowing(when, context), depth),
      ]);
      if (part.otherwise.length > 0) lines.push('{{- else }}', ...printParts(part.otherwise, context, depth));
      return [...lines, '{{- end }}'];
    }
    case 'loop':
      return printLoop(part, context, (inner) => printParts(part.parts, inner, depth));
    default:
      return printOne(part as P, context, depth);
  }
}

/** A `range` around what `printBody` prints in the context inside of it. */
export function printLoop(
  { over }: Loop<Entry | Item>,
  context: PrintContext,
  printBody: (context: PrintContext) => string[],
): string[] {
  const variables = loopVariables(over, context.loops);
  const body = printBody({ ...context, loops: [...context.loops, variables] });
  const isNamed = body.some((line) => line.includes(variables.value));
  const named =
    over.shape.kind === 'dictionary'
      ? `${variables.key}, ${variables.value} := `
      : isNamed
        ? `${variables.value} := `
        : '';
  return [`{{- range ${named}${goReference(over, context)} }}`, ...body, '{{- end }}'];
}

/** Names for a loop's variables: the collection's name in the singular. */
export function loopVariables(over: Reference, outer: readonly LoopVariables[]): LoopVariables {
  const last = over.steps.findLast((step) => typeof step === 'string') as string | undefined;
  const singular = last && /^[A-Za-z]+[^s]s$/.test(last) ? last.slice(0, -1) : 'item';
  const taken = new Set(outer.map(({ value }) => value));
  let name = over.shape.kind === 'dictionary' ? 'value' : singular;
  while (taken.has(`$${name}`)) name = `${name}Item`;
  return {
    value: `$${name}`,
    key: over.shape.kind === 'dictionary' ? (name === 'value' ? '$key' : `$${name}Key`) : `$${name}Index`,
  };
}

/** `with .x }}key: {{ toYaml . }}` where a key is there only if what it holds is not empty. */
function printWith(part: Part<Entry>, context: PrintContext, depth: number): string[] | undefined {
  if (part.kind !== 'conditional' || part.branches.length !== 1 || part.otherwise.length > 0) return undefined;
  const [branch] = part.branches;
  const [entry] = branch.parts;
  if (branch.when.kind !== 'truthy' || branch.parts.length !== 1 || entry.kind !== 'entry') return undefined;
  const copied = wholeReference(entry.value);
  if (!copied || referenceKey(copied) !== referenceKey(branch.when.reference)) return undefined;
  return [
    `{{- with ${goReference(copied, context)} }}`,
    `${printKey(entry.key, context)}:${markOf(entry, context)}`,
    ...indent([`{{- toYaml . | nindent ${depth + 2} }}`]),
    '{{- end }}',
  ];
}

/** The part of the values that a node is a copy of, however it came to be one. */
function wholeReference(node: TemplateNode): Reference | undefined {
  if (node.kind === 'copy') return node.reference;
  if ((node.kind === 'mapping' || node.kind === 'sequence') && node.parts.length === 1) {
    const [part] = node.parts;
    return part?.kind === 'splice' && !part.omitted ? part.reference : undefined;
  }
  return undefined;
}

/** Items, or an empty list where a variable that they set shows that there was none. */
function printOrEmpty(node: Sequence, context: PrintContext, depth: number): string[] {
  const name = '$isEmpty';
  const items = printItems(node.parts, { ...context, notEmpty: `{{- ${name} = false }}` }, depth);
  return [`{{- ${name} := true }}`, ...items, `{{- if ${name} }}`, '[]', '{{- end }}'];
}

function printEntry(entry: Entry, context: PrintContext, depth: number): string[] {
  const key = printKey(entry.key, context);
  const mark = markOf(entry, context);
  const { value } = entry;
  switch (value.kind) {
    case 'scalar':
    case 'empty': {
      const lines = printNode(value, context, depth + 2);
      return [`${key}: ${lines[0]}${mark}`, ...lines.slice(1)];
    }
    default:
      return [`${key}:${mark}`, ...indent(printNode(value, context, depth + 2))];
  }
}

/** What stands behind a dash: an entry that is always there comes first, where the others would begin with an action. */
function printBehindDash(node: TemplateNode, context: PrintContext, depth: number): string[] {
  const lines = printNode(node, context, depth);
  if (node.kind !== 'mapping' || !lines[0].startsWith('{{-')) return lines;
  const [first] = sortEntries(node.parts.filter((part) => part.kind === 'entry'));
  if (!first) return lines;
  const rest = node.parts.filter((part) => part !== first);
  return [...printEntries([first], context, depth), ...printEntries(rest, context, depth)];
}

function printItem(item: Item, context: PrintContext, depth: number): string[] {
  const { notEmpty, ...inner } = context;
  const lines = printBehindDash(item.value, inner, depth + 2);
  const before = notEmpty ? [notEmpty] : [];
  const mark = markOf(item, context);
  if (item.value.kind === 'scalar') return [...before, `- ${lines[0]}${mark}`, ...lines.slice(1)];
  if (!lines[0].startsWith('{{-')) return [...before, `- ${lines[0]}${mark}`, ...indent(lines.slice(1))];
  return [...before, `-${mark}`, ...indent(lines)];
}

function markOf(part: Entry | Item | Splice, { mark }: PrintContext): string {
  return mark ? mark(part) : '';
}

function printKey(key: Expression, context: PrintContext): string {
  if (key.kind === 'literal') return escapeTemplate(yamlKey(String(key.value)));
  return yamlExpression(key, context);
}

/** Prints a node as lines that start at column 0; block literals carry their own indentation. */
export function printNode(node: TemplateNode, context: PrintContext, depth: number): string[] {
  switch (node.kind) {
    case 'empty':
      return [node.of === 'mapping' ? '{}' : '[]'];
    case 'copy':
      return [`{{- toYaml ${goReference(node.reference, context)} | nindent ${depth} }}`];
    case 'mapping':
      return printEntries(node.parts, context, depth);
    case 'sequence':
      return node.orEmpty ? printOrEmpty(node, context, depth) : printItems(node.parts, context, depth);
    case 'scalar': {
      const { expression } = node;
      if (expression.kind === 'literal' && typeof expression.value === 'string' && isBlockText(expression.value)) {
        const { header, lines } = blockLines(expression.value);
        return [header, ...indent(lines.map(escapeTemplate))];
      }
      return [yamlExpression(expression, context)];
    }
  }
}

/** Entries in the order of a manifest's fields; what is copied into a map comes after its own entries. */
function sortEntries(parts: readonly Part<Entry>[]): Part<Entry>[] {
  const keyed = parts.map((part) => ({ part, key: firstKey(part) }));
  const rank = ({ part }: { part: Part<Entry> }) =>
    part.kind === 'included' ? 0 : firstKey(part) === undefined ? 2 : 1;
  return keyed
    .sort((left, right) => rank(left) - rank(right) || compareFields(left.key ?? '', right.key ?? ''))
    .map(({ part }) => part);
}

function firstKey(part: Part<Entry>): string | undefined {
  if (part.kind === 'entry') {
    return part.key.kind === 'literal' ? String(part.key.value) : `~${expressionKey(part.key)}`;
  }
  if (part.kind !== 'conditional') return undefined;
  const keys = [...part.branches.flatMap(({ parts }) => parts), ...part.otherwise]
    .map(firstKey)
    .filter((key) => key !== undefined);
  return keys.sort(compareFields)[0];
}
