import { type Expression, expressionKey } from './expression';
import type { ChartTemplate, EntriesHelper, Entry, Item, Part, TemplateNode } from './node';
import { printEntries } from './print';

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
 * What all the objects' labels have beyond those that every chart has goes into `<chart>.labels` too.
 */
export function foldLabels(template: ChartTemplate, hasAppVersion: boolean): ChartTemplate {
  const common = new Map([...SELECTOR_LABELS, ...commonLabels(hasAppVersion)]);
  const labels = template.objects.flatMap(labelsOf).filter((parts) => hasAll(parts, common));
  const shared = sharedParts(labels.map((parts) => without(parts, common)));
  const helpers: EntriesHelper[] = [
    {
      name: 'labels',
      parts: [
        ...entries([...commonLabels(hasAppVersion)].slice(0, 1)),
        { kind: 'included', helper: 'selectorLabels' },
        ...entries([...commonLabels(hasAppVersion)].slice(1)),
        ...shared,
      ],
    },
    { name: 'selectorLabels', parts: entries([...SELECTOR_LABELS]) },
  ];
  const keys = new Set(shared.map(partKey));
  const fold = (parts: Parts): Parts => {
    if (hasAll(parts, common)) {
      const rest = without(parts, common);
      if ([...keys].every((key) => rest.some((part) => partKey(part) === key))) {
        return [{ kind: 'included', helper: 'labels' }, ...rest.filter((part) => !keys.has(partKey(part)))];
      }
    }
    if (!hasAll(parts, SELECTOR_LABELS)) return parts;
    return [{ kind: 'included', helper: 'selectorLabels' }, ...without(parts, SELECTOR_LABELS)];
  };
  return { ...template, objects: foldItems(template.objects, fold), labels: helpers };
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

/** The parts that all of several mappings have; of a single mapping nothing is shared. */
function sharedParts(mappings: readonly Parts[]): Parts {
  const [first, ...others] = mappings;
  if (!first || others.length === 0) return [];
  return first.filter((part) =>
    others.every((other) => other.some((candidate) => partKey(candidate) === partKey(part))),
  );
}

/** Parts that print alike are alike. */
function partKey(part: Part<Entry>): string {
  const fileOf = () => '';
  return printEntries([part], { chart: '', loops: [], fileOf }, 0).join('\n');
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

/** Applies a function to every entry or item, also inside of conditions and loops. */
function mapParts<P extends Entry | Item>(
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
