import { type Expression, innerExpressions, type Literal, withInnerExpressions } from './expression';
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
  if (expression.kind === 'include' && !expression.suffix) return constants.get(expression.helper) ?? expression;
  return withInnerExpressions(expression, (inner) => inlineConstants(inner, constants));
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
  const inside = innerExpressions(expression).flatMap(includedIn);
  return expression.kind === 'include' ? [expression.helper, ...inside] : inside;
}
