import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  connectionUrlContainers,
  connectionUrlEnvironment,
  connectionUrlMounts,
  connectionUrlVolumes,
} from '../constructs/connection-urls';
import { databaseEnvironment, databaseSecrets } from '../constructs/database';
import type { ServiceIdentity } from '../constructs/identity';
import { imageReference } from '../constructs/image';
import type { Container, EnvFromSource } from '../constructs/manifest';
import {
  MODEL_VOLUME,
  modelInitContainers,
  modelMounts,
  modelVolumes,
  storageEnvironment,
} from '../constructs/model-storage';
import { serviceAccountName } from '../constructs/service-account';
import { DatabaseMigration } from '../hooks/database-migration';
import { environmentVariables } from '../hooks/environment-variables';
import { HOOK_SETTINGS, hookSettings } from '../hooks/hook-settings';
import { ModelMigration } from '../hooks/model-migration';
import { ModelPrefetch } from '../hooks/model-prefetch';
import { ModelValidation } from '../hooks/model-validation';
import { SmokeTest } from '../hooks/smoke-test';
import { WarmUp } from '../hooks/warm-up';
import type { InferenceServiceValues } from './inference-service-values';

/** The hooks of an inference service; each is `undefined` where its values do not ask for it. */
export interface ServiceHooks {
  /** The settings of the hooks before an upgrade. */
  readonly settings?: ApiObject;
  readonly modelPrefetch?: ModelPrefetch;
  readonly modelMigration?: ModelMigration;
  readonly modelValidation?: ModelValidation;
  readonly databaseMigration?: DatabaseMigration;
  readonly warmUp?: WarmUp;
  readonly smokeTest?: SmokeTest;
}

export function serviceHooks(
  scope: Construct,
  identity: ServiceIdentity,
  values: InferenceServiceValues,
): ServiceHooks {
  return {
    settings: settings(scope, identity, values),
    modelPrefetch: modelPrefetch(scope, identity, values),
    modelMigration: modelMigration(scope, identity, values),
    modelValidation: modelValidation(scope, identity, values),
    databaseMigration: databaseMigration(scope, identity, values),
    warmUp: warmUp(scope, identity, values),
    smokeTest: smokeTest(scope, identity, values),
  };
}

type Build<Hook> = (scope: Construct, identity: ServiceIdentity, values: InferenceServiceValues) => Hook | undefined;

const settings: Build<ApiObject> = (scope, identity, { hooks, model }) => {
  if (!hooks.modelPrefetch.enabled && !model.migration.enabled && !hooks.modelValidation.enabled) return undefined;
  const names = { MODEL_NAME: model.name, MODEL_VERSION: model.version };
  return hookSettings(scope, identity, { ...names, ...storageEnvironment(model) });
};

const modelPrefetch: Build<ModelPrefetch> = (scope, identity, values) => {
  const [downloader] = downloaders(identity, values);
  if (!values.hooks.modelPrefetch.enabled || downloader === undefined) return undefined;
  const { create, name, annotations } = values.serviceAccount;
  const props = {
    ...values.hooks.modelPrefetch,
    imagePullSecrets: values.imagePullSecrets,
    downloader,
    volumes: modelVolumes(identity, values.model),
    serviceAccount: create ? { annotations } : { name: name || 'default' },
  };
  return new ModelPrefetch(scope, 'model-prefetch', props, identity);
};

const modelMigration: Build<ModelMigration> = (scope, identity, values) => {
  const { migration, name, version, storage } = values.model;
  if (!migration.enabled) return undefined;
  const props = {
    ...migration,
    ...serverProgram(identity, values),
    model: name,
    toVersion: version,
    envFrom: settingsOf(identity),
    ...(storage.type === 'pvc' && {
      volumes: modelVolumes(identity, values.model),
      volumeMounts: [{ name: MODEL_VOLUME, mountPath: storage.pvc.mountPath }],
    }),
  };
  return new ModelMigration(scope, 'model-migration', props, identity);
};

const modelValidation: Build<ModelValidation> = (scope, identity, values) => {
  if (!values.hooks.modelValidation.enabled) return undefined;
  const { image, ...around } = serverProgram(identity, values);
  const props = {
    ...around,
    ...values.hooks.modelValidation,
    serverImage: image,
    model: values.model.name,
    modelVersion: values.model.version,
    envFrom: settingsOf(identity),
    initContainers: downloaders(identity, values),
    volumes: modelVolumes(identity, values.model),
    volumeMounts: modelMounts(values.model),
  };
  return new ModelValidation(scope, 'model-validation', props, identity);
};

const databaseMigration: Build<DatabaseMigration> = (scope, identity, values) => {
  if (!values.hooks.databaseMigration.enabled) return undefined;
  const { release } = identity;
  const settings = environmentVariables(databaseEnvironment(values, release));
  const props = {
    ...values.hooks.databaseMigration,
    ...serverProgram(identity, values),
    env: [...settings, ...databaseSecrets(values, release), ...connectionUrlEnvironment(values)],
    initContainers: connectionUrlContainers(values, { env: settings }, release),
    volumes: connectionUrlVolumes(values),
    volumeMounts: connectionUrlMounts(values),
  };
  return new DatabaseMigration(scope, 'database-migration', props, identity);
};

const warmUp: Build<WarmUp> = (scope, identity, values) =>
  values.hooks.warmup.enabled
    ? new WarmUp(scope, 'warm-up', { ...values.hooks.warmup, ...client(identity, values) }, identity)
    : undefined;

const smokeTest: Build<SmokeTest> = (scope, identity, values) =>
  values.hooks.smokeTest.enabled
    ? new SmokeTest(scope, 'smoke-test', { ...values.hooks.smokeTest, ...client(identity, values) }, identity)
    : undefined;

/** The server's image, with its account: for hooks that run when the release has one. */
function serverProgram(identity: ServiceIdentity, values: InferenceServiceValues) {
  return {
    image: imageReference(values.image, identity.release),
    imagePullPolicy: values.image.pullPolicy,
    imagePullSecrets: values.imagePullSecrets,
    serviceAccountName: serviceAccountName(identity, values.serviceAccount),
  };
}

/** What asks the service over HTTP. */
function client(identity: ServiceIdentity, values: InferenceServiceValues) {
  return {
    prediction: values.hooks.prediction,
    imagePullSecrets: values.imagePullSecrets,
    service: {
      url: `http://${identity.name()}:${values.service.port}`,
      readinessPath: values.healthChecks.readiness.path,
    },
  };
}

/** What downloads the model, with the settings of the hooks instead of the service's ConfigMap. */
function downloaders(identity: ServiceIdentity, { model }: InferenceServiceValues): Container[] {
  return modelInitContainers(identity, model).map((container) => ({ ...container, envFrom: settingsOf(identity) }));
}

function settingsOf(identity: ServiceIdentity): EnvFromSource[] {
  return [{ configMapRef: { name: identity.name(HOOK_SETTINGS) } }];
}
