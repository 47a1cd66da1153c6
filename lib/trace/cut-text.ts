import { concatenate, type Expression, innerExpressions } from '../template/expression';
import type { Markers } from './markers';

/** Separators are looked for in so many texts, and so many are tried. */
const MAX_TEXTS = 60;
const MAX_SEPARATORS = 8;

/** A way to cut texts: at a separator, or where nothing stands between the parts. */
export interface Cut {
  readonly separator: string;
  /** What the part behind the separator begins with: the dashes of a flag. @default anything */
  readonly start?: string;
  /** Before signs, before those that end something, or before and after words. @default at the separator */
  readonly at?: 'signs' | 'ends' | 'words';
}

/** Ways to cut texts: lines first, then at what else is between words, the most frequent first. */
export function cutsFor(markers: Markers, texts: readonly string[]): Cut[] {
  const found = new Map<string, { readonly cut: Cut; count: number }>();
  const add = (cut: Cut) => {
    const key = JSON.stringify(cut);
    const known = found.get(key) ?? { cut, count: 0 };
    known.count++;
    found.set(key, known);
  };
  const parts = texts.slice(0, MAX_TEXTS).flatMap((text) => markers.parse(text));
  for (const text of parts.filter((part) => typeof part === 'string')) {
    for (const [run] of text.matchAll(/[^A-Za-z0-9]+/g)) {
      // What follows may begin with signs of its own.
      const [, blanks, signs] = /^(\s*)(.*)$/s.exec(run) as RegExpExecArray;
      if (blanks !== '' && signs !== '') add({ separator: blanks, start: signs });
      for (const separator of new Set([run, blanks, /^.*\s/s.exec(run)?.[0], run[0]]))
        if (separator) add({ separator });
    }
  }
  const rank = ({ separator }: Cut) => (separator.includes('\n') ? 0 : /^,\s*$/.test(separator) ? 1 : 2);
  const cuts = [...found.values()]
    .sort((left, right) => rank(left.cut) - rank(right.cut) || right.count - left.count)
    .map(({ cut }) => cut);
  const ways = ['words', 'ends', 'signs'] as const;
  return [...cuts.slice(0, MAX_SEPARATORS), ...ways.map((at): Cut => ({ separator: '', at }))];
}

/** Cuts the literal text in an expression. */
export function cutExpression(expression: Expression, cut: Cut): Expression[] {
  const parts = expression.kind === 'concatenation' ? expression.parts : [expression];
  const texts = parts.map((part) => (part.kind === 'literal' ? String(part.value) : part));
  return cutParts(texts, cut).map(concatenate);
}

/** Cuts text of the objects; what is in a value does not separate. */
export function cutOutput(markers: Markers, values: unknown, output: string, cut: Cut): string[] {
  const parts = markers.parse(output).map((part): string | Expression => {
    return typeof part === 'string' ? part : literal(markers.textOf(part, values));
  });
  return cutParts(parts, cut).map((texts) => literalText(concatenate(texts)));
}

/** Cuts the texts among some parts. */
function cutParts(parts: readonly (string | Expression)[], way: Cut): Expression[][] {
  const { separator, at } = way;
  const cut: Expression[][] = [[]];
  for (const part of parts) {
    const pieces = typeof part !== 'string' ? [part] : cutText(part, way).map(literal);
    const isStart = typeof part === 'string' && (at === 'ends' ? /^[,;)\]}]/ : /^[^A-Za-z0-9]/).test(part);
    const isNew = at === 'words' || (at !== undefined && isStart);
    cut.push(...(isNew ? [[]] : []));
    cut.at(-1)?.push(pieces[0]);
    cut.push(...pieces.slice(1).map((piece) => [piece]));
  }
  // Of nothing, there are no parts.
  const isNothing = (texts: readonly Expression[]) =>
    texts.every((text) => isLiteral(text) && literalText(text) === '');
  return separator === '' || cut.length === 1 ? cut.filter((texts) => !isNothing(texts)) : cut;
}

function cutText(text: string, { separator, start = '', at }: Cut): string[] {
  if (at === undefined) {
    const [first, ...others] = text.split(separator + start);
    return [first, ...others.map((piece) => start + piece)];
  }
  if (at === 'ends') return text.split(/(?=[,;)\]}])/);
  const beforeSigns = text.split(/(?<=[A-Za-z0-9])(?![A-Za-z0-9])/);
  return at === 'signs' ? beforeSigns : beforeSigns.flatMap((piece) => piece.split(/(?<![A-Za-z0-9])(?=[A-Za-z0-9])/));
}

function isLiteral({ kind }: Expression): boolean {
  return kind === 'literal';
}

function literal(value: string): Expression {
  return { kind: 'literal', value };
}

/** The literal texts in an expression. */
export function literalsIn(expression: Expression): string[] {
  if (expression.kind === 'literal') return [String(expression.value)];
  return innerExpressions(expression).flatMap(literalsIn);
}

/** All the literal text in an expression. */
export function literalText(expression: Expression): string {
  return literalsIn(expression).join('');
}
