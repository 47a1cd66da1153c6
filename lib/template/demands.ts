import { MAX_KEY_LENGTH } from '../values/unportable';
import { argumentOf, type Call, type Expression, expressionReferences, innerExpressions } from './expression';
import type { ChartTemplate } from './node';
import { type Reference, type ReferenceStep, referenceKey } from './reference';
import { TEXT_FUNCTIONS, type TextFunction } from './text-function';
import { type LoopsAround, type TemplateVisitor, walkPart, walkTemplate } from './walk-template';
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

/** What a template demands of text that it makes a key of: not to be longer than YAML reads keys. */
export interface LengthDemand {
  /** Where the text is; a loop stands for every element. */
  readonly steps: readonly ReferenceStep[];
  readonly of: 'length';
  /** In characters. */
  readonly most: number;
}

/** What a template demands of a value beyond what its schema says. */
export type Demand = TextDemand | NumberDemand | LengthDemand;

/**
 * What a chart's templates demand of the texts that they change or make keys of, and of the numbers that they reckon with.
 */
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
  const addLeast = (of: 'number' | 'length', reference: Reference, most: number) => {
    const key = `${of} ${referenceKey(reference)}`;
    const known = found.get(key);
    const least = known && 'most' in known ? Math.min(known.most, most) : most;
    found.set(key, { steps: reference.steps, of, most: least });
  };
  const addNumber = (number: WholeNumber) => {
    const most = mostForExact(number);
    for (const reference of wholeNumberReferences(number)) {
      const range = rangeOfShape(reference.shape);
      if (range.least >= -most && range.most <= most) continue;
      addLeast('number', reference, most);
    }
  };
  const addKey = (key: Expression) => {
    const parts = key.kind === 'concatenation' ? key.parts : [key];
    const literal = parts.reduce((sum, part) => (part.kind === 'literal' ? sum + String(part.value).length : sum), 0);
    const texts = expressionReferences(key).filter(
      ({ shape }) => shape.kind === 'text' || shape.kind === 'scalarUnion',
    );
    const most = Math.floor((MAX_KEY_LENGTH - literal) / texts.length);
    for (const text of texts) addLeast('length', text, most);
  };
  const visit = (expression: Expression, loops: LoopsAround): void => {
    if (expression.kind === 'call') addFunction(expression, loops);
    if (expression.kind === 'reckoned') addNumber(expression.number);
    if (expression.kind === 'joinedTexts') for (const part of expression.parts) walkPart(part, visitor, loops);
    else for (const inner of innerExpressions(expression)) visit(inner, loops);
  };
  const visitor: TemplateVisitor = { expression: visit, key: addKey, condition: () => {}, reference: () => {} };
  walkTemplate(template, visitor);
  return [...found.values()];
}

/** The characters that a text must not have, as a regular expression of Go, JavaScript and JSON schema. */
export function refusedPattern(demand: TextDemand): string {
  return `[${TEXT_FUNCTIONS[demand.function].unlike}]`;
}
