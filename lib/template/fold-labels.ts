import { type Expression, expressionKey } from './expression';
import { mapParts } from './map-parts';
import type { ChartTemplate, EntriesHelper, Entry, Included, Item, Part, TemplateNode } from './node';
import { partKey, readsLoop } from './part-key';

type Parts = readonly Part<Entry>[];

/** The selector labels, as every release has them. */
const SELECTOR_LABELS: ReadonlyMap<string, Expression> = new Map<string, Expression>([
  ['app.kubernetes.io/name', { kind: 'include', helper: 'name' }],
  ['app.kubernetes.io/instance', { kind: 'builtin', name: 'Release.Name' }],
]);

/** The other labels of every object; the version only where the chart has an app version. */
function commonLabels(hasAppVersion: boolean): ReadonlyMap<string, Expression> {
  return new Map<string, Expression>([
    ['helm.sh/chart', { kind: 'include', helper: 'chart' }],
    ...(hasAppVersion ? [['app.kubernetes.io/version', { kind: 'builtin', name: 'Chart.AppVersion' }] as const] : []),
    ['app.kubernetes.io/managed-by', { kind: 'builtin', name: 'Release.Service' }],
  ]);
}

/**
 * Puts `include "<chart>.labels"` and `include "<chart>.selectorLabels"` in the place of the labels that they stand for.
 * What all the objects' labels have beyond those that every chart has goes into `<chart>.labels` too, and where pods have
 * it as well, both have it from `<chart>.podLabels`.
 */
export function foldLabels(template: ChartTemplate, hasAppVersion: boolean): ChartTemplate {
  const common = commonLabels(hasAppVersion);
  const all = new Map([...SELECTOR_LABELS, ...common]);
  const labels = template.objects.flatMap(labelsOf).filter((parts) => hasAll(parts, all));
  const shared = sharedParts(labels.map((parts) => without(parts, all)));
  const sharedKeys = new Set(shared.map(partKey));
  let havePods = false;
  const fold = (parts: Parts): Parts => {
    if (!hasAll(parts, SELECTOR_LABELS)) return parts;
    const isLabelled = hasAll(parts, all);
    const others = without(parts, isLabelled ? all : SELECTOR_LABELS);
    const keys = others.map(partKey);
    const isShared = [...sharedKeys].every((key) => keys.includes(key));
    if (isLabelled && isShared) return [included('labels'), ...others.filter((_, at) => !sharedKeys.has(keys[at]))];
    if (!isShared || shared.length === 0) return [included('selectorLabels'), ...without(parts, SELECTOR_LABELS)];
    havePods = true;
    return [included('podLabels'), ...without(parts, SELECTOR_LABELS).filter((part) => !sharedKeys.has(partKey(part)))];
  };
  const objects = foldItems(template.objects, fold);
  const [chart, ...others] = entries([...common]);
  const pods: EntriesHelper = { name: 'podLabels', parts: [included('selectorLabels'), ...shared] };
  const inLabels = havePods
    ? [chart, included('podLabels'), ...others]
    : [chart, included('selectorLabels'), ...others, ...shared];
  return {
    ...template,
    objects,
    labels: [
      { name: 'labels', parts: inLabels },
      ...(havePods ? [pods] : []),
      { name: 'selectorLabels', parts: entries([...SELECTOR_LABELS]) },
    ],
  };
}

function included(helper: EntriesHelper['name']): Included {
  return { kind: 'included', helper };
}

function entries(labels: readonly (readonly [string, Expression])[]): Entry[] {
  return labels.map(([key, expression]) => ({
    kind: 'entry',
    key: { kind: 'literal', value: key },
    value: { kind: 'scalar', expression },
  }));
}

/** The labels of each object in a part of a chart. */
function labelsOf(part: Part<Item>): Parts[] {
  switch (part.kind) {
    case 'item': {
      const labels = entryOf(entryOf(part.value, 'metadata'), 'labels');
      return labels?.kind === 'mapping' ? [labels.parts] : [];
    }
    case 'conditional':
      return [...part.branches.flatMap(({ parts }) => parts), ...part.otherwise].flatMap(labelsOf);
    case 'loop':
      return part.parts.flatMap(labelsOf);
    default:
      return [];
  }
}

function entryOf(node: TemplateNode | undefined, key: string): TemplateNode | undefined {
  if (node?.kind !== 'mapping') return undefined;
  return node.parts.find(
    (part): part is Entry => part.kind === 'entry' && part.key.kind === 'literal' && part.key.value === key,
  )?.value;
}

/** The parts that all of several mappings have, wherever they stand; of a single mapping nothing is shared. */
function sharedParts(mappings: readonly Parts[]): Parts {
  const [first, ...others] = mappings;
  if (!first || others.length === 0) return [];
  const keys = others.map((parts) => new Set(parts.map(partKey)));
  return first.filter((part) => !readsLoop(partKey(part)) && keys.every((other) => other.has(partKey(part))));
}

function hasAll(parts: Parts, labels: ReadonlyMap<string, Expression>): boolean {
  return [...labels].every(([key, value]) => parts.some((part) => isEntry(part, key, value)));
}

function without(parts: Parts, labels: ReadonlyMap<string, Expression>): Part<Entry>[] {
  return parts.filter((part) => ![...labels].some(([key, value]) => isEntry(part, key, value)));
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

function foldNode(node: TemplateNode, fold: (parts: Parts) => Parts): TemplateNode {
  if (node.kind === 'mapping') return { ...node, parts: foldEntries(node.parts, fold) };
  if (node.kind === 'sequence') return { ...node, parts: foldItems(node.parts, fold) };
  return node;
}

function foldItems(parts: readonly Part<Item>[], fold: (parts: Parts) => Parts): Part<Item>[] {
  return mapParts(parts, (item) => ({ ...item, value: foldNode(item.value, fold) }));
}

function foldEntries(parts: Parts, fold: (parts: Parts) => Parts): Part<Entry>[] {
  return mapParts(
    fold(parts),
    (entry) => ({ ...entry, value: foldNode(entry.value, fold) }),
    (inner) => foldEntries(inner, fold),
  );
}
