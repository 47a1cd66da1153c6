import type { ReleaseProps } from '../release/release';
import { capabilitiesOf } from './capabilities';
import { valueAt } from './place';
import type { RealValues } from './trace-input';
import { ComparableRelease } from './traced-release';

/** An environment as the tracer sees it: its complete values and the release that they make. */
export interface TracedEnvironment extends RealValues {
  readonly release: ReleaseProps;
}

/** Values that name the release's objects; the chart's helpers read them, not its templates. */
export const NAMING_VALUES = ['nameOverride', 'fullnameOverride'] as const;

/**
 * The release that values make in the environment of a name.
 *
 * @param others what the release is known by instead
 */
export function releaseFor(
  environments: readonly TracedEnvironment[],
  values: unknown,
  name: string,
  others: Partial<ReleaseProps> = {},
): ComparableRelease {
  const environment = environments.find((candidate) => candidate.name === name) ?? environments[0];
  const naming = Object.fromEntries(
    NAMING_VALUES.flatMap((key) => {
      const value = valueAt(values, [key]);
      return typeof value === 'string' ? [[key, value]] : [];
    }),
  );
  const apiVersions = capabilitiesOf(values);
  return new ComparableRelease({ ...environment.release, ...naming, ...(apiVersions && { apiVersions }), ...others });
}
