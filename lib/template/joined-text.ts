import { concatenate, type Expression, innerExpressions, type JoinedTexts } from './expression';
import { goReference, type PrintContext } from './go-reference';
import { goArgument, goPipeline, templateText } from './go-syntax';
import type { Conditional, Item, Loop, Part, Splice } from './node';
import { printConditional, printLoop } from './print';
import { printWith } from './print-with';
import type { Reference } from './reference';
import { joinedIn, textItem, textOf } from './text-item';

/** Joined texts in which those that always stand one after the other are one. */
export function joinTexts(parts: readonly Part<Item>[], separator: string): Part<Item>[] {
  const joined: Part<Item>[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.kind === 'item' && last?.kind === 'item') {
      const between: Expression = { kind: 'literal', value: separator };
      const expression = concatenate([textOf(last), between, textOf(part)]);
      joined[joined.length - 1] = textItem(expression);
    } else {
      joined.push(part.kind === 'conditional' || part.kind === 'loop' ? withInnerParts(part, separator) : part);
    }
  }
  return joined;
}

function withInnerParts(part: Conditional<Item> | Loop<Item>, separator: string): Part<Item> {
  if (part.kind === 'loop') return { ...part, parts: joinTexts(part.parts, separator) };
  return {
    ...part,
    branches: part.branches.map(({ when, parts }) => ({ when, parts: joinTexts(parts, separator) })),
    otherwise: joinTexts(part.otherwise, separator),
  };
}

/** Begins a line of the text itself, among those with the actions around it. */
const TEXT = '\0';

/**
 * Joined texts as they are read, with conditions and loops in the middle of them, for a named template; `undefined` where
 * there may be nothing before a separator.
 */
export function joinedText({ parts, separator }: JoinedTexts, context: PrintContext): string | undefined {
  const [first, ...others] = parts;
  if ((separator !== '' && first.kind !== 'item') || parts.some(holdsJoined)) return undefined;
  const lines = [...textLines(first, '', context), ...others.flatMap((part) => textLines(part, separator, context))];
  let text = '';
  let hasLines = false;
  for (const line of lines) {
    // Two braces would begin an action.
    text = text.replace(/\{$/, '{{ "{" }}');
    if (line.startsWith(TEXT)) {
      hasLines ||= line.includes('\n');
      text += line.slice(TEXT.length);
      continue;
    }
    const isInside = /^\{\{- (?:else|end)/.test(line);
    // An action that begins a line takes away the blanks before it.
    const isBehind = line.startsWith('{{- ') && (/\s$/.test(text) || (isInside && !hasLines));
    text += isBehind ? line.replace('{{- ', '{{ ') : text === '' ? line : `\n${line}`;
    if (!isInside) hasLines = false;
  }
  // A named template takes away the blanks that it begins with, and nobody sees what cannot be printed.
  return text === '' || /^\s|[^\P{C}\n\t]|[\u2028\u2029]/u.test(text) ? undefined : text;
}

/** The lines of one of several texts, which begins with the separator. */
function textLines(part: Part<Item>, separator: string, context: PrintContext): string[] {
  const between: Expression = { kind: 'literal', value: separator };
  const printItem = (item: Item, inside: PrintContext) => [
    `${TEXT}${templateText(concatenate([between, textOf(item)]), inside)}`,
  ];
  const printSplice = (splice: Splice, inside: PrintContext): string[] =>
    partLines(eachOf(splice, inside.loops.length), inside, printItem, printSplice);
  return partLines(part, context, printItem, printSplice);
}

/** The lines of a part, with what is printed of the items and copied lists in it. */
function partLines(
  part: Part<Item>,
  context: PrintContext,
  printItem: (item: Item, context: PrintContext) => string[],
  printSplice: (splice: Splice, context: PrintContext) => string[],
): string[] {
  const printAll = (parts: readonly Part<Item>[], inside: PrintContext) =>
    parts.flatMap((inner) => partLines(inner, inside, printItem, printSplice));
  switch (part.kind) {
    case 'item':
      return printItem(part, context);
    case 'splice':
      return printSplice(part, context);
    case 'conditional':
      return printWith(part, context, printAll) ?? printConditional(part, context, (parts) => printAll(parts, context));
    case 'loop':
      return printLoop(part, context, (inside) => printAll(part.parts, inside));
    case 'included':
      throw new RangeError('a named template of lines cannot be a part of text');
  }
}

/** What is copied whole, element by element. */
function eachOf({ reference }: Splice, loop: number): Loop<Item> {
  const shape = reference.shape.kind === 'sequence' ? reference.shape.element : reference.shape;
  const element: Reference = { ...reference, steps: [...reference.steps, { loop }], shape };
  const expression: Expression = { kind: shape.kind === 'text' ? 'value' : 'asText', reference: element };
  return { kind: 'loop', over: reference, loop, parts: [textItem(expression)] };
}

/** Whether something in a part is joined itself. */
function holdsJoined(part: Part<Item>): boolean {
  return innerExpressions({ kind: 'joinedTexts', parts: [part], separator: '' }).some(
    (text) => joinedIn(text).length > 0,
  );
}

/** The lines of a named template that puts the texts into a list, and joins that. */
export function joinedList(joined: JoinedTexts, context: PrintContext): string[] {
  const { lines, inside } = listLines(joined, context);
  return [...lines, `{{- ${goPipeline(joined, inside)} }}`];
}

/** The lines that put what is joined in an expression into lists, which it reads then. */
export function listLines(
  expression: Expression,
  context: PrintContext,
): { readonly lines: readonly string[]; readonly inside: PrintContext } {
  const lines: string[] = [];
  let inside = context;
  for (const joined of joinedIn(expression)) {
    const lists = new Map(inside.lists ?? []);
    const name = lists.size === 0 ? '$texts' : `$texts${lists.size + 1}`;
    inside = { ...inside, lists: lists.set(joined, name) };
    const [part] = joined.parts;
    const first = part?.kind === 'item' && !holdsJoined(part) ? ` ${goArgument(textOf(part), inside)}` : '';
    lines.push(`{{- ${name} := list${first} }}`);
    const others = joined.parts.slice(first ? 1 : 0);
    lines.push(...others.flatMap((part) => appendLines(part, name, inside)));
  }
  return { lines, inside };
}

/** The lines that append one of several texts to a list. */
function appendLines(part: Part<Item>, name: string, context: PrintContext): string[] {
  const appendItem = (item: Item, inside: PrintContext) => {
    const { lines, inside: listed } = listLines(textOf(item), inside);
    return [...lines, `{{- ${name} = append ${name} ${goArgument(textOf(item), listed)} }}`];
  };
  return partLines(part, context, appendItem, ({ reference }, inside) => [
    `{{- ${name} = concat ${name} ${goReference(reference, inside)} }}`,
  ]);
}
