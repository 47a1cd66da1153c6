import { concatenate, type Expression, type Literal } from './expression';
import type { ChartTemplate, TextHelper } from './node';
import { walkTemplate } from './walk-template';

/** The named templates that always give the same line, which is shorter than their names. */
export function constantHelpers(helpers: readonly TextHelper[]): ReadonlyMap<string, Literal> {
  return new Map(
    helpers.flatMap(({ name, branches, otherwise }) =>
      branches.length === 0 && otherwise.kind === 'literal' && !String(otherwise.value).includes('\n')
        ? [[name, otherwise] as const]
        : [],
    ),
  );
}

/** An expression with constants in the place of the named templates that give them. */
export function inlineConstants(expression: Expression, constants: ReadonlyMap<string, Literal>): Expression {
  const inside = (part: Expression) => inlineConstants(part, constants);
  switch (expression.kind) {
    case 'include':
      if (expression.suffix) return { ...expression, suffix: inside(expression.suffix) };
      return constants.get(expression.helper) ?? expression;
    case 'concatenation':
      return concatenate(expression.parts.map(inside));
    case 'fallback':
      return { ...expression, otherwise: inside(expression.otherwise) };
    case 'checksum':
      return { ...expression, objectName: inside(expression.objectName) };
    default:
      return expression;
  }
}

/** A chart without the named templates that nothing includes any more. */
export function withNeededHelpers(template: ChartTemplate): ChartTemplate {
  const needed = new Set<string>();
  const add = (expression: Expression): void => {
    for (const name of includedIn(expression)) {
      const helper = needed.has(name) ? undefined : template.helpers.find((candidate) => candidate.name === name);
      needed.add(name);
      for (const text of helper ? [...helper.branches.map((branch) => branch.text), helper.otherwise] : []) add(text);
    }
  };
  walkTemplate({ ...template, helpers: [] }, { expression: add, condition: () => {}, reference: () => {} });
  return { ...template, helpers: template.helpers.filter(({ name }) => needed.has(name)) };
}

/** The names of the templates that an expression includes. */
export function includedIn(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'include':
      return [expression.helper, ...(expression.suffix ? includedIn(expression.suffix) : [])];
    case 'concatenation':
      return expression.parts.flatMap(includedIn);
    case 'fallback':
      return includedIn(expression.otherwise);
    case 'checksum':
      return includedIn(expression.objectName);
    default:
      return [];
  }
}
