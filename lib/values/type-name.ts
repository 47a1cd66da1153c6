import { joinWords } from './expectation';
import type { Shape } from './shape';

/**
 * The type of a value in a few words: `integer`, `list of string`, `"s3" or "pvc"`.
 *
 * @param literal how an option of a choice is written
 */
export function typeName(shape: Shape, literal: (text: string) => string = (text) => text): string {
  const nameOf = (inner: Shape) => typeName(inner, literal);
  switch (shape.kind) {
    case 'text':
      return 'string';
    case 'number':
      return shape.integer ? 'integer' : 'number';
    case 'toggle':
      return 'boolean';
    case 'choice':
      return joinWords(
        shape.options.map((option) => literal(JSON.stringify(option))),
        'or',
      );
    case 'scalarUnion':
    case 'union':
      return joinWords([...new Set(shape.options.map(nameOf))], 'or');
    case 'sequence':
      return `list of ${nameOf(shape.element)}`;
    case 'dictionary':
      return `map of ${nameOf(shape.value)}`;
    case 'object':
      return 'map';
    case 'any':
      return 'any';
  }
}
