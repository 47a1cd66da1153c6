import type { Token } from './source-tokens';

/** The tokens of some source, with texts that are put together of constants as the one text that they are. */
export function withConstantTexts(tokens: readonly Token[], constants: ReadonlyMap<string, string>): readonly Token[] {
  return withSums(constants.size === 0 ? tokens : withTemplates(tokens, constants), constants);
}

/** With one text in the place of several that are added. */
function withSums(tokens: readonly Token[], constants: ReadonlyMap<string, string>): readonly Token[] {
  const textAt = (index: number): string | undefined => {
    const [before, token, next] = [tokens[index - 1], tokens[index], tokens[index + 1]];
    // What is a part of a template literal, or of something else, is not all that is added.
    if (before?.text === '.' || before?.text === '}' || next?.text === '${' || next?.text === '.') return undefined;
    if (token?.kind === 'text') return token.text;
    return token?.kind === 'name' ? constants.get(token.text) : undefined;
  };
  const found: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const first = textAt(index);
    let text = first;
    let end = index;
    for (let next = textAt(end + 2); text !== undefined && tokens[end + 1]?.text === '+'; next = textAt(end + 2)) {
      if (next === undefined) break;
      text += next;
      end += 2;
    }
    if (text === undefined || end === index) found.push(tokens[index]);
    else found.push({ kind: 'text', text, start: tokens[index].start, end: tokens[end].end });
    index = end;
  }
  return found;
}

/** With one text in the place of a template literal of constants. */
function withTemplates(tokens: readonly Token[], constants: ReadonlyMap<string, string>): readonly Token[] {
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
    const isFirst = keyword.text === 'const' || (keyword.text === ',' && isInDeclaration(tokens, index - 3));
    const isDeclared = isFirst && name.kind === 'name' && sign.text === '=';
    // Not the first of several that are put together, nor one that a function is called on.
    const isWhole = next === undefined || next.kind === 'name' || next.text === ';' || next.text === ',';
    return isDeclared && isWhole ? [[name.text, text]] : [];
  });
}

/** Whether a comma stands between the constants of one declaration: `const one = 'a', two = 'b'`. */
function isInDeclaration(tokens: readonly Token[], comma: number): boolean {
  const [keyword, name, sign, value] = tokens.slice(Math.max(0, comma - 4), comma);
  if (sign?.text !== '=' || value?.kind !== 'text' || name.kind !== 'name') return false;
  return keyword.text === 'const' || (keyword.text === ',' && isInDeclaration(tokens, comma - 4));
}
