import type { Shape } from '../values/shape';

/** What a scalar of the values can be, as far as Go prints it differently. */
export type ScalarType = 'text' | 'boolean' | 'smallInteger' | 'integer' | 'number';

/** Go prints numbers from a million on with an exponent, unless they are made integers first. */
const FIRST_WITH_EXPONENT = 1_000_000;

/** All the types that a value of this shape can have. */
export function scalarTypes(shape: Shape): ReadonlySet<ScalarType> {
  switch (shape.kind) {
    case 'toggle':
      return new Set(['boolean']);
    case 'number':
      return new Set([shape.integer ? (isSmall(shape) ? 'smallInteger' : 'integer') : 'number']);
    case 'choice':
      return new Set(shape.options.map(typeOf));
    case 'scalarUnion':
      return new Set(shape.options.flatMap((option) => [...scalarTypes(option)]));
    case 'union':
    case 'any':
      return new Set(['text', 'number']);
    default:
      return new Set(['text']);
  }
}

function typeOf(option: string | number | boolean): ScalarType {
  if (typeof option === 'string') return 'text';
  if (typeof option === 'boolean') return 'boolean';
  if (!Number.isInteger(option)) return 'number';
  return Math.abs(option) < FIRST_WITH_EXPONENT ? 'smallInteger' : 'integer';
}

/** Whether Go prints every number of this shape without an exponent. */
export function isSmall(shape: Shape): boolean {
  return !shape.schema.safeParse(FIRST_WITH_EXPONENT).success && !shape.schema.safeParse(-FIRST_WITH_EXPONENT).success;
}

/** Whether Helm's `join` prints the elements of a sequence as JavaScript does. */
export function isJoinedAlike(shape: Shape): boolean {
  // Of what is null, JavaScript writes nothing between two separators, and Helm only one of these.
  if (shape.kind !== 'sequence' || shape.element.nullable) return false;
  const types = scalarTypes(shape.element);
  return !types.has('integer') && !types.has('number');
}
