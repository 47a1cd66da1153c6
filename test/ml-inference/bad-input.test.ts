import { ApiObject } from 'cdk8s';
import { z } from 'zod';
import { mlInference } from '../../examples/ml-inference/chart';
import { defineChart, HelmApp, HelmHook, InferenceError, loadEnvironments } from '../../lib';
import type { ChartDefinition } from '../../lib/definition/chart-definition';
import { inFolderWith } from '../lib/environment/temporary-folder';

const BASE = `
values:
  image: { repository: registry.example.com/ml/sentiment, tag: 1.0.0 }
  model: { name: sentiment, version: v1.2.0 }
`.trimStart();

/** What somebody is told whose environment prod looks like this, whether or not a chart is made. */
function told(prod: string, chart: ChartDefinition = mlInference as unknown as ChartDefinition, base = BASE): string {
  inFolderWith({ 'environments/base.yaml': base, 'environments/prod.yaml': prod.trim() });
  try {
    new HelmApp({ charts: [chart], environments: loadEnvironments('environments') }).synth({ charts: false });
  } catch (error) {
    if (error instanceof InferenceError)
      return error.message.replaceAll(/\S*bad-input\.test\.ts:\d+:\d+/g, 'chart.ts:…');
    throw error;
  }
  throw new Error('nobody was told anything');
}

describe('rollouts that never end', () => {
  test('a surge for which no GPU is free', () => {
    expect(
      told(`
values:
  gpu: { enabled: true, count: 4 }
  strategy:
    rollingUpdate: { maxSurge: 1, maxUnavailable: 0 }
`),
    ).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:4:32 strategy.rollingUpdate.maxSurge: a new pod beside the old ones needs 4 free GPUs, and rollout.spareGpus is 0: it would wait for ever, and the rollout with it; leave it out, so that old pods make room, or raise rollout.spareGpus"
`);
  });

  test('a surge beside pods that hold a volume of one node', () => {
    expect(
      told(`
values:
  persistence: { enabled: true, accessMode: ReadWriteOnce }
  strategy:
    type: RollingUpdate
    rollingUpdate: { maxSurge: 1, maxUnavailable: 0 }
`),
    ).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:4:11 strategy.type: a new pod on another node cannot mount the volume of persistence while an old one has it, as persistence.accessMode is "ReadWriteOnce": it would wait for ever, and the rollout with it; set this to Recreate, or to RollingUpdate with strategy.rollingUpdate.maxSurge 0 and strategy.rollingUpdate.maxUnavailable 1, or share the volume by another access mode"
`);
  });

  test('neither a pod more nor one less', () => {
    expect(
      told(`
values:
  strategy:
    rollingUpdate: { maxSurge: 0, maxUnavailable: 0 }
`),
    ).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:3:32 strategy.rollingUpdate.maxSurge: without a pod more no pod could ever be replaced, as none may be missing; set strategy.rollingUpdate.maxUnavailable to 1 or more"
`);
  });

  test('a startup check that is over before the model is loaded', () => {
    expect(
      told(`
values:
  startup: { modelSizeGiB: 140, secondsPerGiB: 5, loadSeconds: 120 }
  healthChecks:
    startup: { failureThreshold: 30, periodSeconds: 10 }
`),
    ).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:4:34 healthChecks.startup.failureThreshold: 30 failures every 10 seconds are too few: 140 GiB at 5 seconds each and 120 seconds to load (startup) take longer, and the server would be killed before it is ready, again and again; raise it, or correct startup"
`);
  });

  test('a grace period that ends before the server has drained', () => {
    expect(
      told(`
values:
  terminationGracePeriodSeconds: 30
  drain: { preStopSeconds: 15 }
  server: { drainSeconds: 60 }
`),
    ).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:2:34 terminationGracePeriodSeconds: 30 seconds are over before the 15 of drain.preStopSeconds and the 60 of server.drainSeconds, and the server would be killed while it still answers; leave it out, raise it, or lower those"
`);
  });
});

describe('availability', () => {
  test('a budget that blocks drains for ever', () => {
    expect(
      told(`
values:
  replicaCount: 2
  podDisruptionBudget: { enabled: true, minAvailable: 2 }
`),
    ).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:3:55 podDisruptionBudget.minAvailable: 2 keeps every pod where replicaCount is 2: drains of nodes would wait for ever; lower it, raise replicaCount, or set podDisruptionBudget.enabled to false (podDisruptionBudget.blocksDrains to true where it is meant)"
`);
  });

  test('a budget that protects nothing', () => {
    expect(
      told(`
values:
  replicaCount: 1
  podDisruptionBudget: { enabled: true, maxUnavailable: 1 }
`),
    ).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:3:57 podDisruptionBudget.maxUnavailable: 1 lets every pod go at once where replicaCount is 1, as without a budget; lower it, raise replicaCount, or set podDisruptionBudget.enabled to false"
`);
  });

  test('fewest replicas above most', () => {
    expect(
      told(`
values:
  autoscaling: { enabled: true, minReplicas: 20, maxReplicas: 10 }
`),
    ).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:2:46 autoscaling.minReplicas: 20 is above autoscaling.maxReplicas (10); lower it or raise autoscaling.maxReplicas"
`);
  });

  test('two autoscalers', () => {
    expect(
      told(`
cluster: { apiVersions: [keda.sh/v1alpha1] }
values:
  autoscaling: { enabled: true }
  keda:
    enabled: true
    triggers: [{ type: cpu, metadata: { value: "70" } }]
`),
    ).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:5:14 keda.enabled: cannot be true while autoscaling.enabled is true; set it to false, or set autoscaling.enabled to false"
`);
  });

  test('an autoscaler that the cluster does not have', () => {
    expect(
      told(`
values:
  keda:
    enabled: true
    triggers: [{ type: cpu, metadata: { value: "70" } }]
`),
    ).toMatchInlineSnapshot(`
"The environments do not fit their clusters:
  environments/prod.yaml:3:14 keda.enabled: needs the API keda.sh/v1alpha1, which the cluster does not have; install what provides it, or set keda.enabled to false; where it has it, list it in cluster.apiVersions of the environment"
`);
  });
});

describe('resources', () => {
  test('more memory and CPU asked for than allowed', () => {
    expect(
      told(`
values:
  resources:
    requests: { cpu: 4, memory: 16Gi }
    limits: { cpu: 2000m, memory: 8Gi }
`),
    ).toMatchInlineSnapshot(`
"The constructs cannot be built:
  environment prod: ml-inference/inference: resources.requests.cpu: 4 is above the limit of 2000m (resources.limits.cpu), so that Kubernetes would refuse the pods; lower it, or raise the limit; because of resources.requests (environments/prod.yaml:3:15) and resources.limits (environments/prod.yaml:4:13)
  environment prod: ml-inference/inference: resources.requests.memory: 16Gi is above the limit of 8Gi (resources.limits.memory), so that Kubernetes would refuse the pods; lower it, or raise the limit; because of resources.requests (environments/prod.yaml:3:15) and resources.limits (environments/prod.yaml:4:13)"
`);
  });

  test('a model spread over more GPUs than there are', () => {
    expect(
      told(`
values:
  gpu:
    enabled: true
    count: 4
    parallelism: { tensor: 8 }
`),
    ).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:5:28 gpu.parallelism.tensor: gpu.parallelism.tensor × gpu.parallelism.pipeline (8) is above gpu.count (4) while gpu.enabled is true; lower the product or raise gpu.count, or set gpu.enabled to false"
`);
  });

  test('GPUs that are asked for twice', () => {
    expect(
      told(`
values:
  gpu: { enabled: true }
  resources: { limits: { nvidia.com/gpu: 1 } }
`),
    ).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:3:42 resources.limits["nvidia.com/gpu"]: gpu.count sets this resource while gpu.enabled is true; remove it here"
`);
  });

  test('a share of a GPU that there is not', () => {
    expect(
      told(`
values:
  gpu: { enabled: true, type: nvidia.com/mig-1g5gb }
`),
    ).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:2:31 gpu.type: expected nvidia.com/gpu, nvidia.com/gpu.shared or a MIG profile such as nvidia.com/mig-1g.5gb, found text "nvidia.com/mig-1g5gb"; did you mean "nvidia.com/mig-1g.5gb"?"
`);
  });
});

describe('versions', () => {
  test('latest in production', () => {
    expect(
      told(`
values:
  image: { tag: latest }
`),
    ).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:2:17 image.tag: latest moves: replicas of one release may run different versions, and a rollback changes nothing; set this to the version that it stands for, or image.digest (or flask.env to what this is, where it is not production)"
`);
  });

  test('latest of a client', () => {
    expect(
      told(`
values:
  model:
    storage:
      type: s3
      s3: { bucket: models, image: { tag: latest } }
`),
    ).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:5:43 model.storage.s3.image.tag: expected an image tag that does not move, as latest does, such as 2.1.0, or one with a digest behind it: 2.1.0@sha256:<64 hexadecimal digits>, found text "latest""
`);
  });

  test('a version that YAML takes for a number', () => {
    expect(
      told(`
values:
  image: { tag: 1.10 }
`),
    ).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:2:17 image.tag: expected text of at most 128 characters, found the number 1.10; put it in quotes: "1.10""
`);
  });

  test('a model without a revision', () => {
    expect(
      told(`
values:
  model:
    storage:
      type: huggingface
      huggingface: { repository: example/sentiment }
`),
    ).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:5:7 model.storage.huggingface.revision: a model is pinned; set this to a commit (40 hexadecimal digits) or a tag of the repository"
`);
  });

  test('a revision that moves', () => {
    expect(
      told(`
values:
  model:
    storage:
      type: huggingface
      huggingface: { repository: example/sentiment, revision: main }
`),
    ).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:5:63 model.storage.huggingface.revision: main is a branch, which moves; set this to a commit (40 hexadecimal digits) or a tag"
`);
  });

  test('an image volume on an old cluster', () => {
    expect(
      told(`
cluster: { kubeVersion: "1.30" }
values:
  model:
    storage:
      type: oci
      oci: { repository: registry.example.com/models/sentiment }
`),
    ).toMatchInlineSnapshot(`
"The environments do not fit their clusters:
  environments/prod.yaml:5:13 model.storage.type: oci needs image volumes, which Kubernetes has since 1.31, and the cluster is older; upgrade it, or change model.storage.type"
`);
  });
});

describe('secrets', () => {
  test('a token in the values', () => {
    const message = told(`
values:
  model:
    storage:
      type: huggingface
      huggingface: { repository: example/sentiment, revision: v1, token: hf_abcdefghijklmnop }
`);
    expect(message).not.toContain('hf_');
    expect(message).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:5:74 model.storage.huggingface.token: a secret is never written into values; write { secretName: <name of a Secret>, key: <its key> }"
`);
  });

  test('a password that is not sealed', () => {
    const message = told(`
cluster: { apiVersions: [bitnami.com/v1alpha1] }
values:
  sealedSecrets:
    ml-app-secrets:
      encryptedData: { database-password: correct-horse }
`);
    expect(message).not.toContain('correct-horse');
    expect(message).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:5:43 sealedSecrets["ml-app-secrets"].encryptedData["database-password"]: not sealed: expected what kubeseal --raw prints; if it is the secret itself, change the secret, too"
`);
  });

  test('a key that is not fetched', () => {
    expect(
      told(`
cluster: { apiVersions: [external-secrets.io/v1] }
values:
  cache:
    host: redis.example.com
    password: { secretName: ml-app-secrets, key: redis_password }
  externalSecrets:
    ml-app-secrets:
      secretStoreRef: { name: vault }
      data: [{ secretKey: redis-password, remoteRef: { key: ml/redis } }]
`),
    ).toMatchInlineSnapshot(`
"The constructs cannot be built:
  environment prod: ml-inference/inference: cache.password.key: externalSecrets["ml-app-secrets"] makes a Secret without the key "redis_password"; add it there, or take one that it has: redis-password; because of cache.password (environments/prod.yaml:5:15) and externalSecrets (environments/prod.yaml:7:5)"
`);
  });
});

describe('hooks', () => {
  test('a hook before its ConfigMap', () => {
    const chart = defineChart({
      metadata: { name: 'search', version: '1.0.0' },
      values: z.object({ shards: z.int().default(4) }),
      constructs: (scope, { shards }) => {
        const data = { SHARDS: String(shards) };
        const settings = new ApiObject(scope, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', data });
        new HelmHook(scope, 'reindex', {
          events: ['pre-install', 'pre-upgrade'],
          deadlineSeconds: 600,
          ttlSecondsAfterFinished: 3600,
          constructs: (hook) => {
            const envFrom = [{ configMapRef: { name: settings.name } }];
            const containers = [{ name: 'reindex', image: 'registry.example.com/reindex:1.4.0', envFrom }];
            const spec = { template: { spec: { restartPolicy: 'Never', containers } } };
            new ApiObject(hook, 'job', { apiVersion: 'batch/v1', kind: 'Job', spec });
          },
        });
      },
    });
    expect(told('{}', chart as unknown as ChartDefinition, '{}')).toMatchInlineSnapshot(`
"The constructs cannot be built:
  environment prod: Job "search-reindex-job" is a pre-install hook and refers to ConfigMap "search-settings" (envFrom of container reindex), which Helm installs only afterwards; make the ConfigMap a pre-install hook of lower weight than 0, refer to a ConfigMap that exists outside of the release, or give the pod what it needs directly"
`);
  });

  test('a hook before its Secret', () => {
    expect(
      told(`
cluster: { apiVersions: [external-secrets.io/v1] }
values:
  model:
    storage:
      type: huggingface
      huggingface:
        repository: example/sentiment
        revision: v1
        token: { secretName: hub, key: token }
      cache: { enabled: true, existingClaim: models }
  hooks: { modelPrefetch: { enabled: true } }
  externalSecrets:
    hub:
      secretStoreRef: { name: vault }
      data: [{ secretKey: token, remoteRef: { key: ml/hub } }]
`),
    ).toMatchInlineSnapshot(`
"The constructs cannot be built:
  environment prod: Job "ml-inference-model-prefetch" is a pre-install hook and refers to Secret "hub" (HF_TOKEN of container model-prefetch), which ExternalSecret "hub" makes and Helm installs only afterwards; make the ExternalSecret a pre-install hook of lower weight than -10, refer to a Secret that exists outside of the release, or give the pod what it needs directly"
`);
  });

  test('a prefetch into a claim that is not there yet', () => {
    expect(
      told(`
values:
  model:
    storage:
      type: s3
      s3: { bucket: models }
      cache: { enabled: true }
  hooks: { modelPrefetch: { enabled: true } }
`),
    ).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:7:38 hooks.modelPrefetch.enabled: it runs before any object of the release is there, a claim too; set model.storage.cache.enabled to true and model.storage.cache.existingClaim to the name of a claim that exists"
`);
  });

  test('a migration without a database', () => {
    expect(
      told(`
values:
  hooks: { databaseMigration: { enabled: true } }
`),
    ).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:2:42 hooks.databaseMigration.enabled: there is no database to migrate; set database.host, or postgresql.enabled to true"
`);
  });

  test('a warm-up without a request', () => {
    expect(
      told(`
values:
  hooks: { warmup: { enabled: true } }
`),
    ).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:2:3 hooks.prediction.body: hooks.warmup.enabled is true and there is no request to make; set this, or hooks.warmup.enabled to false"
`);
  });
});

describe('network', () => {
  test('a policy that keeps the download from the model', () => {
    expect(
      told(`
values:
  networkPolicy: { enabled: true }
  model:
    storage:
      type: http
      http: { urls: ["http://models.example.com:8080/sentiment.bin"] }
`),
    ).toMatchInlineSnapshot(`
"The constructs cannot be built:
  environment prod: ml-inference/inference: networkPolicy.modelStoragePort: the model comes from http://models.example.com:8080/sentiment.bin, on port 8080, and the policy would keep the pods from it; set it to 8080, or allow the way in networkPolicy.egress; because of model.storage.type (environments/prod.yaml:5:13), model.storage.http.urls (environments/prod.yaml:6:21) and networkPolicy.enabled (environments/prod.yaml:2:29)"
`);
  });

  test('a policy that keeps the download from its credentials', () => {
    expect(
      told(`
values:
  networkPolicy: { enabled: true }
  model: { storage: { type: gcs, gcs: { bucket: models } } }
`),
    ).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:2:3 networkPolicy.cloudIdentity: the download has no credentials and has to ask the cloud who it is, and the policy keeps it from that: it would hang; set this to true, give it credentials in model.storage, or annotate serviceAccount with its role or identity"
`);
  });

  test('metrics on the port of the service', () => {
    expect(
      told(`
values:
  metrics: { port: 8080 }
`),
    ).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:2:20 metrics.port: port 8080 is taken by service; leave metrics.port out where the server has its metrics on the HTTP port"
`);
  });

  test('a database of the release, which the chart does not bring', () => {
    expect(
      told(`
values:
  postgresql: { enabled: true }
`),
    ).toMatchInlineSnapshot(`
"The constructs cannot be built:
  environments/prod.yaml:2:26 postgresql.enabled: ml-inference/inference: postgresql.enabled is true, but the chart has no dependency postgresql; add postgresql() to the dependencies of its metadata, or set database.host instead"
`);
  });
});

test('a misspelt key', () => {
  expect(
    told(`
values:
  autoscaling: { enabled: true, minReplcias: 3 }
`),
  ).toMatchInlineSnapshot(`
"The environments do not fit the values schema:
  environments/prod.yaml:2:33 autoscaling.minReplcias: unknown key; did you mean minReplicas?"
`);
});
