import { formatPath } from '../values/path';
import { type Constant, type Operand, operandPaths, type RulePath } from '../values/rules/condition';
import { type Lookup, lookupIn, operandValue } from '../values/rules/evaluate';
import { isScalar } from '../values/scalar-shape';
import type { ObjectShape, Shape } from '../values/shape';
import type { PrintContext } from './go-reference';
import type { Reference, ReferenceStep } from './reference';

/** Where an object that has rules stands in the values, as the templates see it. */
export interface RuleSite {
  /** The object, or the union of objects, from which the paths of rules begin. */
  readonly shape: Shape;
  readonly steps: readonly ReferenceStep[];
  readonly optionalSteps: readonly number[];
  readonly context: PrintContext;
  /** What each of the enclosing loops runs over, outermost first. */
  readonly collections: readonly ('sequence' | 'dictionary')[];
  /** The values that the chart does not take, by their path. */
  readonly fixed: ReadonlyMap<string, unknown>;
}

/** What a rule reads: a value of the release, or one that was decided when the chart was made. */
export type Resolved = { readonly reference: Reference } | { readonly constant: unknown };

/** The site of a key's value. */
export function siteBelow(site: RuleSite, key: string): RuleSite {
  const objects = objectsOf(site.shape);
  const children = objects.flatMap(({ keys }) => keys.get(key) ?? []);
  const steps = [...site.steps, key];
  const isOptional =
    children.length < objects.length || children.some(({ optional, nullable }) => optional || nullable);
  return {
    ...site,
    shape: oneShape(children),
    steps,
    optionalSteps: isOptional ? [...site.optionalSteps, steps.length] : site.optionalSteps,
  };
}

function objectsOf(shape: Shape): ObjectShape[] {
  if (shape.kind === 'union') return shape.options.flatMap(objectsOf);
  return shape.kind === 'object' ? [shape] : [];
}

/** The shape of a value that several options of a union have under one key. */
function oneShape(shapes: readonly Shape[]): Shape {
  const [first, ...others] = shapes;
  if (!first) throw new RangeError('a rule names a value that the schema does not have');
  if (others.length === 0) return first;
  return { ...first, kind: shapes.every(isScalar) ? 'scalarUnion' : 'union', options: shapes };
}

/** The site of a value by its path from the site of an object. */
export function siteAt(site: RuleSite, path: RulePath): RuleSite {
  return path.reduce(siteBelow, site);
}

/** What stands at a path from an object. */
export function resolve(site: RuleSite, path: RulePath): Resolved {
  const reference = referenceAt(site, path);
  const { steps } = reference;
  const keys = steps.every((step) => typeof step === 'string') ? (steps as RulePath) : [];
  for (const length of keys.keys()) {
    const above = formatPath(keys.slice(0, length + 1));
    if (site.fixed.has(above)) return { constant: lookupIn(site.fixed.get(above))(keys.slice(length + 1)) };
  }
  return { reference };
}

/** Finds those values that were decided when the chart was made; the others are absent. */
export function fixedLookup(site: RuleSite): Lookup {
  return (path) => {
    const resolved = resolve(site, path);
    return 'constant' in resolved ? resolved.constant : undefined;
  };
}

/**
 * An operand, or the constant that it comes to where everything that it reads was decided when the chart was made;
 * `undefined` where a part of it was decided to be absent.
 */
export function decided<O extends Operand>(site: RuleSite, operand: O): O | Constant | undefined {
  const fixed = operandPaths(operand).map((path) => 'constant' in resolve(site, path));
  const value = operandValue(operand, fixedLookup(site));
  if (fixed.every(Boolean)) return value === undefined ? undefined : { kind: 'constant', value };
  const isAbsent = operandPaths(operand).some((path, index) => fixed[index] && fixedLookup(site)(path) === undefined);
  return isAbsent ? undefined : operand;
}

/** A value as the templates name it, whether it is in the chart or not. */
export function referenceAt(site: RuleSite, path: RulePath): Reference {
  const { shape, steps, optionalSteps } = siteAt(site, path);
  return { shape, steps, optionalSteps };
}
