import { conditionReferences } from './condition';
import { expressionReferences } from './expression';
import type { ChartTemplate, Entry, Item, Part, TemplateNode } from './node';
import type { Reference } from './reference';

/** Every value that a chart's templates read, as often as they read it. */
export function templateReferences(template: ChartTemplate): Reference[] {
  return [
    ...template.objects.flatMap(partReferences),
    ...[...template.labels, ...(template.blocks ?? [])].flatMap(({ parts }) => parts.flatMap(partReferences)),
    ...template.helpers.flatMap(({ branches, otherwise }) => [
      ...branches.flatMap(({ when, text }) => [...conditionReferences(when), ...expressionReferences(text)]),
      ...expressionReferences(otherwise),
    ]),
  ];
}

/** Every value that a part reads. */
export function partReferences(part: Part<Entry> | Part<Item>): Reference[] {
  switch (part.kind) {
    case 'entry':
      return [...expressionReferences(part.key), ...nodeReferences(part.value)];
    case 'item':
      return nodeReferences(part.value);
    case 'conditional':
      return [
        ...part.branches.flatMap(({ when, parts }) => [...conditionReferences(when), ...parts.flatMap(partReferences)]),
        ...part.otherwise.flatMap(partReferences),
      ];
    case 'loop':
      return [part.over, ...part.parts.flatMap(partReferences)];
    case 'splice':
      return [part.reference];
    case 'included':
      return [];
  }
}

function nodeReferences(node: TemplateNode): Reference[] {
  switch (node.kind) {
    case 'scalar':
      return expressionReferences(node.expression);
    case 'copy':
      return [node.reference];
    case 'mapping':
    case 'sequence':
      return node.parts.flatMap(partReferences);
    case 'empty':
      return [];
  }
}
