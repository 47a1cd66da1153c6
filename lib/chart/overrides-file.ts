import { yamlDocument } from '../template/yaml';
import { isRecord } from '../values/defaults';
import type { ObjectShape, Shape } from '../values/shape';
import { unionOption } from '../values/union-option';
import { commentLines, headerComment } from './comment';
import { installCommand, type ReleaseTarget } from './install-command';
import { type IsOmitted, liveShape, liveValues, omitsNothing } from './live-values';

type Values = Readonly<Record<string, unknown>>;

export interface OverridesFileProps {
  /** Name of the chart. */
  readonly chart: string;
  /** Name of the environment. */
  readonly environment: string;
  /** Where the environment's release goes. */
  readonly target: ReleaseTarget;
  /** Shape of the chart's values schema. */
  readonly shape: ObjectShape;
  /** The values of `base`, with the schema's defaults: what is in `values.yaml`. */
  readonly base: Values;
  /** The values of the environment, with the schema's defaults. */
  readonly values: Values;
  /** Values that are not in the chart. @default none */
  readonly isOmitted?: IsOmitted;
  /** Lines of the comment that the file begins with. @default none */
  readonly header?: readonly string[];
}

/** The name of the file with an environment's values. */
export function overridesFileName(environment: string): string {
  return `values-${environment}.yaml`;
}

/**
 * The text of `values-<environment>.yaml`: what Helm has to merge into `values.yaml` to get the environment's values,
 * and no more, in the schema's order.
 */
export function overridesYaml(props: OverridesFileProps): string {
  const { shape, isOmitted = omitsNothing } = props;
  const live = liveShape(shape, isOmitted);
  const difference = helmDifference(liveValues(shape, live, props.base), liveValues(shape, live, props.values), live);
  return [...headerLines(props, hasNull(difference)), '', yamlDocument(difference)].join('\n');
}

function hasNull(difference: Values): boolean {
  return Object.values(difference).some((value) => value === null || (isRecord(value) && hasNull(value)));
}

function headerLines({ chart, environment, target, header = [] }: OverridesFileProps, removes: boolean): string[] {
  return [
    ...headerComment(header),
    ...commentLines(
      `What the ${environment} environment changes in values.yaml of the ${chart} chart${removes ? '; a null removes a key' : ''}. From the chart's folder:`,
    ),
    '#',
    `#   ${installCommand(target, '.', overridesFileName(environment))}`,
  ];
}

/**
 * The smallest map that Helm's merge puts over `base` to get `values`: maps merge key by key, everything else replaces,
 * and a null removes a key. Keys come in the schema's order, those that it does not name sorted.
 */
function helmDifference(base: Values, values: Values, anyShape?: Shape): Record<string, unknown> {
  const shape = anyShape?.kind === 'union' ? unionOption(anyShape, values) : anyShape;
  const before = new Map(Object.entries(base));
  const after = new Map(Object.entries(values));
  const entries = orderedKeys([...before.keys(), ...after.keys()], shape).flatMap((key): [string, unknown][] => {
    const [old, current] = [before.get(key), after.get(key)];
    if (current === undefined) return [[key, null]];
    if (!isRecord(old) || !isRecord(current)) return areEqual(old, current) ? [] : [[key, current]];
    const difference = helmDifference(old, current, childShape(shape, key));
    return Object.keys(difference).length === 0 ? [] : [[key, difference]];
  });
  return Object.fromEntries(entries);
}

function orderedKeys(keys: readonly string[], shape?: Shape): string[] {
  const present = new Set(keys);
  const named = shape?.kind === 'object' ? [...shape.keys.keys()].filter((key) => present.has(key)) : [];
  for (const key of named) present.delete(key);
  return [...named, ...[...present].sort()];
}

function childShape(shape: Shape | undefined, key: string): Shape | undefined {
  if (shape?.kind === 'object') return shape.keys.get(key);
  return shape?.kind === 'dictionary' ? shape.value : undefined;
}

/** Whether two JSON values are equal, whatever the order of their keys. */
function areEqual(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((element, index) => areEqual(element, right[index]));
  }
  if (isRecord(left) && isRecord(right)) {
    const others = new Map(Object.entries(right));
    const entries = Object.entries(left);
    return entries.length === others.size && entries.every(([key, value]) => areEqual(value, others.get(key)));
  }
  return left === right;
}
