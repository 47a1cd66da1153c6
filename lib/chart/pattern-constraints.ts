import { goPattern } from '../template/go-pattern';

type Pattern = Pick<RegExp, 'source' | 'flags'>;

/** What a text must match, or must not match. */
export type PatternConstraint = { readonly pattern: string } | { readonly not: { readonly pattern: string } };

/** What a JavaScript regular expression demands in the words of JSON schema, or why Go cannot be told. */
export type PatternConstraints = readonly PatternConstraint[] | { readonly problem: string };

/**
 * A JavaScript regular expression for Helm: as Go reads it, and with the look-aheads that it begins with as patterns of
 * their own, because a text that meets all of them meets the whole.
 */
export function patternConstraints(pattern: Pattern): PatternConstraints {
  const { ahead, rest } = splitLookAheads(pattern.source);
  const parts = [...ahead, { isNegative: false, source: rest }];
  const constraints: PatternConstraint[] = [];
  for (const { isNegative, source } of parts) {
    const translated = goPattern({ source, flags: pattern.flags });
    if ('problem' in translated) return translated;
    constraints.push(isNegative ? { not: translated } : translated);
  }
  return constraints;
}

interface LookAhead {
  readonly isNegative: boolean;
  readonly source: string;
}

const TOKEN = /\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\(\?<?[=!]|[\s\S]/gy;

/** The look-aheads right behind the `^` of an expression without alternatives, and what is left without them. */
function splitLookAheads(source: string): { readonly ahead: readonly LookAhead[]; readonly rest: string } {
  const whole = { ahead: [], rest: source };
  if (!source.startsWith('^')) return whole;
  const ahead: LookAhead[] = [];
  let depth = 0;
  let begin = 1;
  let end = 1;
  for (const { 0: token, index } of source.matchAll(TOKEN)) {
    if (index === 0) continue;
    if (token === '|' && depth === 0) return whole;
    if (token === ')' && --depth === 0 && begin === end) {
      // A look-ahead that may also be left out demands nothing.
      if (/[*+?{]/.test(source.charAt(index + 1))) return whole;
      const body = source.slice(begin + '(?='.length, index);
      ahead.push({ isNegative: source[begin + 2] === '!', source: `^(?:${body})` });
      begin = index + 1;
      end = begin;
    }
    if (token.startsWith('(')) {
      const isLeading = depth === 0 && index === end && /^\(\?[=!]$/.test(token);
      if (depth === 0 && !isLeading) end = -1;
      depth++;
    } else if (depth === 0 && token !== ')') {
      end = -1;
    }
  }
  return ahead.length === 0 ? whole : { ahead, rest: `^${source.slice(begin)}` };
}
