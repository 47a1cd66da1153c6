import type { Condition } from '../template/condition';
import type { Expression } from '../template/expression';
import type { ChartTemplate, Item, Part, Splice, TemplateNode } from '../template/node';
import type { Reference, ReferenceStep } from '../template/reference';
import type { TextChange, TextFunction } from '../template/text-function';
import { operandsOf, type WholeNumber, wholeNumberReferences } from '../template/whole-number';
import { expressionWords } from './expression-words';
import { referencePath } from './reference-path';
import { wholeNumberWords } from './whole-number-words';

/** A value that a part of the templates reads, and what it does there. */
export interface Read {
  readonly steps: readonly ReferenceStep[];
  /** What becomes of the value, such as `part of the text`. */
  readonly effect: string;
  /** The value stands there as it is, with all that is in it. */
  readonly isWhole?: boolean;
  /** Keys in the value that are not read. */
  readonly omitted?: readonly string[];
}

/** The values whose text names the release's objects: helpers that every chart has read them. */
const NAMING: Readonly<Record<string, readonly string[]>> = {
  name: ['nameOverride'],
  fullname: ['nameOverride', 'fullnameOverride'],
};

const CHANGED: Readonly<Record<TextFunction, string>> = {
  lower: 'copied in lower case',
  upper: 'copied in upper case',
  trim: 'copied without the blanks around it',
  jsonEscape: 'copied into JSON',
  b64enc: 'copied in base64',
  sha256sum: 'its SHA-256',
};

function changeWords(change: TextChange): string {
  if (typeof change === 'string') return CHANGED[change];
  if ('trim' in change) {
    const where = change.trim === 'trimPrefix' ? 'at its beginning' : 'at its end';
    return `copied without ${JSON.stringify(change.text)} ${where}`;
  }
  if ('cut' in change) {
    return change.cut < 0 ? `its last ${-change.cut} characters` : `its first ${change.cut} characters`;
  }
  if ('split' in change) {
    const where = change.part === 'first' ? 'before the first' : 'behind the last';
    return `what stands ${where} ${JSON.stringify(change.split)} in it`;
  }
  const what = 'pattern' in change ? `what /${change.pattern}/ matches` : JSON.stringify(change.from);
  return `copied with ${JSON.stringify(change.to)} in place of ${what}`;
}

const DECIDES = 'decides what stands there';

/** What an expression reads. */
export function expressionReads(expression: Expression, helpers: ChartTemplate['helpers']): Read[] {
  const read = ({ steps }: Reference, effect: string): Read => ({ steps, effect });
  const readsOf = (inner: Expression) => expressionReads(inner, helpers);
  switch (expression.kind) {
    case 'value':
      return [read(expression.reference, 'copied')];
    case 'asText':
      return [read(expression.reference, 'copied as text')];
    case 'call':
      return readsOf(expression.argument).map(({ steps }) => ({ steps, effect: changeWords(expression.function) }));
    case 'json':
      return [read(expression.reference, 'copied as JSON')];
    case 'length':
      return [read(expression.reference, 'its length')];
    case 'join':
      return [read(expression.reference, `its elements, with ${JSON.stringify(expression.separator)} between them`)];
    case 'joinedTexts': {
      const inLoops = `its elements, with ${JSON.stringify(expression.separator)} between them`;
      return expression.parts.flatMap((part) => textReads(part, 'part of the text', inLoops, helpers));
    }
    case 'fallback': {
      const { reference, otherwise } = expression;
      const standsIn = `stands in where ${referencePath(reference.steps)} is empty`;
      return [
        read(reference, `copied; where it is empty, ${expressionWords(otherwise)} stands in`),
        ...readsOf(otherwise).map((inner) => ({ ...inner, effect: standsIn })),
      ];
    }
    case 'concatenation':
      return expression.parts.flatMap(readsOf).map((inner) => ({ ...inner, effect: 'part of the text' }));
    case 'reckoned':
      return wholeNumberReferences(expression.number).map((reference) =>
        read(reference, numberEffect(expression.number)),
      );
    case 'include': {
      const suffix = expression.suffix ? readsOf(expression.suffix) : [];
      const names = (NAMING[expression.helper] ?? []).map((key) => ({ steps: [key] }));
      return [...suffix, ...names]
        .map(({ steps }): Read => ({ steps, effect: 'part of the name' }))
        .concat(
          helpers
            .filter(({ name }) => name === expression.helper)
            .flatMap(({ branches, otherwise }) => [
              ...[...branches.map(({ text }) => text), otherwise].flatMap(readsOf),
              ...branches.flatMap(({ when }) => conditionReads(when).map(({ steps }) => ({ steps, effect: DECIDES }))),
            ]),
        );
    }
    // A checksum changes with all that is in the object, which is told of the object.
    case 'checksum':
    case 'literal':
    case 'builtin':
    case 'loopIndex':
    case 'loopKey':
      return [];
  }
}

/** What one of several texts that are joined reads, and to what effect: outside of loops and inside. */
function textReads(part: Part<Item>, effect: string, inLoops: string, helpers: ChartTemplate['helpers']): Read[] {
  const readsOf = (inner: Part<Item>) => textReads(inner, effect, inLoops, helpers);
  switch (part.kind) {
    case 'item':
      return nodeReads(part.value, helpers).map(({ steps }) => ({ steps, effect }));
    case 'splice':
      return [{ steps: part.reference.steps, effect: inLoops }];
    case 'loop':
      return [
        { steps: part.over.steps, effect: inLoops },
        ...part.parts.flatMap((inner) => textReads(inner, inLoops, inLoops, helpers)),
      ];
    case 'conditional':
      return [
        ...part.branches.flatMap(({ when }) => conditionReads(when)).map(({ steps }) => ({ steps, effect: DECIDES })),
        ...[...part.branches.flatMap(({ parts }) => parts), ...part.otherwise].flatMap(readsOf),
      ];
    case 'included':
      return [];
  }
}

function numberEffect(number: WholeNumber): string {
  const isPlain = operandsOf(number).every(({ kind }) => kind === 'value' || kind === 'constant');
  if (number.kind === 'sum' && isPlain) return 'part of a sum';
  if (number.kind === 'extreme' && isPlain)
    return `copied where it is the ${number.function === 'max' ? 'largest' : 'smallest'}`;
  return `part of ${wholeNumberWords(number)}`;
}

/** What a node reads by itself, without what is in it. */
export function nodeReads(node: TemplateNode, helpers: ChartTemplate['helpers']): Read[] {
  switch (node.kind) {
    case 'scalar':
      return expressionReads(node.expression, helpers);
    case 'copy':
      return [{ steps: node.reference.steps, effect: 'copied', isWhole: true }];
    case 'mapping':
    case 'sequence':
    case 'empty':
      return [];
  }
}

export function spliceReads({ reference, omitted = [] }: Splice): Read[] {
  return [{ steps: reference.steps, effect: 'copied, beside others', isWhole: true, omitted }];
}

/** What a condition reads, of a dictionary only the key that it asks for. */
export function conditionReads(condition: Condition): Pick<Read, 'steps'>[] {
  switch (condition.kind) {
    case 'not':
      return conditionReads(condition.condition);
    case 'and':
    case 'or':
      return condition.conditions.flatMap(conditionReads);
    case 'hasKey':
      return [{ steps: [...condition.reference.steps, condition.key] }];
    default:
      return [{ steps: condition.reference.steps }];
  }
}
