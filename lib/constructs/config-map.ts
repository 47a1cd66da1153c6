import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiEnvironment } from './api';
import { cacheEnvironment } from './cache';
import { databaseEnvironment } from './database';
import { flaskEnvironment } from './flask';
import { gpuEnvironment } from './gpu';
import type { ServiceIdentity } from './identity';
import type { InferenceServiceValues } from './inference-service-values';
import { apiObject } from './manifest';
import { metricsEnvironment } from './metrics';
import { modelEnvironment } from './model';
import { serverEnvironment } from './server';
import { serviceEnvironment } from './service';

/** The settings of model and application, which containers take as environment variables. */
export function configMap(scope: Construct, identity: ServiceIdentity, values: InferenceServiceValues): ApiObject {
  return apiObject<'ConfigMap'>(scope, 'config-map', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: identity.metadata(),
    data: {
      ...modelEnvironment(values.model),
      ...flaskEnvironment(values.flask),
      ...apiEnvironment(values.api),
      ...serviceEnvironment(values.service),
      ...metricsEnvironment(values.metrics),
      ...serverEnvironment(values.server),
      ...gpuEnvironment(values.gpu),
      ...databaseEnvironment(values, identity.release),
      ...cacheEnvironment(values, identity.release),
    },
  });
}
