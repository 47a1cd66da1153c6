/** Breaks text between words into lines of at most so many characters; a longer word has a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The beginning of a text that is too long, and an ellipsis. */
export function shorten(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, Math.max(width - 1, 0)).join('')}…`;
}

/** Lines moved to the right by so many spaces. */
export function indented(lines: readonly string[], spaces: number): string[] {
  return lines.map((line) => (line === '' ? '' : `${' '.repeat(spaces)}${line}`));
}

/** How many characters the longest text has. */
export function widthOf(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => [...text].length));
}

/** Rows of cells, two spaces between the columns. A cell that stands alone in its row takes no room from the others. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const full = rows.filter(({ length }) => length > 1);
  const widths = (full[0] ?? []).map((_, column) => widthOf(full.map((row) => row[column] ?? '')));
  return rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - [...cell].length)))
      .join('  ')
      .trimEnd(),
  );
}
