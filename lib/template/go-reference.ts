import type { Condition } from './condition';
import type { Expression, JoinedTexts } from './expression';
import {
  type FixedElement,
  isCapability,
  isWithin,
  type LoopElement,
  type Reference,
  type ReferenceStep,
  referenceKey,
} from './reference';
import { quoteYaml } from './yaml';

/** Where in the template something is printed: it decides what `.` is and how loops are named. */
export interface PrintContext {
  readonly chart: string;
  /** The variables of the enclosing loops, outermost first. */
  readonly loops: readonly LoopVariables[];
  /** The optional parts of the values that are known to be there, as {@link referenceKey} names them. @default none */
  readonly known?: ReadonlySet<string>;
  /** What a `with` makes of `.`, inside of the innermost loop. @default the loop's element, or the root */
  readonly dot?: Reference;
  /** Action that an item of the list being printed has before it, to show that the list is not empty. */
  readonly notEmpty?: string;
  /** What is put behind the first line of an entry, item or splice, to find it again in the printed file. */
  readonly mark?: (part: object) => string;
  /** The named templates that hold lines as they are, see {@link blockTexts}. @default none */
  readonly blockTexts?: ReadonlySet<string>;
  /** The variables that hold texts which are joined at the place. @default none */
  readonly lists?: ReadonlyMap<JoinedTexts, string>;
  /** The path of the template file that holds an object, below `templates/`. */
  readonly fileOf: (objectKind: string, objectName: Expression) => string;
}

export interface LoopVariables {
  readonly value: string;
  readonly key: string;
  /** The element is always called by its variable, never `.`. @default false */
  readonly isExplicit?: boolean;
}

/**
 * A value as Go reads it: `.Values.image.tag`, `.host` inside of a loop or `with`, `$.Values.x` from there to the root. It
 * can be an argument of a function.
 */
export function goReference(reference: Reference, context: PrintContext): string {
  const text = goPipelineStart(reference, context);
  return isCall(reference, context) ? `(${text})` : text;
}

/** The same where it stands alone or begins a pipeline. */
export function goPipelineStart(reference: Reference, context: PrintContext): string {
  if (isCapability(reference)) {
    return `${isAtRoot(context) ? '' : '$'}.Capabilities.APIVersions.Has ${goText(String(reference.steps[1]))}`;
  }
  const { text, length } = startOf(reference, context);
  if (reference.steps.length === length) return text || '.';
  const outer = { ...reference, steps: reference.steps.slice(0, -1) };
  const steps = outer.steps.length;
  const isOptional = reference.optionalSteps.includes(steps) && !isKnown(reference, steps, context);
  const around = steps === length ? text : goPipelineStart(outer, context);
  const isBracketed = isOptional || isCall(outer, context);
  const inside = isBracketed ? `(${around || '.'})` : around;
  const step = reference.steps.at(-1) as string | FixedElement;
  if (isIdentifier(step)) return `${inside}.${step}`;
  return `index ${inside || '.'} ${typeof step === 'string' ? goText(step) : step.index}`;
}

/** Whether a reference takes a function to be followed to its end. */
function isCall(reference: Reference, context: PrintContext): boolean {
  if (isCapability(reference)) return true;
  return reference.steps.length > startOf(reference, context).length && !isIdentifier(reference.steps.at(-1));
}

function isKnown(reference: Reference, steps: number, { known }: PrintContext): boolean {
  return known?.has(referenceKey({ ...reference, steps: reference.steps.slice(0, steps) })) ?? false;
}

/** Whether a value, or what it is in, may be absent as far as the enclosing `if`s tell. */
export function mayBeMissing(reference: Reference, context: PrintContext): boolean {
  return reference.optionalSteps.some((steps) => !isKnown(reference, steps, context));
}

/** The context where a condition holds: what it asks for is there. */
export function knowing(condition: Condition, context: PrintContext): PrintContext {
  const found = thereWhere(condition, true).map(referenceKey);
  return found.length === 0 ? context : { ...context, known: new Set([...(context.known ?? []), ...found]) };
}

/** The values that are there where a condition holds, or where it does not. */
function thereWhere(condition: Condition, holds: boolean): Reference[] {
  switch (condition.kind) {
    case 'truthy':
    case 'defined':
    case 'startsWith':
    case 'endsWith':
    case 'includes':
      return holds ? [condition.reference] : [];
    case 'not':
      return thereWhere(condition.condition, !holds);
    case 'and':
    case 'or':
      return (condition.kind === 'and') === holds
        ? condition.conditions.flatMap((part) => thereWhere(part, holds))
        : [];
    default:
      return [];
  }
}

/** What a reference starts from, and how many of its steps lead there. */
function startOf(reference: Reference, context: PrintContext): { readonly text: string; readonly length: number } {
  const { loops, dot } = context;
  if (dot && isWithin(reference, dot)) return { text: '', length: dot.steps.length };
  const length = reference.steps.findLastIndex((step) => typeof step !== 'string' && 'loop' in step) + 1;
  if (length === 0) return { text: isAtRoot(context) ? '.Values' : '$.Values', length };
  const { loop } = reference.steps[length - 1] as LoopElement;
  const isInnermost = loop === loops.length - 1 && !dot && !loops[loop].isExplicit;
  return { text: isInnermost ? '' : loops[loop].value, length };
}

/** Whether `.` is what a template begins with: values, release and chart. */
export function isAtRoot({ loops, dot }: PrintContext): boolean {
  return loops.length === 0 && dot === undefined;
}

function isIdentifier(step: ReferenceStep | undefined): step is string {
  return typeof step === 'string' && /^[A-Za-z_][A-Za-z0-9_]*$/.test(step);
}

/** Text as a Go string constant. */
export function goText(text: string): string {
  return quoteYaml(text);
}

/** Everything that a template begins with. */
export function goRoot(context: PrintContext): string {
  return isAtRoot(context) ? '.' : '$';
}
