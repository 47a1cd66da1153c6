/** A fenced block of a Markdown document. */
export interface FencedBlock {
  /** What stands in the line above, as an HTML comment: where the text comes from. */
  readonly origin?: string;
  /** Such as `ts` or `yaml`. */
  readonly language: string;
  /** The text without the fences, ending in a newline unless it is empty. */
  readonly text: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
}

const BLOCK = /(?:^<!-- (?<origin>.*) -->\n)?^```(?<language>\w+)\n(?<text>(?:(?!```).*\n)*?)^```$/gm;

export function fencedBlocks(markdown: string): FencedBlock[] {
  return [...markdown.matchAll(BLOCK)].map((match) => {
    const { origin, language = '', text = '' } = match.groups ?? {};
    const before = markdown.slice(0, match.index + match[0].indexOf('```'));
    return { language, text, line: before.split('\n').length, ...(origin !== undefined && { origin }) };
  });
}

/** The document with other texts in its blocks; a block for which there is none stays as it is. */
export function replaceTexts(markdown: string, textOf: (block: FencedBlock) => string | undefined): string {
  const blocks = fencedBlocks(markdown);
  return markdown.replace(BLOCK, (whole) => {
    const block = blocks.shift() as FencedBlock;
    const text = textOf(block);
    if (text === undefined) return whole;
    const opening = whole.slice(0, whole.indexOf('```') + 3 + block.language.length);
    return `${opening}\n${text}\`\`\``;
  });
}
