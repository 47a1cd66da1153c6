import type { Expression } from './expression';
import type { ChartTemplate } from './node';
import { type Reference, type ReferenceStep, referenceKey } from './reference';
import { TEXT_FUNCTIONS, type TextFunction } from './text-function';
import { type LoopsAround, walkTemplate } from './walk-template';

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

/** What a chart's templates demand of the texts that they change. */
export function textDemands(template: ChartTemplate): TextDemand[] {
  const found = new Map<string, TextDemand>();
  const add = (of: TextDemand['of'], name: TextFunction, reference: Reference | undefined) => {
    if (!reference || TEXT_FUNCTIONS[name].unlike === undefined) return;
    found.set(`${of} ${name} ${referenceKey(reference)}`, { steps: reference.steps, of, function: name });
  };
  const visit = (expression: Expression, loops: LoopsAround): void => {
    switch (expression.kind) {
      case 'call':
        if (expression.argument.kind === 'value') add('value', expression.function, expression.argument.reference);
        else add('keys', expression.function, loops.get(expression.argument.loop));
        break;
      case 'concatenation':
        for (const part of expression.parts) visit(part, loops);
        break;
      case 'fallback':
        visit(expression.otherwise, loops);
        break;
      case 'include':
        if (expression.suffix) visit(expression.suffix, loops);
        break;
      case 'checksum':
        visit(expression.objectName, loops);
        break;
      default:
    }
  };
  walkTemplate(template, { expression: visit, condition: () => {}, reference: () => {} });
  return [...found.values()];
}

/** The characters that a text must not have, as a regular expression of Go, JavaScript and JSON schema. */
export function refusedPattern(demand: TextDemand): string {
  return `[${TEXT_FUNCTIONS[demand.function].unlike}]`;
}
