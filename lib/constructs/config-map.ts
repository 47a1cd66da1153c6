import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { SERVER_PROFILES } from '../servers/server-profiles';
import type { PartOf } from '../values/presets/with-presets';
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
import { servingEnvironment } from './serving';

/**
 * The settings of model and application, which containers take as environment variables.
 *
 * @param written the part of the values that somebody has written, or that the values of the chart have: an application
 * gets no settings that nobody can change, unless the command of its server names them
 */
export function configMap(
  scope: Construct,
  identity: ServiceIdentity,
  values: InferenceServiceValues,
  written: PartOf<InferenceServiceValues>,
): ApiObject {
  return apiObject<'ConfigMap'>(scope, 'config-map', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: identity.metadata(),
    data: {
      ...modelEnvironment(values.model),
      ...neededSettings(values, written),
      ...serviceEnvironment(values.service),
      ...databaseEnvironment(values, identity.release),
      ...cacheEnvironment(values, identity.release),
    },
  });
}

function neededSettings(
  values: InferenceServiceValues,
  written: PartOf<InferenceServiceValues>,
): Record<string, string> {
  const changeable = settingsOf(written, values);
  const named = namedVariables(values.server.profile);
  return Object.fromEntries(
    Object.entries(settingsOf(values, values)).filter(([name]) => changeable[name] !== undefined || named.has(name)),
  );
}

const variables = new Map<string, ReadonlySet<string>>();

/** The variables that a server's profile names, as `$(NAME)` or as a shell does. */
function namedVariables(profile: keyof typeof SERVER_PROFILES): ReadonlySet<string> {
  let named = variables.get(profile);
  if (!named) {
    const text = JSON.stringify(SERVER_PROFILES[profile]);
    named = new Set([...text.matchAll(/\$[({]?(\w+)/g)].map(([, name]) => name as string));
    variables.set(profile, named);
  }
  return named;
}

function settingsOf(
  { model, flask, api, metrics, server, gpu }: PartOf<InferenceServiceValues>,
  complete: InferenceServiceValues,
): Record<string, string> {
  return {
    ...servingEnvironment({ ...model }),
    ...flaskEnvironment({ ...flask }),
    ...apiEnvironment({ ...api }),
    ...metricsEnvironment({ ...metrics }),
    ...serverEnvironment({ ...server }),
    ...(gpu?.parallelism && gpuEnvironment(complete.gpu)),
  };
}
