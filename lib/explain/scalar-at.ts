import type { Expression } from '../template/expression';
import type { Entry, TemplateNode } from '../template/node';

/** The scalar that stands at these keys of a mapping, if it always does. */
export function scalarAt(node: TemplateNode, keys: readonly string[]): Expression | undefined {
  const [key, ...rest] = keys;
  if (key === undefined) return node.kind === 'scalar' ? node.expression : undefined;
  if (node.kind !== 'mapping') return undefined;
  const entry = node.parts.find(
    (part): part is Entry => part.kind === 'entry' && part.key.kind === 'literal' && part.key.value === key,
  );
  return entry && scalarAt(entry.value, rest);
}
