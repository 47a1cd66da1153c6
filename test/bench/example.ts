import { resolve } from 'node:path';
import { mlInference } from '../../examples/ml-inference/chart';
import { type ChartDefinition, inferenceServiceValues, loadEnvironments, Release } from '../../lib';
import { releaseProps } from '../../lib/app/release-props';
import { validateEnvironments } from '../../lib/environment/validate';

/** The environments of the repository's example. */
export const environments = loadEnvironments(resolve(__dirname, '../../environments'));

/** The example's chart: one full InferenceService. */
export const chart = mlInference as ChartDefinition<typeof inferenceServiceValues>;

const validated = validateEnvironments(environments, inferenceServiceValues);

/** Base first, then the environments: values, and the release that they make. */
export const targets = [validated.base, ...validated.environments].map(({ environment, values }) => ({
  name: environment.name,
  values,
  release: releaseProps(chart.metadata, environment, values),
}));

/** The values and the release of production. */
export const production = targets.find(({ name }) => name === 'prod') as (typeof targets)[number];

export const productionRelease = new Release(production.release);
