import { type Expression, expressionKey } from './expression';
import type { Conditional, Entry, Part, TemplateNode } from './node';

/** One key whose value depends on conditions. */
export interface SharedKey {
  readonly key: Expression;
  /** The entry of each branch, and that of `else` last. */
  readonly entries: readonly Entry[];
}

/** The key that all branches of a conditional give, if they give nothing else, and their values stand below it. */
export function sharedKey(part: Part<Entry>): SharedKey | undefined {
  if (part.kind !== 'conditional') return undefined;
  const entries = contents(part).map((parts) =>
    parts.length === 1 && parts[0].kind === 'entry' ? parts[0] : undefined,
  );
  const [first] = entries;
  if (!first || !entries.every((entry) => entry && isSame(entry, first) && standsBelow(entry.value))) return undefined;
  return { key: first.key, entries: entries as Entry[] };
}

function contents({ branches, otherwise }: Conditional<Entry>): (readonly Part<Entry>[])[] {
  return [...branches.map(({ parts }) => parts), otherwise];
}

function isSame(left: Entry, right: Entry): boolean {
  return expressionKey(left.key) === expressionKey(right.key);
}

/** Whether a value has lines of its own, below its key. */
function standsBelow(node: TemplateNode): boolean {
  return node.kind === 'copy' || node.kind === 'mapping' || (node.kind === 'sequence' && !node.orEmpty);
}
