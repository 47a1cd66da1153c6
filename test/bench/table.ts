/** One measured figure, and what it is held against. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  /** What it should be, such as `≤ 1.5 ms`. Without one, the figure is for information. */
  readonly bar?: string;
  /** Whether the bar is met. */
  readonly passes?: boolean;
}

/** A row whose figure must not be above a bar. */
export function atMost(what: string, figure: number, bar: number, unit = ''): Row {
  return { what, measured: withUnit(rounded(figure), unit), bar: `≤ ${withUnit(bar, unit)}`, passes: figure <= bar };
}

/** A row whose figure must not be below a bar. */
export function atLeast(what: string, figure: number, bar: number, unit = ''): Row {
  return { what, measured: withUnit(rounded(figure), unit), bar: `≥ ${withUnit(bar, unit)}`, passes: figure >= bar };
}

function withUnit(figure: number | string, unit: string): string {
  return `${figure} ${unit}`.trim();
}

/** A figure as people read it: three digits. */
export function rounded(figure: number): string {
  return figure >= 100 ? figure.toFixed(0) : String(Number(figure.toPrecision(3)));
}

/** The rows as a Markdown table. */
export function table(rows: readonly Row[]): string {
  const cells = [
    ['What', 'Measured', 'Bar', ''],
    ...rows.map(({ what, measured, bar = '', passes }) => [what, measured, bar, verdict(passes)]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(3, ...cells.map((row) => row[column].length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  const [head, ...body] = cells.map(line);
  return [head, line(widths.map((width) => '-'.repeat(width))), ...body].join('\n');
}

function verdict(passes: boolean | undefined): string {
  if (passes === undefined) return '';
  return passes ? 'met' : 'MISSED';
}
