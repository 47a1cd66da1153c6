import { ApiObject, App, Chart } from 'cdk8s';
import type { z } from 'zod';
import { derivedSuffix } from '../release/names';
import type { Release } from '../release/release';
import type { ChartDefinition } from './chart-definition';
import { ConstructFailure } from './construct-failure';
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
 * {@link ConstructFailure} where a construct throws.
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
  return objectsOf(chart).map(manifestOf).sort(compareInInstallOrder);
}

/** The objects of a built chart, not rendered yet. */
export function objectsOf(chart: Chart): ApiObject[] {
  return chart.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
}

/** Renders one object. */
export function manifestOf(object: ApiObject): Manifest {
  return withNullItems(object.toJson()) as Manifest;
}

/** Items of lists that are `undefined` are null in YAML and JSON; changes the value itself. */
function withNullItems(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (Array.isArray(value)) for (const [index, item] of value.entries()) value[index] = withNullItems(item);
  else for (const child of Object.values(value)) withNullItems(child);
  return value;
}

/** The construct tree of a chart, before it becomes objects. Throws {@link ConstructFailure} where a construct throws. */
export function buildConstructs<Schema extends z.ZodObject>(
  definition: ChartDefinition<Schema>,
  values: z.output<Schema>,
  release: Release,
): Chart {
  const chart = new ReleaseChart(new App(), definition.metadata.name, release);
  try {
    definition.constructs(chart, values);
  } catch (cause) {
    throw new ConstructFailure(chart, cause);
  }
  return chart;
}
