import { blockIncludes } from './block-texts';
import { negate } from './condition';
import type { Expression } from './expression';
import { goIfLines, goJunction, goNot } from './go-clause';
import { goConditionClause, goHasKey, goMap } from './go-condition';
import {
  goPipelineStart,
  goReference,
  goRoot,
  goText,
  knowing,
  type LoopVariables,
  type PrintContext,
} from './go-reference';
import { blockText, escapeTemplate, textAction, yamlExpression } from './go-syntax';
import { listLines } from './joined-text';
import type { Conditional, Entry, Item, Loop, Part, Scalar, Sequence, Splice, TemplateNode } from './node';
import { printWith } from './print-with';
import type { Reference } from './reference';
import { sharedKey } from './shared-key';
import { blockLines, indent, isBlockText, yamlKey } from './yaml';

/** Prints the parts of a mapping as lines, at a depth of so many spaces in their file. */
export function printEntries(parts: readonly Part<Entry>[], context: PrintContext, depth: number): string[] {
  return parts.flatMap((part) => printPart(part, context, depth, printEntries, printEntry));
}

/** Prints the parts of a sequence as lines, dashes included. */
export function printItems(parts: readonly Part<Item>[], context: PrintContext, depth: number): string[] {
  return parts.flatMap((part) => printPart(part, context, depth, printItems, printItem));
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
      if (part.overriddenBy) return printOverridden(part as Overridden, context, depth);
      const before = context.notEmpty ? [context.notEmpty] : [];
      const opening = `{{- with ${copiedFrom(part, context)} }}${markOf(part, context)}`;
      return [opening, ...before, printBlock('toYaml .', depth), '{{- end }}'];
    }
    case 'included':
      return [printInclude(part.helper, context, depth)];
    case 'conditional':
      return (
        printSharedKey(part as Part<Entry>, context, depth) ??
        printWith(part, context, (parts, inside) => printParts(parts, inside, depth)) ??
        printConditional(part, context, (parts) => printParts(parts, context, depth))
      );
    case 'loop':
      return printLoop(part, context, (inner) => printParts(part.parts, inner, depth));
    default:
      return printOne(part as P, context, depth);
  }
}

/** A dictionary or sequence, without the keys that are left out. */
function copiedFrom({ reference, omitted }: Splice, context: PrintContext): string {
  return omitted
    ? ['omit', goMap(reference, context), ...omitted.map(goText)].join(' ')
    : goPipelineStart(reference, context);
}

type Overridden = Splice & Required<Pick<Splice, 'overriddenBy'>>;

/** A dictionary, entry by entry, without those that others have too. */
function printOverridden(splice: Overridden, context: PrintContext, depth: number): string[] {
  const { reference, overriddenBy } = splice;
  const loop = context.loops.length;
  const { shape } = reference;
  const element: Reference = {
    steps: [...reference.steps, { loop }],
    optionalSteps: reference.optionalSteps,
    shape:
      shape.kind === 'dictionary'
        ? shape.value
        : { kind: 'any', optional: false, nullable: false, schema: shape.schema },
  };
  const isScalar =
    !element.shape.nullable && ['text', 'number', 'toggle', 'choice', 'scalarUnion'].includes(element.shape.kind);
  const entry: Entry = {
    kind: 'entry',
    key: { kind: 'loopKey', loop },
    value: isScalar
      ? { kind: 'scalar', expression: { kind: 'value', reference: element } }
      : { kind: 'copy', reference: element },
  };
  const variables = { ...loopVariables(reference, context.loops), isExplicit: true };
  const inside: PrintContext = { ...context, dot: undefined, loops: [...context.loops, variables] };
  const isOwn = goNot(
    goJunction(
      'or',
      overriddenBy.map((winner) => goHasKey(winner, variables.key, inside)),
    ),
  );
  return [
    `{{- range ${variables.key}, ${variables.value} := ${copiedFrom(splice, context)} }}${markOf(splice, context)}`,
    ...goIfLines('if', isOwn, WIDTH),
    ...printEntry(entry, inside, depth),
    '{{- end }}',
    '{{- end }}',
  ];
}

/** Lines that a named template gives. */
function printInclude(helper: string, context: PrintContext, depth: number): string {
  return printBlock(`include "${context.chart}.${helper}" ${goRoot(context)}`, depth);
}

/** Lines that a function gives, moved to where they stand. */
function printBlock(call: string, depth: number): string {
  return depth === 0 ? `{{ ${call} }}` : `{{- ${call} | nindent ${depth} }}`;
}

/** Columns of a condition, wherever it is indented to: most are one line, as in charts written by hand. */
const WIDTH = 150;

/** An `if`, with `else if` and `else` where there are more branches, around what `printParts` prints of each. */
export function printConditional<P extends Entry | Item>(
  { branches, otherwise }: Conditional<P>,
  context: PrintContext,
  printParts: (parts: readonly Part<P>[], branch: number) => string[],
): string[] {
  let inner = context;
  const lines = branches.flatMap(({ when, parts }, index) => {
    const condition = goConditionClause(when, inner);
    inner = knowing(negate(when), inner);
    return [...goIfLines(index === 0 ? 'if' : 'else if', condition, WIDTH), ...printParts(parts, index)];
  });
  if (otherwise.length > 0) lines.push('{{- else }}', ...printParts(otherwise, branches.length));
  return [...lines, '{{- end }}'];
}

/** A key that all branches give stands before them. */
function printSharedKey(part: Part<Entry>, context: PrintContext, depth: number): string[] | undefined {
  const shared = sharedKey(part);
  if (!shared) return undefined;
  const lines = printConditional(part as Conditional<Entry>, context, (_, branch) =>
    printNode(shared.entries[branch].value, context, depth + 2),
  );
  const marks = shared.entries.map((entry) => markOf(entry, context)).join('');
  return [`${printKey(shared.key, context)}:${marks}`, ...indent(lines)];
}

/** A `range` around what `printBody` prints in the context inside of it. */
export function printLoop(
  { over }: Loop<Entry | Item>,
  context: PrintContext,
  printBody: (context: PrintContext) => string[],
): string[] {
  const variables = loopVariables(over, context.loops);
  const bodyWith = (isExplicit: boolean) =>
    printBody({ ...context, dot: undefined, loops: [...context.loops, { ...variables, isExplicit }] });
  const range = goPipelineStart(over, context);
  const body = bodyWith(false);
  const uses = (variable: string) => body.some((line) => new RegExp(`\\${variable}\\b`).test(line));
  if (uses(variables.key)) {
    return [`{{- range ${variables.key}, ${variables.value} := ${range} }}`, ...bodyWith(true), '{{- end }}'];
  }
  return [`{{- range ${uses(variables.value) ? `${variables.value} := ` : ''}${range} }}`, ...body, '{{- end }}'];
}

/** What other variables of templates are called. */
const OTHER_VARIABLES: readonly string[] = ['key', 'value', 'index', 'isEmpty'];

/** Names for a loop's variables: the collection's name in the singular. */
export function loopVariables(over: Reference, outer: readonly LoopVariables[]): LoopVariables {
  const last = over.steps.findLast((step) => typeof step === 'string') as string | undefined;
  const isPlural = last !== undefined && /^[A-Za-z]+[^s]s$/.test(last) && !OTHER_VARIABLES.includes(last.slice(0, -1));
  const singular = isPlural ? last.slice(0, -1) : 'item';
  const taken = new Set(outer.flatMap(({ value, key }) => [value, key]));
  let name = over.shape.kind === 'dictionary' ? 'value' : singular;
  while (taken.has(`$${name}`)) name = `${name}Item`;
  const indexName = taken.has('$index') ? `$${name}Index` : '$index';
  return {
    value: `$${name}`,
    key: over.shape.kind === 'dictionary' ? (name === 'value' ? '$key' : `$${name}Key`) : indexName,
  };
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
    case 'scalar': {
      const { before, lines } = printScalar(value, context, depth + 2);
      return [...before, `${key}: ${lines[0]}${mark}`, ...lines.slice(1)];
    }
    case 'empty':
      return [`${key}: ${printNode(value, context, depth + 2)[0]}${mark}`];
    default:
      return [`${key}:${mark}`, ...indent(printNode(value, context, depth + 2))];
  }
}

/** What stands behind a dash: a key that is always there comes first, where the others would begin with an action. */
function printBehindDash(node: TemplateNode, context: PrintContext, depth: number): string[] {
  const lines = printNode(node, context, depth);
  if (node.kind !== 'mapping' || !lines[0].startsWith('{{-')) return lines;
  const first = node.parts.find((part) => part.kind === 'entry' || sharedKey(part));
  if (!first) return lines;
  return printEntries([first, ...node.parts.filter((part) => part !== first)], context, depth);
}

function printItem(item: Item, context: PrintContext, depth: number): string[] {
  const { notEmpty, ...inner } = context;
  const before = notEmpty ? [notEmpty] : [];
  const mark = markOf(item, context);
  if (item.value.kind === 'scalar') {
    const scalar = printScalar(item.value, inner, depth + 2);
    return [...before, ...scalar.before, `- ${scalar.lines[0]}${mark}`, ...scalar.lines.slice(1)];
  }
  const lines = printBehindDash(item.value, inner, depth + 2);
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
      return [printBlock(`toYaml ${goReference(node.reference, context)}`, depth)];
    case 'mapping':
      return printEntries(node.parts, context, depth);
    case 'sequence':
      return node.orEmpty ? printOrEmpty(node, context, depth) : printItems(node.parts, context, depth);
    case 'scalar': {
      const { before, lines } = printScalar(node, context, depth);
      return [...before, ...lines];
    }
  }
}

/** The lines of a scalar, and those that have to stand before its key or dash. */
function printScalar(
  { expression }: Scalar,
  context: PrintContext,
  depth: number,
): { readonly before: readonly string[]; readonly lines: readonly string[] } {
  const { lines: before, inside } = listLines(expression, context);
  return { before, lines: scalarLines(expression, inside, depth) };
}

function scalarLines(expression: Expression, context: PrintContext, depth: number): string[] {
  if (expression.kind === 'literal' && typeof expression.value === 'string' && isBlockText(expression.value)) {
    const { header, lines } = blockLines(expression.value);
    return [header, ...indent(lines.map(escapeTemplate))];
  }
  const text = expression.kind === 'concatenation' && blockText(expression, (part) => textAction(part, context));
  if (text) {
    const { header, lines } = blockLines(text);
    return [header, ...indent(lines)];
  }
  const included = context.blockTexts && blockIncludes(expression, context.blockTexts);
  if (included) return ['|', ...indent(included.map((helper) => printInclude(helper, context, depth)))];
  return [yamlExpression(expression, context)];
}
