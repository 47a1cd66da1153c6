import type { Manifest } from '../../lib/definition/build';
import type { ExplainedPlace } from '../../lib/explain/explanation';
import { isRecord } from '../../lib/values/defaults';

/** A field of an object, with `[]` for the items of lists. */
export interface ManifestField {
  readonly kind: string;
  readonly field: string;
}

const STEP = /\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]|\.?((?:<[^>]*>|[^.[<])+)/g;

/** What is at a field such as `spec.containers[server].env[PORT].value`; items are found by any field of theirs. */
export function fieldAt(object: unknown, field: string): unknown {
  let current = object;
  for (const [, quoted, item, key] of field.matchAll(STEP)) {
    if (item === undefined) current = isRecord(current) ? current[quoted ?? key] : undefined;
    else current = Array.isArray(current) ? itemNamed(current, item) : undefined;
  }
  return current;
}

function itemNamed(list: readonly unknown[], name: string): unknown {
  const found = list.find((item) => isRecord(item) && (Object.values(item).includes(name) || isOfResource(item, name)));
  return found ?? (/^\d+$/.test(name) ? list[Number(name)] : undefined);
}

function isOfResource(item: Record<string, unknown>, name: string): boolean {
  return isRecord(item.resource) && item.resource.name === name;
}

/** The topmost fields at which objects differ; those of one kind are told apart by their names. */
export function changedFields(before: readonly Manifest[], after: readonly Manifest[]): ManifestField[] {
  const byName = (objects: readonly Manifest[]) =>
    new Map(objects.map((object) => [`${object.kind} ${object.metadata.name}`, object]));
  const [left, right] = [byName(before), byName(after)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((name) =>
    differencesBetween(left.get(name), right.get(name), '').map((field) => ({
      kind: name.split(' ')[0] as string,
      field,
    })),
  );
}

function differencesBetween(left: unknown, right: unknown, field: string): string[] {
  if (JSON.stringify(left) === JSON.stringify(right)) return [];
  if (Array.isArray(left) && Array.isArray(right) && left.length === right.length) {
    return left.flatMap((item, index) => differencesBetween(item, right[index], `${field}[]`));
  }
  if (!isRecord(left) || !isRecord(right)) return [field];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((key) =>
    differencesBetween(left[key], right[key], `${field}${/[.[]/.test(key) ? `["${key}"]` : `.${key}`}`),
  );
}

/** Whether a changed field is the place, or one of the two is inside of the other. */
export function isCoveredBy({ kind, field }: ManifestField, place: ExplainedPlace): boolean {
  if (!place.objects.some((object) => object.kind === kind)) return false;
  const [one, other] = [stepsOf(field), stepsOf(place.field)];
  return one.slice(0, other.length).every((step, index) => isAlike(step, other[index]));
}

function stepsOf(field: string): string[] {
  return [...field.matchAll(STEP)].map(([, quoted, item, key]) => (item === undefined ? (quoted ?? key) : '[]'));
}

/** Items stand for any item, and a splice for any key. */
function isAlike(step: string, other: string): boolean {
  return step === other || other === '[]' || other.startsWith('<');
}
