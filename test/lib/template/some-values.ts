import { z } from 'zod';
import type { Condition, HasText } from '../../../lib/template/condition';
import { goCondition } from '../../../lib/template/go-condition';
import type { Reference, ReferenceStep } from '../../../lib/template/reference';
import { ValuesOrder } from '../../../lib/template/values-order';
import { type ObjectShape, type Shape, shapeOf } from '../../../lib/values/shape';

/** A values schema that conditions of the tests ask about. */
export const root = shapeOf(
  z.object({
    enabled: z.boolean(),
    mode: z.enum(['none', 's3', 'pvc']),
    count: z.int(),
    limit: z.int(),
    host: z.string(),
    password: z.object({ secret: z.string() }).optional(),
    cache: z.object({ enabled: z.boolean(), auth: z.object({ enabled: z.boolean() }), host: z.string() }),
    labels: z.record(z.string(), z.string()),
    list: z.array(z.string()),
    hosts: z.array(z.object({ name: z.string(), tls: z.boolean().optional() })),
    storage: z.discriminatedUnion('type', [
      z.object({ type: z.literal('s3'), tier: z.enum(['hot', 'cold']) }),
      z.object({ type: z.literal('none') }),
    ]),
  }),
) as ObjectShape;

export const order = new ValuesOrder(root);

/** A reference to `cache.auth.enabled`, or to `hosts[0].name` of the element of the outermost loop. */
export function reference(path: string): Reference {
  const steps = path.split(/\.|(?=\[)/).map((step): ReferenceStep => (step.startsWith('[') ? { loop: 0 } : step));
  let shape: Shape = root;
  const optionalSteps: number[] = [];
  for (const [index, step] of steps.entries()) {
    shape = below(shape, step);
    if (shape.optional) optionalSteps.push(index + 1);
  }
  return { steps, shape, optionalSteps };
}

function below(shape: Shape, step: ReferenceStep): Shape {
  if (shape.kind === 'object') return shape.keys.get(step as string) as Shape;
  if (shape.kind === 'union') return shape.options.map((option) => below(option, step)).find(Boolean) as Shape;
  return shape.kind === 'sequence' ? shape.element : (shape as { value: Shape }).value;
}

export const truthy = (path: string): Condition => ({ kind: 'truthy', reference: reference(path) });
export const defined = (path: string): Condition => ({ kind: 'defined', reference: reference(path) });
export const equals = (path: string, value: string | number): Condition => {
  return { kind: 'equals', reference: reference(path), value };
};
export const atLeast = (path: string, value: number): Condition => {
  return { kind: 'atLeast', reference: reference(path), value };
};
export const above = (path: string, other: string): Condition => {
  return { kind: 'above', reference: reference(path), other: reference(other) };
};
export const sameAs = (path: string, other: string): Condition => {
  return { kind: 'sameAs', reference: reference(path), other: reference(other) };
};
export const hasKey = (path: string, key: string): Condition => ({ kind: 'hasKey', reference: reference(path), key });
export const contains = (path: string, value: string): Condition => {
  return { kind: 'contains', reference: reference(path), value };
};
export const hasText = (path: string, kind: HasText['kind'], value: string): Condition => {
  return { kind, reference: reference(path), value };
};
export const not = (condition: Condition): Condition => ({ kind: 'not', condition });
export const and = (...conditions: Condition[]): Condition => ({ kind: 'and', conditions });
export const or = (...conditions: Condition[]): Condition => ({ kind: 'or', conditions });

/** A condition as templates have it. */
export function go(condition: Condition | boolean): string {
  if (typeof condition === 'boolean') return String(condition);
  return goCondition(condition, { chart: 'demo', loops: [], fileOf: () => '' });
}
