import { conditionReferences } from './condition';
import { expressionReferences } from './expression';
import type { ChartTemplate, Entry, Item, Part, TemplateNode } from './node';
import type { Reference } from './reference';
import { type TemplateVisitor, walkNode, walkPart, walkTemplate } from './walk-template';

/** Every value that a chart's templates read, as often as they read it. */
export function templateReferences(template: ChartTemplate): Reference[] {
  return collected((visitor) => walkTemplate(template, visitor));
}

/** Every value that a part reads. */
export function partReferences(part: Part<Entry> | Part<Item>): Reference[] {
  return collected((visitor) => walkPart(part, visitor));
}

/** Every value that a node reads. */
export function nodeReferences(node: TemplateNode): Reference[] {
  return collected((visitor) => walkNode(node, visitor));
}

function collected(walk: (visitor: TemplateVisitor) => void): Reference[] {
  const found: Reference[] = [];
  walk({
    expression: (expression) => found.push(...expressionReferences(expression)),
    condition: (condition) => found.push(...conditionReferences(condition)),
    reference: (reference) => found.push(reference),
  });
  return found;
}
