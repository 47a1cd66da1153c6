import { goCondition, goPipeline, type PrintContext } from './go-syntax';
import type { ChartTemplate, Entry, Part, TextHelper } from './node';
import { printEntries } from './print';

export interface HelpersOptions {
  readonly chart: string;
  /** The values have `nameOverride`. */
  readonly hasNameOverride: boolean;
  /** The values have `fullnameOverride`. */
  readonly hasFullnameOverride: boolean;
  /** Named templates besides those of the objects. @default none */
  readonly further?: readonly NamedTemplate[];
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
    ...(mark && { mark }),
    fileOf: () => {
      throw new RangeError('a named template cannot contain a checksum');
    },
  };
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
      define(chart, helper, LABEL_COMMENTS[helper], labelLines(parts, context)),
    ),
    ...template.helpers.map((helper) => textHelper(helper, context)),
    ...(options.further ?? []).map(({ name, comment, lines }) => define(chart, name, comment, lines)),
  ];
  return blocks.join('\n');
}

function define(chart: string, name: string, comment: string, lines: readonly string[]): string {
  return ['{{/*', comment, '*/}}', `{{- define "${chart}.${name}" -}}`, ...lines, '{{- end }}', ''].join('\n');
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
  selectorLabels: 'The labels that select the pods of this release.',
} as const;

/** Labels as a named template gives them: an included one stands at the start of a line, not below one. */
function labelLines(parts: readonly Part<Entry>[], context: PrintContext): string[] {
  return parts.flatMap((part) =>
    part.kind === 'included' ? [`{{ include "${context.chart}.${part.helper}" . }}`] : printEntries([part], context, 0),
  );
}

function textHelper(helper: TextHelper, context: PrintContext): string {
  const lines = helper.branches.flatMap(({ when, text }, index) => [
    `{{- ${index === 0 ? 'if' : 'else if'} ${goCondition(when, context)} }}`,
    `{{- ${goPipeline(text, context)} }}`,
  ]);
  const otherwise = `{{- ${goPipeline(helper.otherwise, context)} }}`;
  if (lines.length === 0) return define(context.chart, helper.name, words(helper.name), [otherwise]);
  return define(context.chart, helper.name, words(helper.name), [...lines, '{{- else }}', otherwise, '{{- end }}']);
}

/** `serviceAccountName` as `The service account name.` */
function words(name: string): string {
  return `The ${name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)}.`;
}
