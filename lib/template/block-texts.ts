import type { Expression } from './expression';
import { includedIn } from './needed-helpers';
import type { ChartTemplate, Entry, Item, Part, TemplateNode, TextHelper } from './node';
import { isBlockText } from './yaml';

/**
 * The named templates that hold lines as they are, such as a script: all that they can give are texts of several lines,
 * and wherever they are included the lines stand alone, or together with others of the kind.
 */
export function blockTexts({ helpers, objects, labels, blocks = [] }: ChartTemplate): ReadonlySet<string> {
  const names = new Set(helpers.filter(isLines).map(({ name }) => name));
  const exclude = (expression: Expression): void => {
    if (blockIncludes(expression, names)) return;
    for (const name of includedIn(expression)) names.delete(name);
  };
  const visitNode = (node: TemplateNode): void => {
    if (node.kind === 'scalar') exclude(node.expression);
    if (node.kind === 'mapping' || node.kind === 'sequence') node.parts.forEach(visitPart);
  };
  const visitPart = (part: Part<Entry> | Part<Item>): void => {
    switch (part.kind) {
      case 'entry':
        for (const name of includedIn(part.key)) names.delete(name);
        visitNode(part.value);
        return;
      case 'item':
        visitNode(part.value);
        return;
      case 'conditional':
        for (const { parts } of part.branches) parts.forEach(visitPart);
        part.otherwise.forEach(visitPart);
        return;
      case 'loop':
        part.parts.forEach(visitPart);
    }
  };
  objects.forEach(visitPart);
  for (const { parts } of [...labels, ...blocks]) parts.forEach(visitPart);
  for (const text of helpers.flatMap(textsOf)) for (const name of includedIn(text)) names.delete(name);
  return names;
}

/** The named templates of lines that text consists of, if it consists of nothing else. */
export function blockIncludes(expression: Expression, names: ReadonlySet<string>): string[] | undefined {
  const parts = expression.kind === 'concatenation' ? expression.parts : [expression];
  const included = parts.map((part) => (part.kind === 'include' && names.has(part.helper) ? part.helper : undefined));
  return included.every((name) => name !== undefined) ? (included as string[]) : undefined;
}

function textsOf({ branches, otherwise }: TextHelper): Expression[] {
  return [...branches.map(({ text }) => text), otherwise];
}

function isLines(helper: TextHelper): boolean {
  return textsOf(helper).every(
    (text) =>
      text.kind === 'literal' && typeof text.value === 'string' && isBlockText(text.value) && text.value.endsWith('\n'),
  );
}
