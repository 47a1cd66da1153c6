import type { Shape } from '../values/shape';

/** The element that the n-th enclosing `range` is at (0 is the outermost). */
export interface LoopElement {
  readonly loop: number;
}

/** One particular element of a sequence, whatever loops there are. */
export interface FixedElement {
  readonly index: number;
}

export type ReferenceStep = string | LoopElement | FixedElement;

/**
 * The first step of a reference to what the cluster offers; the second is an API, such as `monitoring.coreos.com/v1`. The
 * dot keeps it apart from values: no schema has such a key.
 */
export const CAPABILITIES = '.Capabilities';

/**
 * Where in the values something lies, from their root; a step into a sequence or dictionary is the element of an
 * enclosing loop, as in `ingress.hosts[«loop 0»].host`.
 */
export interface Reference {
  readonly steps: readonly ReferenceStep[];
  /** What the schema says about the value; it decides how the value is printed. */
  readonly shape: Shape;
  /** Number of leading steps after which the value may be missing, each of which must be reached safely. */
  readonly optionalSteps: readonly number[];
}

/** The elements that the enclosing loops are at: an index for a sequence, a key for a dictionary. */
export type LoopPosition = readonly (number | string)[];

/** Whether a reference asks what the cluster offers, instead of a value. */
export function isCapability({ steps }: Reference): boolean {
  return steps[0] === CAPABILITIES;
}

/** Whether a reference names one particular element of a sequence, which may not have it: Helm fails then. */
export function isOfElement({ steps }: Reference): boolean {
  return steps.some((step) => typeof step !== 'string' && 'index' in step);
}

/** The value that a reference points to, `undefined` where any step is missing. */
export function resolveReference(reference: Reference, values: unknown, position: LoopPosition): unknown {
  let current = values;
  for (const step of reference.steps) {
    if (current === null || typeof current !== 'object') return undefined;
    const key = typeof step === 'string' ? step : 'index' in step ? step.index : position[step.loop];
    if (key === undefined || !Object.hasOwn(current, key)) return isCapability(reference) ? false : undefined;
    current = (current as Record<string | number, unknown>)[key];
  }
  return current;
}

/** A stable text for a reference: `ingress.hosts[0].host`, where `[0]` is the outermost loop. */
export function referenceKey(reference: Reference): string {
  return reference.steps
    .map((step) => {
      if (typeof step === 'string') return `.${step}`;
      return 'index' in step ? `[#${step.index}]` : `[${step.loop}]`;
    })
    .join('');
}

/** Whether a reference is to what another one finds, or to something inside of that. */
export function isWithin(reference: Reference, outer: Reference): boolean {
  const steps = reference.steps.slice(0, outer.steps.length);
  return referenceKey({ ...reference, steps }) === referenceKey(outer);
}
