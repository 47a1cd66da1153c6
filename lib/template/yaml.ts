import { isRecord } from '../values/defaults';
import { NO_VALUE } from '../values/unportable';

const RESERVED_WORDS = /^(?:~|null|true|false|yes|no|on|off|y|n)$/i;
const PLAIN_WORD =
  /^(?:[A-Za-z_/]|--?[A-Za-z])[A-Za-z0-9_./@+%=-]*(?::[A-Za-z0-9_./@+%=-]+)*(?:,? [A-Za-z0-9_./@+%=()-]+)*$/;
const PLAIN_QUANTITY = /^\d+(?:\.\d+)?(?:m|k|K|M|G|T|P|Ki|Mi|Gi|Ti|Pi|ms|s|h|d)$/;

/**
 * One scalar as YAML that every parser reads alike. Helm and kubectl read YAML 1.1, where `on`, `0o17`, `1_000` and
 * `12:30` are not text, so only what is text in both versions stays without quotes.
 */
export function yamlScalar(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return yamlNumber(value);
  return isPlainText(value) ? value : quoteYaml(value);
}

/** A key of a map; keys follow the same rules as values. */
export function yamlKey(key: string): string {
  return yamlScalar(key);
}

function yamlNumber(value: number | boolean | null): string {
  return Object.is(value, -0) ? '0' : String(value);
}

/** Whether text needs no quotes in any version of YAML. */
export function isPlainText(text: unknown): boolean {
  if (typeof text !== 'string') return false;
  if (RESERVED_WORDS.test(text) || text === '<<') return false;
  return PLAIN_WORD.test(text) || PLAIN_QUANTITY.test(text);
}

/** Text in double quotes, with every character escaped that YAML 1.1 does not take as printable, and what Helm removes. */
export function quoteYaml(text: string): string {
  return JSON.stringify(text)
    .replace(
      /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff0-\uffff]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    .replaceAll(NO_VALUE, NO_VALUE.replace('<', '\\u003c'));
}

/**
 * Whether text can be a block literal (`|`): several lines, all printable, none with blanks at its end, and at most one
 * newline at the end of all (template actions below a block swallow the newlines before them).
 */
export function isBlockText(text: string): boolean {
  if (!/^[^\s][\s\S]*\n[\s\S]*[^\s]/.test(text) || text.endsWith('\n\n') || text.includes(NO_VALUE)) return false;
  return /^[\n\x20-\x7e\u00a1-\u00ac\u00ae-\u1fff\u3000-\ud7ff]*$/.test(text) && !/[ \t]+$/m.test(text);
}

/** The header and lines of a block literal; `|` where the text ends in a newline, `|-` where it does not. */
export function blockLines(text: string): { readonly header: string; readonly lines: readonly string[] } {
  return text.endsWith('\n')
    ? { header: '|', lines: text.slice(0, -1).split('\n') }
    : { header: '|-', lines: text.split('\n') };
}

/** A JSON value as lines of block-style YAML, without indentation of its own. */
export function yamlLines(value: unknown): string[] {
  const lines: string[] = [];
  addValue(lines, value, '', '');
  return lines;
}

/** One entry of a map, its value below the key or beside it as YAML style has it. */
export function entryLines(key: string, value: unknown): string[] {
  const lines: string[] = [];
  addEntry(lines, key, value, '', '');
  return lines;
}

/** Adds the lines of a value: the first begins with `lead`, which may hold a key or a dash, the others with `margin`. */
function addValue(lines: string[], value: unknown, lead: string, margin: string): void {
  if (isEmptyCollection(value)) {
    lines.push(`${lead}${Array.isArray(value) ? '[]' : '{}'}`);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) addItem(lines, item, index === 0 ? lead : margin, margin);
  } else if (isRecord(value)) {
    const entries = Object.entries(value).filter(([, child]) => child !== undefined);
    for (const [index, [key, child]] of entries.entries()) {
      addEntry(lines, yamlKey(key), child, index === 0 ? lead : margin, margin);
    }
  } else if (typeof value === 'string' && isBlockText(value)) {
    const block = blockLines(value);
    lines.push(`${lead}${block.header}`);
    for (const line of block.lines) lines.push(line === '' ? '' : `${margin}  ${line}`);
  } else {
    lines.push(`${lead}${yamlScalar(value as string | number | boolean | null)}`);
  }
}

function addEntry(lines: string[], key: string, value: unknown, lead: string, margin: string): void {
  const isNested = (isRecord(value) || Array.isArray(value)) && !isEmptyCollection(value);
  if (isNested) {
    lines.push(`${lead}${key}:`);
    addValue(lines, value, `${margin}  `, `${margin}  `);
  } else {
    addValue(lines, value, `${lead}${key}: `, margin);
  }
}

function addItem(lines: string[], item: unknown, lead: string, margin: string): void {
  // The lines of a block literal stand below the dash, those of a map or list below what follows it.
  addValue(lines, item, `${lead}- `, typeof item === 'string' ? margin : `${margin}  `);
}

function isEmptyCollection(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.values(value).every((child) => child === undefined);
}

/** Lines moved to the right by two spaces; empty lines stay empty. */
export function indent(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}

/** A whole YAML document, ending in a newline. */
export function yamlDocument(value: unknown): string {
  return `${yamlLines(value).join('\n')}\n`;
}
