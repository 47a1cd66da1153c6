import { formatLocation } from '../errors';
import type { ExplainedPlace, ExplainedValue, PlaceAlternative, PlaceResult } from '../explain/explanation';
import { groupBy } from '../explain/group-by';
import type { Layout } from './layout';
import { shownSource, shownValue } from './shown-value';
import { columns, indented, wrap } from './text-block';

/** All that is to be said of one value. */
export function valueLines(value: ExplainedValue, layout: Layout): string[] {
  const { path, type, description } = value;
  return [
    `${layout.paint('bold', path)}  ${layout.paint('dim', type)}`,
    ...(description === undefined ? [] : indented(wrap(description, layout.width - 2), 2)),
    '',
    ...indented(environmentLines(value, layout.width - 2), 2),
    ...stateLines(value, layout),
    ...[...groupBy(value.places, ({ objects }) => JSON.stringify(objects)).values()].flatMap((places) => [
      '',
      ...objectLines(places, value, layout),
    ]),
    ...ruleLines([value], layout),
  ];
}

/** The rules that values take part in, each once. */
export function ruleLines(values: readonly ExplainedValue[], { width, paint }: Layout): string[] {
  const rules = new Map(values.flatMap((value) => value.rules).map((rule) => [JSON.stringify(rule), rule]));
  if (rules.size === 0) return [];
  const lines = [...rules.values()].flatMap(({ path, message, enforcedBy }) => {
    const text = path === '' ? message : `${path}: ${message}`;
    const [first, ...others] = wrap(enforcedBy.includes('chart') ? text : `${text} (at synth only)`, width - 4);
    return [first, ...indented(others, 2)];
  });
  return ['', paint('bold', 'Rules, in the words in which values that break them are refused'), ...indented(lines, 2)];
}

/** A line for each value that it has, with the environments that have it; below the line, if the value is long. */
function environmentLines({ environments }: ExplainedValue, width: number): string[] {
  const groups = groupBy(environments, (one) => JSON.stringify([one.value ?? null, shownSource(one)]));
  const rows = [...groups.values()].map((group) => ({
    names: namesOf(group, environments.length),
    value: shownValue(group[0].value),
    source: shownSource(group[0]),
  }));
  const lines = columns(rows.map(({ names, value, source }) => [names, value, source]));
  if (lines.every(({ length }) => length <= width)) return lines;
  const heads = columns(rows.map(({ names, source }) => [names, source]));
  return rows.flatMap(({ value }, index) => [heads[index], ...indented(shortenedLines(value, width - 2), 2)]);
}

const MAX_LINES = 3;

/** The first lines of a long value. */
function shortenedLines(value: string, width: number): string[] {
  const lines = wrap(value, width);
  return lines.length <= MAX_LINES ? lines : [...lines.slice(0, MAX_LINES - 1), `${lines[MAX_LINES - 1]} …`];
}

function stateLines({ state, reason, readAt, places }: ExplainedValue, { width, paint }: Layout): string[] {
  const [head, tail] = {
    live: ['Nowhere:', 'the constructs put something else in its place.'],
    fixed: [
      'Fixed:',
      `the Helm chart has this value built in, and nobody can set it; ${reason}${readAt ? `: ${formatLocation(readAt)}` : ''}.`,
    ],
    dead: ['Dead:', 'this value changes nothing; use it in the constructs, or remove it.'],
    'handed on': ['Handed on:', `${reason}.`],
  }[state];
  if (state === 'live' && places.length > 0) return [];
  const [first, ...lines] = wrap(`${head} ${tail}`, width);
  return ['', first.replace(head, paint('yellow', head)), ...lines];
}

/** The objects of a place; of several, those that are the only one of their kind by the kind alone. */
export function objectsText({ objects }: ExplainedPlace): string {
  const names = objects.map(({ kind, name }) =>
    objects.length > 1 && objects.filter((other) => other.kind === kind).length === 1 ? kind : `${kind} ${name}`,
  );
  return objects.length === 1 ? names.join() : `${objects.length} objects: ${names.join(', ')}`;
}

function objectLines(places: readonly ExplainedPlace[], value: ExplainedValue, layout: Layout): string[] {
  const [place] = places as [ExplainedPlace];
  const [{ condition }, ...others] = place.objects;
  return [
    ...wrap(objectsText(place), layout.width).map((line) => layout.paint('bold', line)),
    ...(condition === undefined || others.length > 0
      ? []
      : indented(wrap(`only if ${condition}`, layout.width - 2), 2)),
    ...indented(
      places.flatMap((one) => placeLines(one, value, { ...layout, width: layout.width - 2 })),
      2,
    ),
  ];
}

function placeLines(place: ExplainedPlace, value: ExplainedValue, layout: Layout): string[] {
  const what = place.field === '' ? place.effect : `${place.field}: ${place.effect}`;
  return [
    ...wrap(what, layout.width),
    ...indented(
      [
        ...place.alternatives.flatMap((alternative) =>
          alternativeLines(alternative, place.alternatives.length === 1 ? 'only if' : 'if', layout),
        ),
        ...(isPlainCopy(place, value) ? [] : resultLines(place.results, layout.width - 2)),
      ],
      2,
    ),
  ];
}

function alternativeLines(
  { lines, text, helper, condition }: PlaceAlternative,
  word: string,
  { width, paint }: Layout,
): string[] {
  const [line, ...others] = lines.map((one) => `${one.file}:${one.line}`);
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const through = helper ? `, through ${helper.file}:${helper.line}` : '';
  return [
    paint('dim', `${line}${more}${through}`),
    ...(text === undefined ? [] : indented(wrap(text, width - 4), 2)),
    ...(condition === undefined ? [] : indented(wrap(`${word} ${condition}`, width - 4), 2)),
  ];
}

/** Whether a place says nothing new: it has the value itself in every environment. */
function isPlainCopy({ results }: ExplainedPlace, { environments }: ExplainedValue): boolean {
  return results.every(({ environment, values }) => {
    const given = environments.find((one) => one.environment === environment)?.value;
    return values?.length === 1 && JSON.stringify(values[0]) === JSON.stringify(given);
  });
}

function resultLines(results: readonly PlaceResult[], width: number): string[] {
  const groups = [...groupBy(results, resultText)].map(([text, group]) => ({
    names: namesOf(group, results.length),
    text,
  }));
  const indentation = Math.max(0, ...groups.map(({ names }) => names.length)) + 2;
  return groups.flatMap(({ names, text }) => {
    const [first, ...lines] = shortenedLines(text, width - indentation);
    return [`${names.padEnd(indentation)}${first}`, ...indented(lines, indentation)];
  });
}

function resultText({ count, values, reason }: PlaceResult): string {
  if (count === 0) return `not there: ${reason}`;
  if (values) return values.map(shownValue).join(', ');
  return count === 1 ? 'there' : `there ${count} times`;
}

function namesOf(group: readonly { readonly environment: string }[], count: number): string {
  if (count > 2 && group.length === count) return 'all environments';
  return group.map(({ environment }) => environment).join(', ');
}
