import type { Expression } from '../template/expression';
import type { Item, Part } from '../template/node';
import { referencePath } from './reference-path';
import { wholeNumberWords } from './whole-number-words';

/**
 * What stands at a place, without values: literals as they are, everything else between angle brackets:
 * `<fullname>-model`, `v<model.version>`.
 */
export function expressionWords(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return String(expression.value);
    case 'value':
    case 'asText':
    case 'json':
    case 'join':
      return `<${referencePath(expression.reference.steps)}>`;
    case 'joinedTexts':
      return expression.parts.map(textWords).join(expression.separator);
    case 'call':
      return expressionWords(expression.argument);
    case 'length':
      return `<length of ${referencePath(expression.reference.steps)}>`;
    case 'fallback':
      return `<${referencePath(expression.reference.steps)} or ${expressionWords(expression.otherwise).replace(/^<(.*)>$/, '$1')}>`;
    case 'builtin':
      return `<${expression.name}>`;
    case 'include':
      return `<${expression.helper}>${expression.suffix ? `-${expressionWords(expression.suffix)}` : ''}`;
    case 'concatenation':
      return expression.parts.map(expressionWords).join('');
    case 'reckoned':
      return `<${wholeNumberWords(expression.number)}>`;
    case 'loopKey':
      return '<key>';
    case 'loopIndex':
      return expression.from === 0 ? '<index>' : `<index + ${expression.from}>`;
    case 'checksum':
      return `<checksum of ${expression.objectKind} ${expressionWords(expression.objectName)}>`;
  }
}

/** One of several texts that are joined; `…` for what is not always there. */
function textWords(part: Part<Item>): string {
  switch (part.kind) {
    case 'item':
      return part.value.kind === 'scalar' ? expressionWords(part.value.expression) : '';
    case 'loop':
      return `<${referencePath(part.over.steps)}>`;
    case 'splice':
      return `<${referencePath(part.reference.steps)}>`;
    default:
      return '…';
  }
}
