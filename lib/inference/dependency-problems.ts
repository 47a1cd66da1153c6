import type { Release } from '../release/release';
import type { InferenceServiceValues } from './inference-service-values';

/** What is wrong between the values and the charts that are installed along, which values alone cannot tell. */
export function dependencyProblems({ postgresql, redis }: InferenceServiceValues, release: Release): string[] {
  return [
    ...problemsOf('postgresql', 'database.host', postgresql, release),
    ...problemsOf('redis', 'cache.host', redis, release),
  ];
}

function problemsOf(
  section: string,
  instead: string,
  values: { readonly enabled: boolean; readonly fullnameOverride: string },
  release: Release,
): string[] {
  if (!values.enabled) return [];
  return [
    ...(release.hasDependency(section) === false
      ? [
          `${section}.enabled is true, but the chart has no dependency ${section}; add ${section}() to the dependencies of its metadata, or set ${instead} instead`,
        ]
      : []),
    // The charts take the name of a release that contains theirs for the whole name.
    ...(values.fullnameOverride === '' && release.name.includes(section)
      ? [
          `the name of the release, ${release.name}, has ${section} in it, and the dependency then leaves its own out of the names of its objects; set ${section}.fullnameOverride, such as ${release.name}-${section}`,
        ]
      : []),
  ];
}
