import { HelmApp } from '../../../lib/app/helm-app';
import { defineChart } from '../../../lib/definition/chart-definition';
import { postgresql } from '../../../lib/dependencies/postgresql';
import { redis } from '../../../lib/dependencies/redis';
import { environmentsFrom } from '../../../lib/environment/environments-from';
import { InferenceService } from '../../../lib/inference/inference-service';
import { inferenceServiceValues } from '../../../lib/inference/inference-service-values';
import { MINIMAL } from '../constructs/build-service';
import { inFolderWith } from '../environment/temporary-folder';

function told(values: object, dependencies: ReturnType<typeof postgresql | typeof redis>[], release?: string): string {
  inFolderWith({});
  const chart = defineChart({
    metadata: { name: 'ml', version: '1.0.0', dependencies },
    values: inferenceServiceValues,
    constructs: (scope, given) => {
      new InferenceService(scope, 'inference', given);
    },
  });
  const dev = { values, ...(release !== undefined && { release }) };
  const environments = environmentsFrom({ base: { values: MINIMAL }, environments: { dev } });
  try {
    new HelmApp({ charts: [chart], environments }).synth({ charts: false });
  } catch (error) {
    return (error as Error).message.split('\n').slice(1).join('\n').trim();
  }
  return '';
}

test('what is switched on is a dependency of the chart', () => {
  const values = { postgresql: { enabled: true }, redis: { enabled: true } };
  expect(told(values, [postgresql(), redis()])).toBe('');
  expect(told(values, [postgresql()])).toBe(
    'environment dev: redis.enabled: ml/inference: redis.enabled is true, but the chart has no dependency redis; add redis() to the dependencies of its metadata, or set cache.host instead',
  );
});

test('the names of its objects are known', () => {
  const values = { postgresql: { enabled: true } };
  expect(told(values, [postgresql()], 'my-postgresql')).toBe(
    'environment dev: postgresql.enabled: ml/inference: the name of the release, my-postgresql, has postgresql in it, and the dependency then leaves its own out of the names of its objects; set postgresql.fullnameOverride, such as my-postgresql-postgresql',
  );
  const named = { postgresql: { enabled: true, fullnameOverride: 'db' } };
  expect(told(named, [postgresql()], 'my-postgresql')).toBe('');
});
