import { formatProblem } from '../errors';
import type { ChartExplanation, ExplainedValue } from '../explain/explanation';
import type { Layout } from './layout';
import { shownValue } from './shown-value';
import { columns, indented, shorten, widthOf, wrap } from './text-block';

const HEAD = ['VALUE', 'TYPE', 'BASE', 'CHANGED BY', 'LANDS IN'];
const [MIN_BASE, MAX_BASE, MAX_CHANGED] = [14, 40, 20];

/**
 * A table of all values of a chart: what each is, who changes it, in how many places of the objects it lands, and in how
 * many rules it takes part.
 */
export function tableLines({ values }: ChartExplanation, { width, paint }: Layout): string[] {
  const hasRules = values.some(({ rules }) => rules.length > 0);
  const heads = hasRules ? [...HEAD, 'RULES'] : HEAD;
  const rows = values.map((value) => [
    value.path,
    shortType(value.type),
    shorten(shownValue(value.environments[0].value), MAX_BASE),
    shorten(changedBy(value), MAX_CHANGED),
    landsIn(value),
    ...(hasRules ? [value.rules.length === 0 ? '' : String(value.rules.length)] : []),
  ]);
  const [, type, base, changed, ...last] = heads.map((head, column) =>
    widthOf([head, ...rows.map((row) => row[column])]),
  );
  const room = [type, changed, ...last].reduce((rest, column) => rest - column, width - 2 * (heads.length - 1));
  const baseWidth = Math.max(Math.min(base, room - widthOf(values.map(({ path }) => path))), MIN_BASE);
  const pathWidth = Math.max(room - baseWidth, 0);
  const fitting = rows.map((row) => row.map((cell, column) => (column === 2 ? shorten(cell, baseWidth) : cell)));
  // A path that is too long for its column has a line of its own.
  const cells = fitting.flatMap(([path, ...rest]) =>
    path.length <= pathWidth ? [[path, ...rest]] : [[path], ['', ...rest]],
  );
  const [head, ...lines] = columns([heads, ...cells]);
  return [paint('bold', head), ...lines, ...reasonLines(values, width)];
}

function landsIn({ state, places }: ExplainedValue): string {
  if (state !== 'live') return state;
  return places.length === 1 ? '1 place' : `${places.length} places`;
}

/** Why values are fixed. */
function reasonLines(values: readonly ExplainedValue[], width: number): string[] {
  const reasons = values.flatMap(({ path, state, reason = '', readAt }) =>
    state === 'fixed' ? [formatProblem({ path, message: reason, ...(readAt && { location: readAt }) })] : [],
  );
  if (reasons.length === 0) return [];
  const lines = reasons.flatMap((reason) => indented(wrap(reason, width - 2), 2));
  return ['', 'The Helm chart has the fixed values built in, and nobody can set them:', ...lines];
}

function changedBy({ environments: [base, ...others] }: ExplainedValue): string {
  const before = JSON.stringify(base.value);
  return others
    .filter(({ value }) => JSON.stringify(value) !== before)
    .map(({ environment }) => environment)
    .join(', ');
}

/** The type without what is inside, and without the options of a choice. */
function shortType(type: string): string {
  return type.startsWith('"') ? 'string' : type.replace(/ of .*/, '').replaceAll(' or ', '|');
}
