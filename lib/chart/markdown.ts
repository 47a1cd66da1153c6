/** Prose as Markdown: nothing in it is markup, but for code between backticks. Line breaks become spaces. */
export function escapeMarkdown(prose: string): string {
  return prose
    .replace(/\s+/g, ' ')
    .trim()
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? part.replaceAll('|', '\\|') : escapeText(part)))
    .join('');
}

/** An underscore inside of a word is no markup, and neither is most of what stands alone. */
function escapeText(text: string): string {
  return text.replace(/[\\`*[\]<>|]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\$&').replace(/^([#+-])(?= )/, '\\$1');
}

/** Text as code, whatever is in it. */
export function markdownCode(text: string): string {
  const visible = text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...visible.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 || visible === '' || visible.trim() !== visible ? ' ' : '';
  return `${fence}${space}${visible}${space}${fence}`;
}

/** A table; the cells are Markdown already. None where there are no rows. */
export function markdownTable(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  return [headings, headings.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
