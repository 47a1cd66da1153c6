import { MAX_KEY_LENGTH } from '../values/unportable';
import { type Call, type Expression, expressionReferences, innerExpressions, type LoopKey } from './expression';
import type { ChartTemplate } from './node';
import { type Reference, type ReferenceStep, referenceKey } from './reference';
import { type UnlikeFunction, unlikeFunction } from './text-function';
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
  readonly function: UnlikeFunction;
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
  const add = (of: TextDemand['of'], unlike: UnlikeFunction, reference: Reference | undefined) => {
    if (!reference) return;
    found.set(`${of} ${unlike.name} ${unlike.characters} ${referenceKey(reference)}`, {
      steps: reference.steps,
      of,
      function: unlike,
    });
  };
  const addFunction = ({ function: change, argument }: Call, loops: LoopsAround) => {
    const unlike = unlikeFunction(change);
    if (!unlike || (typeof change !== 'string' && 'cut' in change && isAscii(argument))) return;
    for (const text of textsIn(argument)) {
      if (text.kind === 'loopKey') add('keys', unlike, loops.get(text.loop));
      else add('value', unlike, text.reference);
    }
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
  return `[${demand.function.characters}]`;
}

/** A set of all characters but some of ASCII. */
const BUT_SOME_ASCII = /^\[\^(?:[ -Z^-~]|\\[\w.-])+\]\+?$/;

/** Whether a text has no characters beyond ASCII, because whatever else there was became something of ASCII. */
function isAscii(text: Expression): boolean {
  if (text.kind !== 'call' || typeof text.function !== 'object') return false;
  const change = text.function;
  if (!('pattern' in change)) return 'cut' in change && isAscii(text.argument);
  const isPlain = /^[\x20-\x7e]*$/.test(change.to);
  const isRest = BUT_SOME_ASCII.test(change.pattern) && !/\\[^dw.-]/.test(change.pattern) && change.anyCase !== true;
  return isPlain && (isRest || isAscii(text.argument));
}

/** The values and keys that a text is made of. */
function textsIn(text: Expression): (LoopKey | { readonly kind: 'value'; readonly reference: Reference })[] {
  if (text.kind === 'loopKey') return [text];
  const { reference } = text as { readonly reference?: Reference };
  const own = reference ? [{ kind: 'value' as const, reference }] : [];
  return [...own, ...innerExpressions(text).flatMap(textsIn)];
}
