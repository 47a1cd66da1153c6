import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { parse } from 'yaml';
import { environmentsFrom } from '../../../lib/environment/environments-from';
import { InferenceService } from '../../../lib/inference/inference-service';
import { type InferenceServiceProps, inferenceServiceValues } from '../../../lib/inference/inference-service-values';
import { Release } from '../../../lib/release/release';
import { checkValues } from '../../../lib/values/validate';
import type { AnyManifest } from './build-service';

const read = (file: string) => parse(readFileSync(join(__dirname, 'reference-values', file), 'utf8'));

const { base, environments } = environmentsFrom({
  base: { values: read('values.yaml') },
  environments: { dev: { values: read('values-dev.yaml') }, prod: { values: read('values-prod.yaml') } },
});

describe.each([base, ...environments])("a hand-written chart's values: $name", ({ values }) => {
  const chart = new Chart(new App(), 'chart');
  new Release({ release: 'ml-inference', chart: 'ml-inference', appVersion: '1.0.0' }).provideTo(chart);
  new InferenceService(chart, 'inference', values as unknown as InferenceServiceProps);
  const manifests: AnyManifest[] = chart.toJson();

  test('they fit as they stand', () => {
    expect(checkValues(inferenceServiceValues, values, { openSections: ['postgresql', 'redis'] })).toEqual([]);
  });

  test('the objects keep their names', () => {
    expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toMatchSnapshot();
  });

  test('the pod', () => {
    const { spec } = manifests.find(({ kind }) => kind === 'Deployment').spec.template;
    const { image, env, resources, securityContext } = spec.containers[0];
    expect({
      image,
      env,
      resources,
      securityContext,
      initContainers: spec.initContainers?.map(({ name }: { name: string }) => name),
      volumes: spec.volumes.map(({ name }: { name: string }) => name),
      tolerations: spec.tolerations,
    }).toMatchSnapshot();
  });

  test('the settings', () => {
    expect(manifests.find(({ kind }) => kind === 'ConfigMap').data).toMatchSnapshot();
  });
});
