import type { ObjectShape } from '../values/shape';
import { installCommand, type ReleaseTarget } from './install-command';
import { type IsOmitted, liveShape, liveValues, omitsNothing } from './live-values';
import { escapeMarkdown, markdownCode, markdownTable } from './markdown';
import type { ChartMetadata } from './metadata';
import { overridesFileName } from './overrides-file';
import { valuesTable } from './values-table';

/** A value that the chart does not take, because what it does cannot be said in a template. */
export interface FixedValue {
  /** Path of the value, such as `model.version`. */
  readonly path: string;
  /** What it was when the chart was made. */
  readonly value: unknown;
  /** Why it cannot be in the chart, as a sentence. */
  readonly reason: string;
}

/** An environment as the README speaks of it. */
export interface ReadmeEnvironment {
  readonly name: string;
  readonly target: ReleaseTarget;
}

export interface ReadmeProps {
  readonly metadata: ChartMetadata;
  /** Shape of the chart's values schema. */
  readonly shape: ObjectShape;
  /** The values of `base`, with the schema's defaults. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Environments that have a values file of their own. */
  readonly environments: readonly ReadmeEnvironment[];
  readonly fixedValues?: readonly FixedValue[];
  /** What the chart is made for, by the paths of the values that say it. @default nothing in particular */
  readonly presetChoices?: ReadonlyMap<string, string>;
  /** Paths of values with rules that the chart does not enforce. @default none */
  readonly unenforced?: readonly string[];
  /** Values that are not in the chart. @default none */
  readonly isOmitted?: IsOmitted;
  /** Lines of the comment that the file begins with; readers do not see it. @default none */
  readonly header?: readonly string[];
}

/** What a reader of the templates may wonder about, because charts that were written by hand often go without it. */
const TEMPLATE_CONVENTIONS = [
  '- Text is quoted, so that `on`, `007` and `1e3` stay text; only choices of plain words go without `quote`.',
  '- Whole numbers that may reach a million go through `int64`: Helm would print `1e+06`.',
  '- What may be a number or text goes through `toJson`, which keeps `80` and `"80"` apart.',
  '- `if .Values.x` asks whether a value is set and not empty, zero or false; `kindIs "invalid" .Values.x` whether it is left out.',
];

/** What a reader of the schema may not expect of Helm. */
const SCHEMA_CONVENTIONS = [
  '`values.schema.json` refuses what is not in this table, at every depth, and text that Helm does not carry unchanged. Other than one might expect:',
  '',
  '- Helm fills in no defaults inside of lists and maps of maps: what is not optional there has to be written.',
  '- A null takes a value away; one that has a default needs another value instead, and another option of a choice between maps needs nulls for the keys of the one before.',
  '- Lengths count characters; formats such as `uri` are those of Helm.',
];

/** The text of the chart's `README.md`. */
export function readmeMarkdown(props: ReadmeProps): string {
  const { metadata, shape, isOmitted = omitsNothing } = props;
  const live = liveShape(shape, isOmitted);
  const paragraphs = [
    htmlComment(props.header ?? []),
    [`# ${metadata.name}`],
    metadata.deprecated ? ['**This chart is deprecated.**'] : [],
    metadata.description === undefined ? [] : [escapeMarkdown(metadata.description)],
    factLines(metadata),
    ['## Installing'],
    ...installParagraphs(props.environments),
    metadata.dependencies?.length ? ['## Dependencies'] : [],
    dependencyTable(metadata),
    ['## Values'],
    madeForLines(props.presetChoices ?? new Map()),
    valuesTable(live, liveValues(shape, live, props.values)),
    SCHEMA_CONVENTIONS,
    ...fixedParagraphs(props.fixedValues ?? []),
    ...unenforcedParagraphs(props.unenforced ?? []),
    ['## Reading the templates'],
    TEMPLATE_CONVENTIONS,
    metadata.maintainers?.length ? ['## Maintainers'] : [],
    maintainerLines(metadata),
    metadata.sources?.length ? ['## Sources'] : [],
    (metadata.sources ?? []).map((source) => `- <${source}>`),
  ];
  return `${paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function htmlComment(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['<!--', ...lines.map((line) => line.replaceAll('--', '- -')), '-->'];
}

function factLines({ version, appVersion, kubeVersion, home }: ChartMetadata): string[] {
  return [
    `- Version: ${markdownCode(version)}`,
    ...(appVersion === undefined ? [] : [`- Version of the application: ${markdownCode(appVersion)}`]),
    `- Kubernetes: ${kubeVersion === undefined ? 'any version' : markdownCode(kubeVersion)}; Helm 3 or 4`,
    ...(home === undefined ? [] : [`- Home: <${home}>`]),
  ];
}

function installParagraphs(environments: readonly ReadmeEnvironment[]): string[][] {
  const commands =
    environments.length === 0
      ? [installCommand({ release: 'my-release' }, '.')]
      : environments.flatMap(({ name, target }, index) => [
          ...(index > 0 ? [''] : []),
          `# ${name}`,
          installCommand(target, '.', overridesFileName(name)),
        ]);
  return [
    ['From the folder of the chart:'],
    ['```sh', ...commands, '```'],
    [
      'The same commands upgrade a release. Single values can be set with `--set <path>=<value>`; what is not in `values.schema.json` is refused.',
    ],
  ];
}

function dependencyTable({ dependencies = [] }: ChartMetadata): string[] {
  return markdownTable(
    ['Chart', 'Version', 'Repository', 'Switched by'],
    dependencies.map(({ name, alias, version, repository, condition }) => [
      alias === undefined ? markdownCode(name) : `${markdownCode(name)} as ${markdownCode(alias)}`,
      markdownCode(version),
      repository === undefined ? '' : escapeMarkdown(repository),
      condition === undefined ? '' : markdownCode(condition),
    ]),
  );
}

function madeForLines(choices: ReadonlyMap<string, string>): string[] {
  return [...choices].map(
    ([path, option]) =>
      `The chart is made for ${markdownCode(option)} (${markdownCode(path)}): the defaults below are the right ones for it. It cannot be made into another when it is installed.`,
  );
}

function fixedParagraphs(fixedValues: readonly FixedValue[]): string[][] {
  if (fixedValues.length === 0) return [];
  const rows = fixedValues.map(({ path, value, reason }) => [
    markdownCode(path),
    value === undefined ? '' : markdownCode(JSON.stringify(value)),
    escapeMarkdown(reason),
  ]);
  return [
    ['## Fixed values'],
    ['These were decided when the chart was made and cannot be set when it is installed.'],
    markdownTable(['Value', 'Is', 'Because'], rows),
  ];
}

function unenforcedParagraphs(paths: readonly string[]): string[][] {
  if (paths.length === 0) return [];
  return [
    ['## Rules that are not enforced'],
    ['Rules on these values were checked when the chart was made, and cannot be checked when it is installed.'],
    paths.map((path) => (path === '' ? '- the values as a whole' : `- ${markdownCode(path)}`)),
  ];
}

function maintainerLines({ maintainers = [] }: ChartMetadata): string[] {
  return maintainers.map(({ name, email, url }) => {
    const text = escapeMarkdown(name);
    return `- ${url === undefined ? text : `[${text}](<${url}>)`}${email === undefined ? '' : ` <${email}>`}`;
  });
}
