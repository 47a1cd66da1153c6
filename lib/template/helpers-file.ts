import { blockTexts } from './block-texts';
import type { Concatenation, Expression } from './expression';
import { goCondition } from './go-condition';
import type { PrintContext } from './go-reference';
import { escapeTemplate, goComment, goPipeline, templateText } from './go-syntax';
import { joinedList, joinedText } from './joined-text';
import type { BlockHelper, ChartTemplate, Entry, Item, Part, TextHelper } from './node';
import { printEntries, printItems } from './print';

/** The named templates that charts have whatever their objects are; no other may be called so. */
export const STANDARD_HELPERS = [
  'name',
  'fullname',
  'resourceName',
  'chart',
  'labels',
  'podLabels',
  'selectorLabels',
  'validateValues',
  'keyStep',
];

export interface HelpersOptions {
  readonly chart: string;
  /** The values have `nameOverride`. */
  readonly hasNameOverride: boolean;
  /** The values have `fullnameOverride`. */
  readonly hasFullnameOverride: boolean;
  /** Named templates besides those of the objects. @default none */
  readonly further?: readonly NamedTemplate[];
  /** Lines of the comment that the file begins with. @default none */
  readonly header?: readonly string[];
}

/** A named template as text; the chart's name stands before its own. */
export interface NamedTemplate {
  readonly name: string;
  readonly comment: string;
  readonly lines: readonly string[];
}

/**
 * The text of `_helpers.tpl`: names and labels as `helm create` has them, and what the constructs added.
 *
 * @param mark what is put behind the first line of each part, see {@link PrintContext.mark}
 */
export function helpersFile(template: ChartTemplate, options: HelpersOptions, mark?: PrintContext['mark']): string {
  const { chart } = options;
  const context: PrintContext = {
    chart,
    loops: [],
    blockTexts: blockTexts(template),
    ...(mark && { mark }),
    fileOf: () => {
      throw new RangeError('a named template cannot contain a checksum');
    },
  };
  // What gives a name comes first, then what is longer; scripts, which say nothing of the chart, come last.
  const texts = template.helpers.toSorted((left, right) => (left.name < right.name ? -1 : 1));
  const isShort = (helper: TextHelper) => !context.blockTexts?.has(helper.name) && !isText(helper);
  const name = options.hasNameOverride ? '.Values.nameOverride | default .Chart.Name' : '.Chart.Name';
  const blocks = [
    define(chart, 'name', 'The name of the chart.', [`{{- ${name} | trunc 63 | trimSuffix "-" }}`]),
    define(
      chart,
      'fullname',
      `The name of this release's objects: <release>-<chart>, or only the release's name where that contains the chart's.`,
      [`{{- include "${chart}.resourceName" (list . "") }}`],
    ),
    define(
      chart,
      'resourceName',
      `The same with a suffix: include "${chart}.resourceName" (list . "suffix"). Names longer than 63 characters are cut
before the suffix; a hash of the whole name keeps those apart that begin alike.`,
      resourceNameLines(options),
    ),
    define(chart, 'chart', 'Chart name and version, as the label helm.sh/chart has them.', [
      '{{- printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}',
    ]),
    ...template.labels.map(({ name: helper, parts }) =>
      define(chart, helper, LABEL_COMMENTS[helper], printEntries(parts, context, 0)),
    ),
    ...texts.filter(isShort).map((helper) => textHelper(helper, context)),
    ...(template.blocks ?? []).map((block) => blockHelper(block, context)),
    ...texts.filter((helper) => !isShort(helper)).map((helper) => textHelper(helper, context)),
    ...(options.further ?? []).map(({ name, comment, lines }) => define(chart, name, comment, lines)),
  ];
  const header = goComment(options.header ?? []).map((line) => `${line}\n`);
  return [...(header.length > 0 ? [header.join('')] : []), ...blocks].join('\n');
}

function define(chart: string, name: string, comment: string, lines: readonly string[]): string {
  return [...comments(comment), `{{- define "${chart}.${name}" -}}`, ...lines, '{{- end }}', ''].join('\n');
}

/** Text as it is, with actions in it; a newline or blanks at its end stay there. */
function defineText(chart: string, name: string, comment: string, text: string): string {
  const end = /\s$/.test(text) ? `${text}{{ end }}` : `${text}\n{{- end }}`;
  return [...comments(comment), `{{- define "${chart}.${name}" -}}`, end, ''].join('\n');
}

/** A comment, which its own text must not end. */
function comments(text: string): string[] {
  return ['{{/*', text.replaceAll('*/', '* /'), '*/}}'];
}

function resourceNameLines(options: HelpersOptions): string[] {
  const name = options.hasNameOverride ? '$root.Values.nameOverride | default $root.Chart.Name' : '$root.Chart.Name';
  return [
    '{{- $root := first . }}',
    '{{- $suffix := last . | printf "-%s" | trimSuffix "-" }}',
    `{{- $name := ${name} }}`,
    '{{- $fullname := printf "%s-%s" $root.Release.Name $name }}',
    '{{- if contains $name $root.Release.Name }}',
    '{{- $fullname = $root.Release.Name }}',
    '{{- end }}',
    ...(options.hasFullnameOverride ? ['{{- $fullname = $root.Values.fullnameOverride | default $fullname }}'] : []),
    '{{- if gt (add (len $fullname) (len $suffix)) 63 }}',
    '{{- $hash := sha256sum $fullname | trunc 8 }}',
    '{{- $fullname = printf "%s-%s" ($fullname | trunc (sub 54 (len $suffix) | int) | trimSuffix "-") $hash }}',
    '{{- end }}',
    '{{- printf "%s%s" $fullname $suffix }}',
  ];
}

const LABEL_COMMENTS = {
  labels: 'The labels of every object.',
  podLabels: 'Those of them that pods have too: a new version of the chart alone does not restart pods.',
  selectorLabels: 'The labels that select the pods of this release.',
} as const;

function blockHelper({ name, comment, of, parts }: BlockHelper, context: PrintContext): string {
  const lines =
    of === 'entries' ? printEntries(parts as Part<Entry>[], context, 0) : printItems(parts as Part<Item>[], context, 0);
  return define(context.chart, name, comment, lines);
}

function textHelper(helper: TextHelper, context: PrintContext): string {
  // Lines stand as they are, so an action before them takes the newline behind it away.
  const hasLines = context.blockTexts?.has(helper.name) ?? false;
  const close = hasLines ? '-}}' : '}}';
  const printText = (text: Expression) =>
    hasLines ? escapeTemplate(lines(text)) : `{{- ${goPipeline(text, context)} }}`;
  const branches = helper.branches.flatMap(({ when, text }, index) => [
    `{{- ${index === 0 ? 'if' : 'else if'} ${goCondition(when, context)} ${close}`,
    printText(text),
  ]);
  const [name, suffix] = helper.name.split('.').toReversed();
  const comment = helper.comment ?? `The ${words(name)}${suffix === undefined ? '' : ` of ${suffix}`}.`;
  if (helper.otherwise.kind === 'joinedTexts') {
    const text = joinedText(helper.otherwise, context);
    if (text !== undefined) return defineText(context.chart, helper.name, comment, text);
    return define(context.chart, helper.name, comment, joinedList(helper.otherwise, context));
  }
  const otherwise = printText(helper.otherwise);
  if (isText(helper)) return defineText(context.chart, helper.name, comment, templateText(helper.otherwise, context));
  if (branches.length === 0) return define(context.chart, helper.name, comment, [otherwise]);
  return define(context.chart, helper.name, comment, [...branches, `{{- else ${close}`, otherwise, '{{- end }}']);
}

/** Whether a named template gives text of several lines with values in it. */
function isText({ branches, otherwise }: TextHelper): boolean {
  return branches.length === 0 && otherwise.kind === 'concatenation' && /\n[\s\S]*\n/.test(literalsOf(otherwise));
}

function literalsOf({ parts }: Concatenation): string {
  return parts.map((part) => (part.kind === 'literal' ? String(part.value) : '')).join('');
}

/** Text of several lines without its last newline, which the place that includes it gives. */
function lines(text: Expression): string {
  return text.kind === 'literal' ? String(text.value).replace(/\n$/, '') : '';
}

/** `serviceAccountName` as `service account name`. */
function words(name: string): string {
  return name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
}
