import { argumentOf, type Call, type Expression, innerExpressions } from './expression';
import type { ChartTemplate } from './node';
import { type Reference, type ReferenceStep, referenceKey } from './reference';
import { TEXT_FUNCTIONS, type TextFunction } from './text-function';
import { type LoopsAround, walkTemplate } from './walk-template';
import { type WholeNumber, wholeNumberReferences } from './whole-number';
import { mostForExact, rangeOfShape } from './whole-number-range';

/**
 * What a template demands of text beyond what the schema says: none of the characters that Helm's function changes in
 * another way than that of JavaScript which the constructs call.
 */
export interface TextDemand {
  /** Where the text is; a loop stands for every element. */
  readonly steps: readonly ReferenceStep[];
  /** The value there, or the keys of the dictionary there. */
  readonly of: 'value' | 'keys';
  readonly function: TextFunction;
}

/**
 * What a template demands of a whole number that it reckons with: not to be further from zero than that, beyond which
 * JavaScript reckons in another way than Helm.
 */
export interface NumberDemand {
  /** Where the number is; a loop stands for every element. */
  readonly steps: readonly ReferenceStep[];
  readonly of: 'number';
  readonly most: number;
}

/** What a template demands of a value beyond what its schema says. */
export type Demand = TextDemand | NumberDemand;

/** What a chart's templates demand of the texts that they change, and of the numbers that they reckon with. */
export function demandsOf(template: ChartTemplate): Demand[] {
  const found = new Map<string, Demand>();
  const add = (of: TextDemand['of'], name: TextFunction, reference: Reference | undefined) => {
    if (!reference || TEXT_FUNCTIONS[name].unlike === undefined) return;
    found.set(`${of} ${name} ${referenceKey(reference)}`, { steps: reference.steps, of, function: name });
  };
  const addFunction = ({ function: change, argument }: Call, loops: LoopsAround) => {
    if (typeof change !== 'string') return;
    const changed = argumentOf(argument);
    if (changed.kind === 'value') add('value', change, changed.reference);
    else if (changed.kind === 'loopKey') add('keys', change, loops.get(changed.loop));
  };
  const addNumber = (number: WholeNumber) => {
    const most = mostForExact(number);
    for (const reference of wholeNumberReferences(number)) {
      const range = rangeOfShape(reference.shape);
      if (range.least >= -most && range.most <= most) continue;
      const key = `number ${referenceKey(reference)}`;
      const known = found.get(key);
      const least = known?.of === 'number' ? Math.min(known.most, most) : most;
      found.set(key, { steps: reference.steps, of: 'number', most: least });
    }
  };
  const visit = (expression: Expression, loops: LoopsAround): void => {
    if (expression.kind === 'call') addFunction(expression, loops);
    if (expression.kind === 'reckoned') addNumber(expression.number);
    const inside = expression.kind === 'joinedTexts' ? new Map([[0, expression.over]]) : loops;
    for (const inner of innerExpressions(expression)) visit(inner, inside);
  };
  walkTemplate(template, { expression: visit, condition: () => {}, reference: () => {} });
  return [...found.values()];
}

/** The characters that a text must not have, as a regular expression of Go, JavaScript and JSON schema. */
export function refusedPattern(demand: TextDemand): string {
  return `[${TEXT_FUNCTIONS[demand.function].unlike}]`;
}
