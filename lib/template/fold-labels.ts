import { type Expression, expressionKey } from './expression';
import type { ChartTemplate, Entry, Item, Part, TemplateNode } from './node';

/** The entries that a named template of labels stands for. */
interface LabelSet {
  readonly helper: 'labels' | 'selectorLabels';
  readonly entries: ReadonlyMap<string, Expression>;
}

/** The selector labels, as every release has them. */
export const SELECTOR_LABELS: ReadonlyMap<string, Expression> = new Map<string, Expression>([
  ['app.kubernetes.io/name', { kind: 'include', helper: 'name' }],
  ['app.kubernetes.io/instance', { kind: 'builtin', name: 'Release.Name' }],
]);

/** The common labels without the selector labels; the version only where the chart has an app version. */
export function commonLabels(hasAppVersion: boolean): ReadonlyMap<string, Expression> {
  return new Map<string, Expression>([
    ['helm.sh/chart', { kind: 'include', helper: 'chart' }],
    ...SELECTOR_LABELS,
    ...(hasAppVersion ? [['app.kubernetes.io/version', { kind: 'builtin', name: 'Chart.AppVersion' }] as const] : []),
    ['app.kubernetes.io/managed-by', { kind: 'builtin', name: 'Release.Service' }],
  ]);
}

/** Puts `include "<chart>.labels"` and `include "<chart>.selectorLabels"` in the place of the labels they stand for. */
export function foldLabels(template: ChartTemplate, hasAppVersion: boolean): ChartTemplate {
  const sets: LabelSet[] = [
    { helper: 'labels', entries: commonLabels(hasAppVersion) },
    { helper: 'selectorLabels', entries: SELECTOR_LABELS },
  ];
  return { ...template, objects: foldItems(template.objects, sets) };
}

function foldNode(node: TemplateNode, sets: readonly LabelSet[]): TemplateNode {
  if (node.kind === 'mapping') return { ...node, parts: foldEntries(node.parts, sets) };
  if (node.kind === 'sequence') return { ...node, parts: foldItems(node.parts, sets) };
  return node;
}

function foldItems(parts: readonly Part<Item>[], sets: readonly LabelSet[]): Part<Item>[] {
  return mapParts(parts, (item) => ({ ...item, value: foldNode(item.value, sets) }));
}

function foldEntries(parts: readonly Part<Entry>[], sets: readonly LabelSet[]): Part<Entry>[] {
  const set = sets.find(({ entries }) =>
    [...entries].every(([key, value]) => parts.some((part) => isEntry(part, key, value))),
  );
  const rest = set
    ? parts.filter((part) => ![...set.entries].some(([key, value]) => isEntry(part, key, value)))
    : parts;
  const folded = mapParts(
    rest,
    (entry) => ({ ...entry, value: foldNode(entry.value, sets) }),
    (inner) => foldEntries(inner, sets),
  );
  return set ? [{ kind: 'included', helper: set.helper }, ...folded] : folded;
}

function isEntry(part: Part<Entry>, key: string, value: Expression): boolean {
  return (
    part.kind === 'entry' &&
    part.key.kind === 'literal' &&
    part.key.value === key &&
    part.value.kind === 'scalar' &&
    expressionKey(part.value.expression) === expressionKey(value)
  );
}

/** Applies a function to every entry or item, also inside of conditions and loops. */
export function mapParts<P extends Entry | Item>(
  parts: readonly Part<P>[],
  change: (part: P) => P,
  changeInner: (parts: readonly Part<P>[]) => Part<P>[] = (inner) => mapParts(inner, change),
): Part<P>[] {
  return parts.map((part): Part<P> => {
    switch (part.kind) {
      case 'conditional':
        return {
          ...part,
          branches: part.branches.map((branch) => ({ ...branch, parts: changeInner(branch.parts) })),
          otherwise: changeInner(part.otherwise),
        };
      case 'loop':
        return { ...part, parts: changeInner(part.parts) };
      case 'splice':
      case 'included':
        return part;
      default:
        return change(part as P);
    }
  });
}
