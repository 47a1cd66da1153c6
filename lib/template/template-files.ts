import { blockTexts } from './block-texts';
import type { Condition } from './condition';
import { type Expression, expressionKey } from './expression';
import { goCondition } from './go-condition';
import type { PrintContext } from './go-reference';
import { goComment, goPipeline } from './go-syntax';
import type { ChartTemplate, Entry, Item, Part, TemplateNode } from './node';
import { nodeAt, type ObjectSummary, objectsIn, suffixOf, summarize } from './object-summary';
import { printConditional, printEntries, printLoop, printNode } from './print';

/** File names that charts use by convention, where they are not the kind in lower case. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  HorizontalPodAutoscaler: 'hpa',
  PersistentVolumeClaim: 'pvc',
  PodDisruptionBudget: 'pdb',
};

/** One file below `templates/`: the template of an object, or of all the objects of one loop or condition. */
interface TemplateFile {
  readonly file: string;
  readonly part: Part<Item>;
  readonly objects: readonly ObjectSummary[];
}

/** What is printed besides the templates themselves. */
export interface PrintOptions {
  /** Lines of the comment that each file begins with. @default none */
  readonly header?: readonly string[];
  /** See {@link PrintContext.mark}. @default nothing */
  readonly mark?: PrintContext['mark'];
}

/** The chart's objects as template files: path below `templates/` to text. */
export function templateFiles(
  template: ChartTemplate,
  chart: string,
  { header = [], mark }: PrintOptions = {},
): Map<string, string> {
  const files = assignFiles(template);
  const context = { ...printContext(files, chart), blockTexts: blockTexts(template), ...(mark && { mark }) };
  return new Map(
    files.map(({ file, part }) => [file, [...goComment(header), ...printDocument(part, context), ''].join('\n')]),
  );
}

/** What is known of each object: its kind, its name as template text, and the condition under which it is there. */
export interface DescribedObject {
  readonly kind: string;
  readonly name: string;
  /** @default it always is */
  readonly condition?: Condition;
  /** Of a Service: its first port. */
  readonly port?: string;
  /** Of a workload: the seconds after which its rollout has failed. @default Kubernetes decides */
  readonly deadline?: string;
  /** The moments at which Helm runs the object as a hook. @default it is none */
  readonly hook?: string;
}

/** The objects of a chart for texts about it, such as NOTES.txt. Objects that a loop repeats are left out. */
export function describeObjects(template: ChartTemplate, chart: string): DescribedObject[] {
  const context = printContext(assignFiles(template), chart);
  return template.objects.flatMap((part): DescribedObject[] => {
    if (part.kind === 'item') return describe(part, context);
    if (part.kind !== 'conditional' || part.branches.length !== 1) return [];
    const [branch] = part.branches;
    if (!branch) return [];
    return branch.parts.flatMap((inner) =>
      inner.kind === 'item' ? describe(inner, context).map((object) => ({ ...object, condition: branch.when })) : [],
    );
  });
}

function describe(item: Item, context: PrintContext): DescribedObject[] {
  return summarize(item).map(({ kind, name, hook }) => {
    const port = kind === 'Service' ? firstPort(item) : undefined;
    const deadline = scalarText(nodeAt(item.value, 'spec'), 'progressDeadlineSeconds', context);
    return {
      kind,
      name: bare(name, context),
      ...(port && { port: bare(port, context) }),
      ...(deadline !== undefined && { deadline }),
      ...(hook !== undefined && { hook }),
    };
  });
}

/** An expression as template text without quotes. */
function bare(expression: Expression, context: PrintContext): string {
  return expression.kind === 'literal' ? String(expression.value) : `{{ ${goPipeline(expression, context)} }}`;
}

/** The scalar behind a key of a mapping as template text, if one always stands there, whatever it depends on. */
function scalarText(node: TemplateNode | undefined, key: string, context: PrintContext): string | undefined {
  const textIn = (parts: readonly Part<Entry>[]): string | undefined => {
    for (const part of parts) {
      if (part.kind === 'entry' && part.key.kind === 'literal' && part.key.value === key) {
        return part.value.kind === 'scalar' ? bare(part.value.expression, context) : undefined;
      }
      if (part.kind !== 'conditional') continue;
      const texts = [...part.branches.map(({ parts: inner }) => textIn(inner)), textIn(part.otherwise)];
      if (texts.some((text) => text === undefined)) continue;
      const branches = part.branches.map(
        ({ when }, index) => `{{ ${index === 0 ? 'if' : 'else if'} ${goCondition(when, context)} }}${texts[index]}`,
      );
      return `${branches.join('')}{{ else }}${texts.at(-1)}{{ end }}`;
    }
    return undefined;
  };
  return node?.kind === 'mapping' ? textIn(node.parts) : undefined;
}

function firstPort(service: Item): Expression | undefined {
  const ports = nodeAt(nodeAt(service.value, 'spec'), 'ports');
  const first = ports?.kind === 'sequence' ? ports.parts[0] : undefined;
  const port = first?.kind === 'item' ? nodeAt(first.value, 'port') : undefined;
  return port?.kind === 'scalar' ? port.expression : undefined;
}

function printContext(files: readonly TemplateFile[], chart: string): PrintContext {
  return {
    chart,
    loops: [],
    fileOf: (kind, name) => {
      const key = expressionKey(name);
      const found = files.find(({ objects }) =>
        objects.some((object) => object.kind === kind && expressionKey(object.name) === key),
      );
      if (!found) throw new RangeError(`no template has a ${kind} named ${key}`);
      return found.file;
    },
  };
}

/** Gives every top-level part a file, named after its first object. */
function assignFiles(template: ChartTemplate): TemplateFile[] {
  const parts = template.objects.map((part) => ({ part, objects: objectsIn(part) }));
  const firsts = parts.map(({ objects }) => objects[0]);
  const used = new Map<string, number>();
  return parts.map(({ part, objects }, index) => {
    const base = baseName(firsts[index], firsts);
    const count = (used.get(base) ?? 0) + 1;
    used.set(base, count);
    return { file: `${base}${count > 1 ? `-${count}` : ''}.yaml`, part, objects };
  });
}

/** The kind, with the suffix of the name where there are several of it; of hooks, the suffix in a folder of their own. */
function baseName(object: ObjectSummary | undefined, all: readonly (ObjectSummary | undefined)[]): string {
  if (object === undefined) return 'objects';
  const { kind, name, hook } = object;
  const short = SHORT_NAMES[kind] ?? kind.toLowerCase();
  const suffix = suffixOf(name);
  if (hook !== undefined) {
    const isAlone = all.filter((other) => other?.hook !== undefined && suffixOf(other.name) === suffix).length === 1;
    const folder = hook === 'test' ? 'tests' : 'hooks';
    const words = isAlone && suffix ? [suffix] : [suffix, short].filter(Boolean);
    return `${folder}/${suffix === folder ? short : words.join('-')}`;
  }
  const isAlone = all.filter((other) => other?.kind === kind && other.hook === undefined).length === 1;
  return `${short}${!isAlone && suffix ? `-${suffix}` : ''}`;
}

/** The lines of a file: objects as documents of their own, under their conditions and in their loops. */
function printDocument(part: Part<Item>, context: PrintContext): string[] {
  switch (part.kind) {
    case 'item': {
      const [first, ...lines] =
        part.value.kind === 'mapping' ? printEntries(part.value.parts, context, 0) : printNode(part.value, context, 0);
      return [`${first}${context.mark?.(part) ?? ''}`, ...lines];
    }
    case 'conditional':
      return printConditional(part, context, (parts) => printDocuments(parts, context));
    case 'loop':
      return printLoop(part, context, (inner) => printDocuments(part.parts, inner));
    default:
      throw new RangeError(`${part.kind} cannot stand in the place of an object`);
  }
}

/** Several documents; in a loop each has its separator, because another may come before it. */
function printDocuments(parts: readonly Part<Item>[], context: PrintContext): string[] {
  return parts.flatMap((part, index) => {
    const needsSeparator = part.kind === 'item' && (index > 0 || context.loops.length > 0);
    return [...(needsSeparator ? ['---'] : []), ...printDocument(part, context)];
  });
}
