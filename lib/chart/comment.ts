const WIDTH = 100;
const SHORTEST_LINE = 40;

/**
 * Prose as YAML comment lines, wrapped so that they end by column 100 when they are moved right by `indentation`.
 * Line breaks in the prose stay.
 */
export function commentLines(prose: string, indentation = 0): string[] {
  const width = Math.max(WIDTH - indentation - '# '.length, SHORTEST_LINE);
  return prose
    .trim()
    .split(/\r?\n/)
    .flatMap((paragraph) => wrap(paragraph, width))
    .map((line) => `# ${line}`.trimEnd());
}

/** Lines that a file begins with, and the blank line after them; nothing where there are none. */
export function headerComment(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [...lines.flatMap((line) => commentLines(line)), ''];
}

/** YAML lines as a comment; taking the first two characters of each away gives them back. */
export function commentedOut(lines: readonly string[]): string[] {
  return lines.map((line) => `# ${line}`.trimEnd());
}

function wrap(paragraph: string, width: number): string[] {
  const lines = [''];
  for (const word of words(paragraph)) {
    const line = lines[lines.length - 1] ?? '';
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Control characters count as space: YAML allows none in a comment, and some of them would end it. */
function words(paragraph: string): string[] {
  return paragraph.split(/[\s\p{Cc}]+/u).filter((word) => word !== '');
}
