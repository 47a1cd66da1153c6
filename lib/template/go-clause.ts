/** A condition in Go's template language: a value, a function of arguments, the opposite of one, or several. */
export type GoClause =
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'call'; readonly function: string; readonly arguments: readonly string[] }
  | { readonly kind: 'not'; readonly clause: GoClause }
  | { readonly kind: 'junction'; readonly operator: 'and' | 'or'; readonly clauses: readonly GoClause[] };

export function goValue(text: string): GoClause {
  return { kind: 'value', text };
}

export function goCall(name: string, ...args: readonly string[]): GoClause {
  return { kind: 'call', function: name, arguments: args };
}

/** Several clauses by `and` or `or`, each once. */
export function goJunction(operator: 'and' | 'or', clauses: readonly GoClause[]): GoClause {
  const flat = clauses.flatMap((clause) =>
    clause.kind === 'junction' && clause.operator === operator ? clause.clauses : [clause],
  );
  const merged = mergeComparisons(operator, flat);
  const [first, ...others] = [...new Map(merged.map((clause) => [printClause(clause), clause])).values()];
  return others.length === 0 ? first : { kind: 'junction', operator, clauses: [first, ...others] };
}

/** `eq x "a" "b"` for `or (eq x "a") (eq x "b")`, and its opposite for several that a value is not. */
function mergeComparisons(operator: 'and' | 'or', clauses: readonly GoClause[]): GoClause[] {
  const compares = operator === 'or' ? 'eq' : 'ne';
  const isAlike = (left: GoClause, right: GoClause) =>
    left.kind === 'call' &&
    right.kind === 'call' &&
    left.function === compares &&
    right.function === compares &&
    left.arguments[0] === right.arguments[0];
  const merged: GoClause[] = [];
  for (const [at, clause] of clauses.entries()) {
    const alike = clauses.filter((other) => isAlike(clause, other));
    if (alike.length < 2 || clause.kind !== 'call') merged.push(clause);
    if (alike.length < 2 || clause.kind !== 'call' || clauses.indexOf(alike[0]) !== at) continue;
    const options = alike.flatMap((other) => (other.kind === 'call' ? other.arguments.slice(1) : []));
    const isOne = goCall('eq', clause.arguments[0], ...new Set(options));
    merged.push(operator === 'or' ? isOne : goNot(isOne));
  }
  return merged;
}

const OPPOSITES: Readonly<Record<string, string>> = { eq: 'ne', ne: 'eq', ge: 'lt', lt: 'ge', gt: 'le', le: 'gt' };

export function goNot(clause: GoClause): GoClause {
  if (clause.kind === 'not') return clause.clause;
  const opposite = clause.kind === 'call' ? OPPOSITES[clause.function] : undefined;
  if (clause.kind !== 'call' || opposite === undefined || clause.arguments.length !== 2) return { kind: 'not', clause };
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
    case 'junction':
      return [clause.operator, ...clause.clauses.map(goArgument)].join(' ');
  }
}

/** A clause as an argument of a function. */
export function goArgument(clause: GoClause): string {
  return clause.kind === 'value' ? clause.text : `(${printClause(clause)})`;
}

/** The lines that begin what stands there if a clause holds: beyond a width, each part of it has a line of its own. */
export function goIfLines(keyword: 'if' | 'else if', clause: GoClause, width: number): string[] {
  const [first, ...others] = clauseLines(clause, width - `{{- ${keyword}  }}`.length);
  const lines = [`{{- ${keyword} ${first}`, ...others.map((line) => `  ${line}`)];
  return [...lines.slice(0, -1), `${lines.at(-1)} }}`];
}

/** A clause as lines no longer than a reader takes in at once, as far as it consists of several. */
export function clauseLines(clause: GoClause, width: number): readonly string[] {
  const line = printClause(clause);
  if (clause.kind !== 'junction' || line.length <= width) return [line];
  return [
    clause.operator,
    ...clause.clauses.flatMap((part) => argumentLines(part, width - 2)).map((text) => `  ${text}`),
  ];
}

function argumentLines(clause: GoClause, width: number): readonly string[] {
  const [first, ...others] = clauseLines(clause, width - 2);
  if (clause.kind === 'value') return [first];
  const lines = [`(${first}`, ...others];
  return [...lines.slice(0, -1), `${lines.at(-1)})`];
}
