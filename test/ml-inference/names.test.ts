import { join } from 'node:path';
import { build } from '../../lib/definition/build';
import { Release } from '../../lib/release/release';
import { comparableObjects } from '../equality/comparable-objects';
import { helmBinary } from '../helm/binaries';
import { type RenderedObject, renderChart } from '../helm/render-chart';
import { definition, mlInferenceEnvironments } from './example';
import { GOLDEN_CHART } from './golden';

const { base, environments } = mlInferenceEnvironments();
const { values } = environments.find(({ environment }) => environment.name === 'prod') ?? base;

/** Helm takes release names of up to 53 characters. */
const longRelease = 'a-release-name-that-is-as-long-as-helm-takes-release';

describe.each([3, 4] as const)('for Helm %i', (major) => {
  test.each([
    { release: 'prod', namespace: 'default' },
    { release: 'ml-inference', namespace: 'on' },
    { release: 'my-ml-inference-2', namespace: 'ml-production' },
    { release: '007', namespace: '1e3' },
    { release: longRelease, namespace: 'n'.repeat(63) },
    { release: 'prod', namespace: 'x', nameOverride: 'sentiment' },
    { release: 'sentiment-eu', namespace: 'x', nameOverride: 'sentiment' },
    { release: 'prod', namespace: 'x', fullnameOverride: 'classifier' },
    { release: 'prod', namespace: 'x', nameOverride: 'sentiment', fullnameOverride: 'f'.repeat(63) },
    { release: longRelease, namespace: 'x', nameOverride: 'n'.repeat(40) },
  ])('$release in $namespace, named $nameOverride $fullnameOverride', async ({ release, namespace, ...names }) => {
    const named = { ...values, ...names };
    const rendered = await renderChart({
      helm: await helmBinary(major),
      chart: GOLDEN_CHART,
      release,
      namespace,
      valuesFiles: [join(GOLDEN_CHART, 'values-prod.yaml')],
      values: names,
    });
    const { metadata } = definition;
    const known = new Release({
      release,
      namespace,
      ...names,
      chart: metadata.name,
      chartVersion: metadata.version,
      appVersion: metadata.appVersion,
    });
    expect(comparableObjects(rendered)).toEqual(comparableObjects(build(definition, named, known)));
    for (const name of rendered.map((object: RenderedObject) => object.metadata.name)) {
      expect(name.length).toBeLessThanOrEqual(63);
    }
  });
});
