import { type Condition, conditionReferences } from '../template/condition';
import type { ChartTemplate, Entry, Item, Part, TemplateNode } from '../template/node';
import { patternKey } from './place';

/**
 * The variables that the conditions of a template ask about together, by their patterns: those of one `if` with all of
 * its alternatives.
 */
export function askedTogether(template: ChartTemplate): string[][] {
  const found = new Map<string, string[]>();
  const add = (conditions: readonly Condition[]) => {
    const patterns = [...new Set(conditions.flatMap(conditionReferences).map(patternKey))].sort();
    if (patterns.length > 1) found.set(patterns.join(' '), patterns);
  };
  for (const part of template.objects) visitPart(part, add);
  for (const { branches } of template.helpers) add(branches.map(({ when }) => when));
  return [...found.values()];
}

function visitPart(part: Part<Entry> | Part<Item>, add: (conditions: readonly Condition[]) => void): void {
  switch (part.kind) {
    case 'conditional':
      add(part.branches.map(({ when }) => when));
      for (const { parts } of part.branches) for (const inner of parts) visitPart(inner, add);
      for (const inner of part.otherwise) visitPart(inner, add);
      return;
    case 'loop':
      for (const inner of part.parts) visitPart(inner, add);
      return;
    case 'entry':
    case 'item':
      visitNode(part.value, add);
  }
}

function visitNode(node: TemplateNode, add: (conditions: readonly Condition[]) => void): void {
  if (node.kind === 'mapping' || node.kind === 'sequence') for (const part of node.parts) visitPart(part, add);
}
