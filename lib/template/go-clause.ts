/** A condition in Go's template language: a value, a function of arguments, or the opposite of one. */
export type GoClause =
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'call'; readonly function: string; readonly arguments: readonly string[] }
  | { readonly kind: 'not'; readonly clause: GoClause };

export function goValue(text: string): GoClause {
  return { kind: 'value', text };
}

export function goCall(name: string, ...args: readonly string[]): GoClause {
  return { kind: 'call', function: name, arguments: args };
}

/** Several clauses by `and` or `or`, each once. */
export function goJunction(operator: 'and' | 'or', clauses: readonly GoClause[]): GoClause {
  const [first, ...others] = [...new Map(clauses.map((clause) => [printClause(clause), clause])).values()];
  return others.length === 0 ? first : goCall(operator, ...[first, ...others].map(goArgument));
}

const OPPOSITES: Readonly<Record<string, string>> = { eq: 'ne', ne: 'eq' };

export function goNot(clause: GoClause): GoClause {
  if (clause.kind === 'not') return clause.clause;
  const opposite = clause.kind === 'call' ? OPPOSITES[clause.function] : undefined;
  if (clause.kind === 'value' || opposite === undefined) return { kind: 'not', clause };
  return { ...clause, function: opposite };
}

/** A clause as it stands behind `if`. */
export function printClause(clause: GoClause): string {
  switch (clause.kind) {
    case 'value':
      return clause.text;
    case 'call':
      return [clause.function, ...clause.arguments].join(' ');
    case 'not':
      return `not ${goArgument(clause.clause)}`;
  }
}

/** A clause as an argument of a function. */
export function goArgument(clause: GoClause): string {
  return clause.kind === 'value' ? clause.text : `(${printClause(clause)})`;
}
