import type { Condition } from './condition';
import type { Expression } from './expression';
import type { ChartTemplate, Entry, Item, Part, TemplateNode } from './node';
import type { Reference } from './reference';

/** What is done with each thing that a template is made of; where it stands in loops, with what these go over. */
export interface TemplateVisitor {
  readonly expression: (expression: Expression, loops: LoopsAround) => void;
  /** The key of an entry, before it is visited as an expression. @default nothing */
  readonly key?: (key: Expression) => void;
  readonly condition: (condition: Condition) => void;
  /** What is copied whole, or looped over. */
  readonly reference: (reference: Reference) => void;
}

/** What the loops around a place go over, by their numbers. */
export type LoopsAround = ReadonlyMap<number, Reference>;

/** Visits everything in a chart's templates, in their order. */
export function walkTemplate(template: ChartTemplate, visitor: TemplateVisitor): void {
  for (const object of template.objects) walkPart(object, visitor);
  for (const { parts } of [...template.labels, ...(template.blocks ?? [])]) {
    for (const part of parts) walkPart(part, visitor);
  }
  for (const { branches, otherwise } of template.helpers) {
    for (const { when, text } of branches) {
      visitor.condition(when);
      visitor.expression(text, new Map());
    }
    visitor.expression(otherwise, new Map());
  }
}

/** Visits everything in one part. */
export function walkPart(
  part: Part<Entry> | Part<Item>,
  visitor: TemplateVisitor,
  loops: LoopsAround = new Map(),
): void {
  switch (part.kind) {
    case 'entry':
      visitor.key?.(part.key);
      visitor.expression(part.key, loops);
      walkNode(part.value, visitor, loops);
      break;
    case 'item':
      walkNode(part.value, visitor, loops);
      break;
    case 'conditional':
      for (const { when, parts } of part.branches) {
        visitor.condition(when);
        for (const inner of parts) walkPart(inner, visitor, loops);
      }
      for (const inner of part.otherwise) walkPart(inner, visitor, loops);
      break;
    case 'loop': {
      visitor.reference(part.over);
      const inside = new Map([...loops, [part.loop, part.over]]);
      for (const inner of part.parts) walkPart(inner, visitor, inside);
      break;
    }
    case 'splice':
      visitor.reference(part.reference);
      for (const winner of part.overriddenBy ?? []) visitor.reference(winner);
      break;
    case 'included':
      break;
  }
}

/** Visits everything in one node. */
export function walkNode(node: TemplateNode, visitor: TemplateVisitor, loops: LoopsAround = new Map()): void {
  switch (node.kind) {
    case 'scalar':
      visitor.expression(node.expression, loops);
      break;
    case 'copy':
      visitor.reference(node.reference);
      break;
    case 'mapping':
    case 'sequence':
      for (const part of node.parts) walkPart(part, visitor, loops);
      break;
    case 'empty':
      break;
  }
}
