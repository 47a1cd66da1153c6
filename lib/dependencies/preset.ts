import { z } from 'zod';
import { resourceQuantity, sizeQuantity } from '../constructs/quantity';

/** What may be said otherwise of a dependency whose chart the library knows. */
export interface PresetOptions<Alias extends string> {
  /** Version or range of versions of the chart. */
  readonly version?: string;
  /** URL of the chart's repository. */
  readonly repository?: string;
  /** Another name for the section and the objects of the dependency. */
  readonly alias?: Alias;
  /** Path of the value that turns it on and off. @default `<section>.enabled` */
  readonly condition?: string;
  /** Names that turn several dependencies on and off together. */
  readonly tags?: readonly string[];
}

/** Where a known chart is found. */
interface KnownChart<Name extends string> {
  readonly name: Name;
  readonly version: string;
  readonly repository: string;
}

/** The entry of `Chart.yaml` for a known chart. */
export function presetEntry<Name extends string, Alias extends string>(
  chart: KnownChart<Name>,
  { version, repository, alias, condition, tags }: PresetOptions<Alias>,
) {
  return {
    name: chart.name,
    version: version ?? chart.version,
    repository: repository ?? chart.repository,
    condition: condition ?? `${alias ?? chart.name}.enabled`,
    ...(alias !== undefined && { alias }),
    ...(tags !== undefined && { tags }),
  };
}

/** @param what is installed */
export const enabled = (what: string) => z.boolean().default(false).describe(`Install ${what} with this release.`);

/** A volume of a dependency. */
export const volumeValues = (size: string) =>
  z
    .object({
      enabled: z.boolean().default(true).describe('Keep the data on a persistent volume.'),
      size: sizeQuantity().default(size).describe('Size of the volume.'),
      storageClass: z.string().default('').describe("Storage class of the volume. Empty: the cluster's default class."),
    })
    .prefault({})
    .describe('Persistent volume.');

/** Requests and limits of a dependency. */
export const resourceValues = () => {
  const quantities = () => z.record(z.string().min(1), resourceQuantity()).default({});
  return z
    .object({
      requests: quantities().describe('What the scheduler sets aside.'),
      limits: quantities().describe('What it may use at most.'),
    })
    .prefault({})
    .describe('Requests and limits.');
};

/** A key in which the charts of others take a secret as it is; it is refused. */
export const literalSecret = () =>
  z.string().optional().describe('Not to be set: a secret is never written into values.');
