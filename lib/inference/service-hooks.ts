import type { Construct } from 'constructs';
import { databaseEnvironment, databaseSecrets } from '../constructs/database';
import type { ServiceIdentity } from '../constructs/identity';
import { imageReference } from '../constructs/image';
import { serviceAccountName } from '../constructs/service-account';
import { DatabaseMigration } from '../hooks/database-migration';
import { environmentVariables } from '../hooks/environment-variables';
import { SmokeTest } from '../hooks/smoke-test';
import type { InferenceServiceValues } from './inference-service-values';

/** The hooks of an inference service; each is `undefined` where its values do not ask for it. */
export interface ServiceHooks {
  readonly databaseMigration?: DatabaseMigration;
  readonly smokeTest?: SmokeTest;
}

export function serviceHooks(
  scope: Construct,
  identity: ServiceIdentity,
  values: InferenceServiceValues,
): ServiceHooks {
  const { hooks } = values;
  const { release } = identity;
  const { imagePullSecrets } = values;
  const service = {
    url: `http://${identity.name()}:${values.service.port}`,
    readinessPath: values.healthChecks.readiness.path,
  };
  const server = {
    image: imageReference(values.image, release),
    imagePullPolicy: values.image.pullPolicy,
    imagePullSecrets,
    serviceAccountName: serviceAccountName(identity, values.serviceAccount),
  };
  return {
    databaseMigration: hooks.databaseMigration.enabled
      ? new DatabaseMigration(
          scope,
          'database-migration',
          {
            ...hooks.databaseMigration,
            ...server,
            env: [...environmentVariables(databaseEnvironment(values, release)), ...databaseSecrets(values, release)],
          },
          identity,
        )
      : undefined,
    smokeTest: hooks.smokeTest.enabled
      ? new SmokeTest(
          scope,
          'smoke-test',
          { ...hooks.smokeTest, prediction: hooks.prediction, service, imagePullSecrets },
          identity,
        )
      : undefined,
  };
}
