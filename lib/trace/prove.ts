import { build, type Manifest } from '../definition/build';
import type { ChartDefinition } from '../definition/chart-definition';
import { compareInInstallOrder } from '../definition/install-order';
import { type Problem, TraceError } from '../errors';
import type { Release } from '../release/release';
import { evaluateTemplate } from '../template/evaluate';
import type { ChartTemplate } from '../template/node';
import { constructsSource } from './constructs-source';
import { equalJson } from './equal-json';
import type { Interned } from './interner';
import { movedPlaces } from './moved-places';
import { sourceLiterals } from './source-literals';
import { ofRelease, readable } from './trace-errors';
import { releaseFor, type TracedEnvironment } from './traced-environment';

/**
 * Throws {@link TraceError} unless the template, evaluated with the values of each environment, gives what the constructs
 * give; base is proven only if the constructs take its values.
 */
export function prove(
  definition: ChartDefinition,
  template: ChartTemplate,
  environments: readonly TracedEnvironment[],
): void {
  const problems = environments.flatMap(({ name, values }, index): Problem[] => {
    const release = releaseFor(environments, values, name);
    let built: Manifest[];
    try {
      built = build(definition, values as never, release);
    } catch (cause) {
      if (index === 0) return [];
      throw cause;
    }
    const place = placeOfDifference(built, template, values, release);
    if (place === undefined) return [];
    const message = `the chart's templates give something else at ${place} than the constructs; this is a defect of cdk8s-inference`;
    return [{ code: 'trace/unequal', environment: name, message }];
  });
  if (problems.length > 0) throw new TraceError('The chart does not equal the manifests:', problems);
}

/** What `helm install` takes for the name of a release. */
const RELEASE_NAME = /^[a-z]([-a-z0-9]{0,51}[a-z0-9])?$/;
/**
 * Names of releases and namespaces unlike those of an environment. Longer ones are cut, by cdk8s-plus in the names of
 * volumes for example, where the chart has them whole, and Kubernetes refuses them.
 */
const OTHER_NAMES = ['r', 'a-name-of-24-characters'];
/** So many names are tried that the constructs name: they may ask for one. */
const MAX_NAMED = 30;

/**
 * Throws {@link TraceError} where the constructs give something else than the template in a release of another name or in
 * another namespace, which anyone may install the chart in.
 */
export function proveForOtherReleases(
  definition: ChartDefinition,
  template: ChartTemplate,
  environments: readonly TracedEnvironment[],
): void {
  const names = [...OTHER_NAMES, ...namesIn(definition, environments)];
  for (const { name, values } of environments) {
    for (const other of names) {
      for (const others of [{ release: other }, { namespace: other }]) {
        const release = releaseFor(environments, values, name, others);
        const built = tryToBuild(definition, values, release);
        const place = built && placeOfDifference(built, template, values, release);
        if (place !== undefined) throw ofRelease(place, name, other);
      }
    }
  }
}

/** What the constructs name that a release may be called. */
function namesIn(definition: ChartDefinition, environments: readonly TracedEnvironment[]): string[] {
  const accepted = environments.find(({ name, values }) =>
    tryToBuild(definition, values, releaseFor(environments, values, name)),
  );
  if (!accepted) return [];
  const { name, values } = accepted;
  const { texts } = sourceLiterals(constructsSource(definition, values, releaseFor(environments, values, name)));
  return texts.filter((text) => RELEASE_NAME.test(text)).slice(0, MAX_NAMED);
}

function tryToBuild(definition: ChartDefinition, values: unknown, release: Release): Manifest[] | undefined {
  try {
    return build(definition, values as never, release);
  } catch {
    return undefined;
  }
}

function placeOfDifference(
  built: readonly Manifest[],
  template: ChartTemplate,
  values: unknown,
  release: Release,
): string | undefined {
  const evaluated = (evaluateTemplate(template, values, release) as Manifest[]).sort(compareInInstallOrder);
  if (equalJson(built, evaluated)) return undefined;
  const [place = ''] = movedPlaces(built as unknown as Interned[], evaluated as unknown as Interned[]);
  return readable(place);
}
