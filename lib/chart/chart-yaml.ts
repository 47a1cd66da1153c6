import { entryLines, indent, quoteYaml, yamlLines } from '../template/yaml';
import { headerComment } from './comment';
import type { ChartDependency, ChartMetadata, Maintainer } from './metadata';

/**
 * The text of `Chart.yaml`: the keys in the order that `helm create` and Helm's documentation have.
 *
 * @param header lines of the comment that the file begins with
 */
export function chartYaml(metadata: ChartMetadata, header: readonly string[] = []): string {
  const entries = {
    name: metadata.name,
    description: metadata.description,
    type: metadata.type ?? 'application',
  };
  const lines = [
    ...headerComment(header),
    'apiVersion: v2',
    ...yamlLines(entries),
    // A valid version is always text in YAML, and everyone is used to seeing it without quotes.
    `version: ${metadata.version}`,
    ...(metadata.appVersion === undefined ? [] : [`appVersion: ${quoteYaml(metadata.appVersion)}`]),
    ...optionalLines('kubeVersion', metadata.kubeVersion),
    ...optionalLines('keywords', metadata.keywords),
    ...optionalLines('home', metadata.home),
    ...optionalLines('icon', metadata.icon),
    ...optionalLines('sources', metadata.sources),
    ...optionalLines('maintainers', metadata.maintainers?.map(orderedMaintainer)),
    ...optionalLines('dependencies', metadata.dependencies?.map(orderedDependency)),
    ...optionalLines('deprecated', metadata.deprecated || undefined),
    ...annotationLines(metadata.annotations),
  ];
  return `${lines.join('\n')}\n`;
}

function optionalLines(key: string, value: unknown): string[] {
  const isEmpty = value === undefined || (Array.isArray(value) && value.length === 0);
  return isEmpty ? [] : entryLines(key, value);
}

function orderedMaintainer({ name, email, url }: Maintainer): Maintainer {
  return { name, ...(email !== undefined && { email }), ...(url !== undefined && { url }) };
}

function orderedDependency(dependency: ChartDependency): Partial<Record<keyof ChartDependency, unknown>> {
  const { name, version, repository, condition, tags, alias } = dependency;
  return { name, version, repository, alias, condition, tags, 'import-values': dependency['import-values'] };
}

/** Annotations are always text to Helm, also where they look like a number or a toggle. */
function annotationLines(annotations: ChartMetadata['annotations'] = {}): string[] {
  const sorted = Object.entries(annotations).sort(([left], [right]) => (left < right ? -1 : 1));
  return sorted.length === 0 ? [] : ['annotations:', ...indent(yamlLines(Object.fromEntries(sorted)))];
}
