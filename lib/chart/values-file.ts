import { entryLines, indent, yamlKey } from '../template/yaml';
import { isRecord, withDefaults } from '../values/defaults';
import type { ObjectShape, Shape } from '../values/shape';
import { unionOption } from '../values/union-option';
import { commentedOut, commentLines, headerComment } from './comment';
import { type IsOmitted, liveShape, liveValues, omitsNothing } from './live-values';

export interface ValuesFileProps {
  /** Name of the chart. */
  readonly chart: string;
  /** Shape of the chart's values schema. */
  readonly shape: ObjectShape;
  /** The values of `base`, with the schema's defaults. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Values that are not in the chart. @default none */
  readonly isOmitted?: IsOmitted;
  /** Lines of the comment that the file begins with. @default none */
  readonly header?: readonly string[];
}

/**
 * The text of `values.yaml`: the values in the schema's order, each below its prose. A key that is absent stands there
 * as a comment, so that a reader finds it. There is never a null in it: Helm 3 and Helm 4.2 differ in what that means.
 */
export function valuesYaml(props: ValuesFileProps): string {
  const { chart, shape, values, isOmitted = omitsNothing, header = [] } = props;
  const live = liveShape(shape, isOmitted);
  const sections = sectionsOf(live, liveValues(shape, live, values), 0);
  return `${[headerLines(chart, header), ...sections].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function headerLines(chart: string, header: readonly string[]): string[] {
  return [
    '# yaml-language-server: $schema=values.schema.json',
    ...headerComment(header),
    ...commentLines(
      `The values of the ${chart} chart. Override them with -f <file> or --set <path>=<value>; a null removes a key.`,
    ),
  ];
}

/** The lines of each entry of a map: its prose, then the key and value, or the key as a comment where it is absent. */
function sectionsOf(shape: ObjectShape, values: Readonly<Record<string, unknown>>, indentation: number): string[][] {
  const present = new Map(Object.entries(values));
  const known = [...shape.keys].map(([key, child]) => {
    const value = present.get(key);
    const prose = proseLines(child, indentation);
    return value === undefined
      ? [...prose, ...commentedOut(exampleLines(key, child, indentation))]
      : [...prose, ...valueLines(key, child, value, indentation)];
  });
  const further = [...present.keys()]
    .filter((key) => !shape.keys.has(key))
    .sort()
    .map((key) => entryLines(yamlKey(key), present.get(key)));
  return [...known, ...further];
}

function valueLines(key: string, declared: Shape, value: unknown, indentation: number): string[] {
  const shape = declared.kind === 'union' ? unionOption(declared, value) : declared;
  if (shape?.kind === 'union') return valueLines(key, shape, value, indentation);
  if (shape?.kind !== 'object' || !isRecord(value)) return entryLines(yamlKey(key), value);
  const children = sectionsOf(shape, value, indentation + 2).flat();
  const isEmpty = Object.keys(value).length === 0;
  return [isEmpty ? `${yamlKey(key)}: {}` : `${yamlKey(key)}:`, ...indent(children)];
}

/** What an absent entry would look like, without the comment signs: its defaults, and what a user has to fill in. */
function exampleLines(key: string, declared: Shape, indentation: number): string[] {
  // Of a union, its first member.
  const shape = declared.kind === 'union' ? declared.options[0] : declared;
  if (shape.kind === 'union') return exampleLines(key, shape, indentation);
  if (shape.kind === 'object' && shape.keys.size > 0) {
    const children = [...shape.keys].flatMap(([childKey, child]) => {
      const value = withDefaults(child, undefined);
      const lines =
        value === undefined || value === null
          ? exampleLines(childKey, child, indentation + 2)
          : valueLines(childKey, child, value, indentation + 2);
      return [...proseLines(child, indentation + 2), ...lines];
    });
    return [`${yamlKey(key)}:`, ...indent(children)];
  }
  if (shape.kind === 'choice' && shape.options.length === 1) return entryLines(yamlKey(key), shape.options[0]);
  const empty = { object: ' {}', dictionary: ' {}', sequence: ' []' } as Partial<Record<Shape['kind'], string>>;
  return [`${yamlKey(key)}:${empty[shape.kind] ?? ''}`];
}

function proseLines(shape: Shape, indentation: number): string[] {
  const prose = [shape.description ?? '', optionsProse(shape)].filter((text) => text !== '').join(' ');
  return prose === '' ? [] : commentLines(prose, indentation);
}

/** Names the options of a choice where the prose does not. */
function optionsProse(shape: Shape): string {
  if (shape.kind !== 'choice') return '';
  const options = shape.options.map(String);
  if (options.every((option) => shape.description?.includes(option))) return '';
  return `One of: ${options.join(', ')}.`;
}
