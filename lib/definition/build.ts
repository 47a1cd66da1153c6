import { ApiObject, App, Chart } from 'cdk8s';
import type { z } from 'zod';
import { ConstructError, InferenceError, type Problem } from '../errors';
import { derivedSuffix } from '../release/names';
import type { Release } from '../release/release';
import type { ChartDefinition } from './chart-definition';
import { compareInInstallOrder } from './install-order';

/** One resolved Kubernetes object. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

/** A cdk8s chart whose objects belong to a release: its labels, its namespace, and names that carry its name. */
class ReleaseChart extends Chart {
  constructor(
    scope: App,
    id: string,
    private readonly release: Release,
  ) {
    super(scope, id, {
      labels: release.labels,
      ...(release.namespace !== undefined && { namespace: release.namespace }),
    });
    release.provideTo(this);
  }

  /** The name of an object that was given none: the release's full name and the ids that lead to the object. */
  override generateObjectName(object: ApiObject): string {
    const ids = object.node.scopes
      .slice(this.node.scopes.length)
      .map((construct) => construct.node.id)
      .filter((id) => id !== 'Default' && id !== 'Resource');
    return this.release.fullname(derivedSuffix(dnsLabel(ids.join('-'))));
  }
}

/** Text as a part of a DNS-1035 label: lower-case letters, digits and single dashes. */
function dnsLabel(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/**
 * Builds the constructs of a chart with the given values and returns their objects in install order. Throws
 * {@link ConstructError} where a construct throws, or where two objects have the same kind and name.
 */
export function build<Schema extends z.ZodObject>(
  definition: ChartDefinition<Schema>,
  values: z.output<Schema>,
  release: Release,
): Manifest[] {
  return manifestsOf(buildConstructs(definition, values, release));
}

/** The objects of a built chart, in install order. */
export function manifestsOf(chart: Chart): Manifest[] {
  const manifests = chart.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .map((object) => withNullItems(object.toJson()) as Manifest);
  return manifests.sort(compareInInstallOrder);
}

/** Items of lists that are `undefined` are null in YAML and JSON; changes the value itself. */
function withNullItems(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (Array.isArray(value)) for (const [index, item] of value.entries()) value[index] = withNullItems(item);
  else for (const child of Object.values(value)) withNullItems(child);
  return value;
}

/** The construct tree of a chart, before it becomes objects. */
export function buildConstructs<Schema extends z.ZodObject>(
  definition: ChartDefinition<Schema>,
  values: z.output<Schema>,
  release: Release,
): Chart {
  const chart = new ReleaseChart(new App(), definition.metadata.name, release);
  definition.constructs(chart, values);
  return chart;
}

/** What the constructs' own validations (`node.addValidation`) and the objects' names have against a built chart. */
export function constructProblems(chart: Chart, environment: string): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  for (const construct of chart.node.findAll()) {
    for (const message of construct.node.validate()) {
      problems.push({ code: 'construct/validation', environment, message: `${construct.node.path}: ${message}` });
    }
    if (!ApiObject.isApiObject(construct)) continue;
    const object = construct as ApiObject;
    const identity = `${object.apiGroup}/${object.kind} ${object.metadata.namespace ?? ''}/${object.name}`;
    const first = seen.get(identity);
    if (first !== undefined) {
      problems.push({
        code: 'construct/duplicate-object',
        environment,
        message: `${object.kind} "${object.name}" is built twice, by ${first} and by ${object.node.path}; give one of them another name`,
      });
    }
    seen.set(identity, object.node.path);
  }
  return problems;
}

/** Wraps what a construct threw, so that the reader learns which environment's values did it. */
export function constructError(environment: string, cause: unknown): InferenceError {
  if (cause instanceof InferenceError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  return new ConstructError('The constructs cannot be built:', [
    { code: 'construct/threw', environment, message: `a construct threw: ${message}` },
  ]);
}
