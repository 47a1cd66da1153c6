import { DECIDES, type ExplainedPlace, type ExplainedValue } from '../explain/explanation';
import { groupBy } from '../explain/group-by';
import type { Layout } from './layout';
import { shownValue } from './shown-value';
import { indented, shorten, wrap } from './text-block';
import { objectsText, ruleLines } from './value-text';

/** Several values, each in short: what it is in each environment, and the places that depend on it; then their rules. */
export function sectionLines(values: readonly ExplainedValue[], layout: Layout): string[] {
  const lines = values.flatMap((value, index) => [
    ...(index === 0 ? [] : ['']),
    headLine(value, layout),
    ...[...groupBy(value.places, ({ objects }) => JSON.stringify(objects)).values()].flatMap((places) =>
      objectLines(places, layout.width),
    ),
  ]);
  return [...lines, ...ruleLines(values, layout)];
}

function headLine(value: ExplainedValue, { width, paint }: Layout): string {
  const { path, environments } = value;
  const state = value.state === 'live' ? '' : `  ${value.state}`;
  const [base, ...others] = environments.map((one) => ({ ...one, text: shownValue(one.value) }));
  const changed = others
    .filter(({ text }) => text !== base.text)
    .map(({ environment, text }) => `${environment}: ${text}`);
  const shown = shorten([base.text, ...changed].join('; '), width - path.length - state.length - 2);
  return `${paint('bold', path)}  ${shown}${paint('yellow', state)}`;
}

function objectLines(places: readonly ExplainedPlace[], width: number): string[] {
  const [{ objects }] = places;
  const condition = objects.length === 1 && objects[0].condition;
  const heading = `${objectsText(places[0])}${condition ? `, only if ${condition}` : ''}`;
  return [
    ...indented(wrapHanging(heading, width - 2), 2),
    ...indented(
      places.flatMap((place) => wrapHanging(placeText(place), width - 4)),
      4,
    ),
  ];
}

function placeText({ field, effect, alternatives }: ExplainedPlace): string {
  const [{ condition }, ...others] = alternatives;
  const subject = field === '' ? 'the whole object' : field;
  if (condition === undefined || others.length > 0) return `${subject}: ${effect}`;
  return effect === DECIDES ? `${subject}: there only if ${condition}` : `${subject}: ${effect}, only if ${condition}`;
}

function wrapHanging(text: string, width: number): string[] {
  const [first, ...lines] = wrap(text, width - 2);
  return [first, ...indented(lines, 2)];
}
