import type { WholeNumber } from '../template/whole-number';
import { referencePath } from './reference-path';

/** How a whole number is reckoned: `(size × 1024 / bandwidth rounded up) + load`. */
export function wholeNumberWords(number: WholeNumber): string {
  switch (number.kind) {
    case 'constant':
      return String(number.value);
    case 'value':
      return referencePath(number.reference.steps);
    case 'sum': {
      const terms = number.terms.map(({ operand, factor }) => {
        const words = operandWords(operand);
        return { isTaken: factor < 0, words: Math.abs(factor) === 1 ? words : `${words} × ${Math.abs(factor)}` };
      });
      if (number.offset !== 0) terms.push({ isTaken: number.offset < 0, words: String(Math.abs(number.offset)) });
      return terms.reduce((text, { isTaken, words }, at) => {
        if (at === 0) return isTaken ? `-${words}` : words;
        return `${text} ${isTaken ? '-' : '+'} ${words}`;
      }, '');
    }
    case 'product':
      return number.operands.map(operandWords).join(' × ');
    case 'quotient': {
      const direction = number.rounding === 'ceil' ? 'up' : 'down';
      const { dividend, divisor } = number;
      const by = isMultiple(divisor) ? `(${wholeNumberWords(divisor)})` : operandWords(divisor);
      return `${operandWords(dividend)} / ${by} rounded ${direction}`;
    }
    case 'extreme':
      return `the ${number.function === 'max' ? 'largest' : 'smallest'} of ${number.operands.map(operandWords).join(' and ')}`;
  }
}

function operandWords(number: WholeNumber): string {
  return number.kind === 'value' || number.kind === 'constant' || isMultiple(number)
    ? wholeNumberWords(number)
    : `(${wholeNumberWords(number)})`;
}

/** `size × 1024`, which binds more closely than what may stand around it. */
function isMultiple(number: WholeNumber): boolean {
  if (number.kind === 'product') return true;
  return number.kind === 'sum' && number.terms.length === 1 && number.offset === 0;
}
