const CODES = { red: [31, 39], yellow: [33, 39] } as const;

/** Colours text where a terminal shows it, and nobody has asked for plain text (https://no-color.org). */
export function paint(stream: NodeJS.WriteStream, style: keyof typeof CODES, text: string): string {
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
