import type { Token } from './source-tokens';

/** The tokens of some source, with texts that are put together of constants as the one text that they are. */
export function withConstantTexts(tokens: readonly Token[], constants: ReadonlyMap<string, string>): readonly Token[] {
  if (constants.size === 0) return tokens;
  const joined: Token[] = [];
  /** Adds a text, to the one before it where nothing is between these. */
  const add = (text: Token) => {
    const before = joined.at(-1);
    const isOne = before?.kind === 'text' && before.end === text.start;
    if (isOne) joined.pop();
    joined.push(isOne ? { ...before, text: before.text + text.text, end: text.end } : text);
  };
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    const [name, close] = [tokens[index + 1], tokens[index + 2]];
    const constant = token.text === '${' && close?.text === '}' ? constants.get(name.text) : undefined;
    if (constant !== undefined) {
      add({ kind: 'text', text: constant, start: token.start, end: close.end });
      index += 2;
    } else if (token.kind === 'text') add(token);
    else joined.push(token);
  }
  return joined;
}

/** The texts that are declared in some source as constants, by their names. */
export function constantTexts(tokens: readonly Token[]): [string, string][] {
  return tokens.flatMap(({ kind, text }, index): [string, string][] => {
    if (kind !== 'text' || index < 3) return [];
    const [keyword, name, sign, , next] = tokens.slice(index - 3, index + 2);
    const isDeclared = keyword.text === 'const' && name.kind === 'name' && sign.text === '=';
    // Not the first of several that are put together, nor one that a function is called on.
    const isWhole = next === undefined || next.kind === 'name' || next.text === ';' || next.text === ',';
    return isDeclared && isWhole ? [[name.text, text]] : [];
  });
}
