import { argumentOf, type Expression, expressionReferences } from '../template/expression';
import type { Entry, Item, Sequence, Splice } from '../template/node';
import type { Reference } from '../template/reference';
import type { PathSegment } from '../values/path';
import { expressionWords } from './expression-words';
import { scalarAt } from './scalar-at';

/** One step of the way into an object. */
export interface FieldStep {
  readonly kind: 'key' | 'item';
  readonly text: string;
  /** The part that stands there, where the text does not tell it from others. */
  readonly part?: Entry | Item | Splice;
}

/** What Kubernetes merges lists by, or else tells items apart, the first that an item has. */
const NAMES: readonly (readonly string[])[] = [
  ['name'],
  ['mountPath'],
  ['resource', 'name'],
  ['topologyKey'],
  ['ip'],
  ['host'],
  ['path'],
  ['key'],
  ['containerPort'],
  ['port'],
  ['alert'],
  ['record'],
];

export function fieldOfEntry(part: Entry): FieldStep {
  return isOfLoop(part.key) ? { kind: 'item', text: '*', part } : { kind: 'key', text: expressionWords(part.key) };
}

/** Whether each element of a loop has another. */
function isOfLoop(expression: Expression): boolean {
  const isInLoop = ({ steps }: Reference) => steps.some((step) => typeof step !== 'string' && 'loop' in step);
  return argumentOf(expression).kind === 'loopKey' || expressionReferences(expression).some(isInLoop);
}

/** An item by its name, else by its index, where these are known without values. */
export function fieldOfItem(item: Item, list: Sequence, above: FieldStep | undefined): FieldStep {
  const name = nameOfItem(item, above);
  if (name?.kind === 'literal') return { kind: 'item', text: String(name.value) };
  const index = list.parts.indexOf(item);
  const isKnown = index >= 0 && list.parts.slice(0, index).every(({ kind }) => kind === 'item');
  const text = isKnown ? String(index) : name && !isOfLoop(name) ? expressionWords(name) : '*';
  return { kind: 'item', text, part: item };
}

/** What is copied into a mapping or list beside its own parts. */
export function fieldOfSplice(part: Splice): FieldStep {
  return { kind: 'item', text: '*', part };
}

/** The field of what is inside of a copy; among others, an element has an index that values decide. */
export function fieldInside(field: readonly FieldStep[], rest: readonly PathSegment[]): FieldStep[] {
  const isSplice = field.at(-1)?.part?.kind === 'splice';
  const steps = rest.map(
    (segment): FieldStep =>
      typeof segment === 'number' ? { kind: 'item', text: String(segment) } : { kind: 'key', text: segment },
  );
  if (!isSplice || steps.length === 0) return [...field, ...steps];
  return typeof rest[0] === 'number' ? [...field, ...steps.slice(1)] : [...field.slice(0, -1), ...steps];
}

function nameOfItem({ value }: Item, above: FieldStep | undefined): Expression | undefined {
  // The name of a volume mount is that of its volume, which may have several.
  const keys = above?.text === 'volumeMounts' ? [['mountPath'], ['name']] : NAMES;
  return keys.map((key) => scalarAt(value, key)).find((expression) => expression !== undefined);
}

const PLAIN_KEY = /^[^.[\]\s"]+$/;

/** `spec.template.spec.containers[server].env[LOG_LEVEL].value`; keys with dots in brackets and quotes. */
export function fieldText(field: readonly FieldStep[]): string {
  return field.reduce((text, { kind, text: step }) => {
    if (kind === 'item') return `${text}[${step}]`;
    if (!PLAIN_KEY.test(step) && !step.startsWith('<')) return `${text}[${JSON.stringify(step)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}
