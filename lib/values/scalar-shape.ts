import type { Shape } from './shape';

const SCALAR_KINDS = new Set<Shape['kind']>(['text', 'number', 'toggle', 'choice', 'scalarUnion']);

/** Whether every value of a shape is text, a number or a boolean. */
export function isScalar({ kind }: Shape): boolean {
  return SCALAR_KINDS.has(kind);
}
