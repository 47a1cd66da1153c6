import { isRecord, withNulls } from './defaults';
import type { ScalarUnionShape, Shape, UnionShape } from './shape';

/**
 * The member of a union that a value was most probably meant for, valid or not: the one that the discriminator names,
 * or else, among those of the value's type, the one with the fewest problems. `undefined` where no member fits at all.
 */
export function unionOption(union: UnionShape | ScalarUnionShape, value: unknown): Shape | undefined {
  if (union.kind === 'union' && union.discriminator !== undefined && isRecord(value)) {
    const { discriminator } = union;
    return union.options.find((option) => isNamedBy(option, discriminator, value));
  }
  const candidates = union.options.filter((option) => acceptsType(option, value));
  if (candidates.length <= 1) return candidates[0];
  const faults = candidates.map((candidate) => countFaults(candidate, value));
  return candidates[faults.indexOf(Math.min(...faults))];
}

function isNamedBy(option: Shape, discriminator: string, value: Record<string, unknown>): boolean {
  if (option.kind === 'union') return unionOption(option, value) !== undefined;
  const names = option.kind === 'object' ? option.keys.get(discriminator) : undefined;
  return names?.kind === 'choice' && names.options.includes(value[discriminator] as string);
}

/** Whether a value is of a shape's type: text, number, map, list; not whether it is valid. */
export function acceptsType(shape: Shape, value: unknown): boolean {
  if (value === null) return shape.nullable || shape.kind === 'any';
  switch (shape.kind) {
    case 'object':
    case 'dictionary':
      return isRecord(value);
    case 'sequence':
      return Array.isArray(value);
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'toggle':
      return typeof value === 'boolean';
    case 'choice':
      return shape.options.some((option) => typeof option === typeof value);
    case 'scalarUnion':
    case 'union':
      return shape.options.some((option) => acceptsType(option, value));
    case 'any':
      return true;
  }
}

// A literal that differs tells that another member was meant, whatever else is wrong; and a member that takes the value
// but for keys that it does not name is nearer than one that does not take it.
const [WRONG_LITERAL, INVALID] = [1_000_000, 1000];

function countFaults(option: Shape, value: unknown): number {
  const invalid = option.schema.safeParse(withNulls(option, value)).error?.issues.length ?? 0;
  let faults = invalid * INVALID;
  if (option.kind !== 'object' || !isRecord(value)) return faults;
  for (const [key, child] of Object.entries(value)) {
    const shape = option.keys.get(key);
    if (!shape && !option.open) faults++;
    const isNull = child === null && shape?.nullable;
    if (shape?.kind === 'choice' && !isNull && !shape.options.includes(child as string)) faults += WRONG_LITERAL;
  }
  return faults;
}
