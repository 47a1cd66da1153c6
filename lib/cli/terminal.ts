const CODES = { red: [31, 39], yellow: [33, 39], bold: [1, 22], dim: [2, 22] } as const;

export type Style = keyof typeof CODES;

/** Colours text where a terminal shows it, and nobody has asked for plain text (https://no-color.org). */
export function paint(stream: NodeJS.WriteStream, style: Style, text: string): string {
  if (!stream.isTTY || process.env.NO_COLOR) return text;
  const [on, off] = CODES[style];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}

export function printLines(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

export function printError(message: string): void {
  process.stderr.write(`${paint(process.stderr, 'red', 'error:')} ${message}\n`);
}

export function printWarning(message: string): void {
  process.stderr.write(`${paint(process.stderr, 'yellow', 'warning:')} ${message}\n`);
}

const [MIN_WIDTH, USUAL_WIDTH, MAX_WIDTH] = [60, 100, 120];

/** How many characters a line of output may have: as many as the terminal has, but no more than can be read well. */
export function outputWidth(): number {
  return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, process.stdout.columns ?? USUAL_WIDTH));
}
