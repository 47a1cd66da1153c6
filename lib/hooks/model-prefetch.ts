import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { z } from 'zod';
import { apiObject, type Container, type Volume } from '../constructs/manifest';
import { TEMPORARY_FILES_MOUNT } from '../constructs/temporary-files';
import { withDefaults } from '../values/defaults';
import { shapeOf } from '../values/shape';
import { hookAnnotations } from './hook-annotations';
import { hookJob, jobLimitValues, NO_LESS_THAN_A_START } from './hook-job';
import { type HookOwner, releaseAsOwner } from './hook-owner';
import type { HookSurroundings } from './hook-pod';

const NAME = 'model-prefetch';
const EVENTS = ['pre-install', 'pre-upgrade'] as const;
const WEIGHT = -10;

export const modelPrefetchValues = z
  .object({
    enabled: z
      .boolean()
      .default(false)
      .describe(
        'Download the model before the first pod of its version starts, into the claim of model.storage.cache.',
      ),
    ...jobLimitValues({ deadlineSeconds: 3600, backoffLimit: 2 }, NO_LESS_THAN_A_START),
  })
  .prefault({})
  .describe(
    'Download of the model ahead of time: a Job before an installation and before an upgrade. The claim has to exist outside of the release, and to be writable from several nodes (ReadWriteMany) where pods use it meanwhile.',
  );

export interface ModelPrefetchProps
  extends Omit<z.input<typeof modelPrefetchValues> & object, 'enabled'>,
    Pick<HookSurroundings, 'imagePullSecrets'> {
  /** The container that downloads, with all its settings: there is no ConfigMap of the release yet, but there may be one of a hook. */
  readonly downloader: Container;
  /** The volumes that it mounts; a claim must exist outside of the release. */
  readonly volumes: Volume[];
  /**
   * The service account: the name of one that exists outside of the release, or the annotations of one that is made for
   * the hook, because that of the service is not there before the installation.
   */
  readonly serviceAccount: { readonly name: string } | { readonly annotations: Record<string, string> };
}

/** Downloads a model into a claim before an installation and before an upgrade, ahead of all other hooks. */
export class ModelPrefetch extends Construct {
  readonly job: ApiObject;
  /** The service account of the hook, where it was not given one. */
  readonly serviceAccount?: ApiObject;

  constructor(scope: Construct, id: string, props: ModelPrefetchProps, owner: HookOwner = releaseAsOwner(scope)) {
    super(scope, id);
    const values = withDefaults(shapeOf(modelPrefetchValues), props) as z.output<typeof modelPrefetchValues>;
    const { downloader, volumes, serviceAccount } = props;
    if ('annotations' in serviceAccount) this.serviceAccount = hookAccount(this, owner, serviceAccount.annotations);
    const {
      image = '',
      imagePullPolicy,
      command = [],
      env = [],
      envFrom,
      resources = {},
      volumeMounts = [],
    } = downloader;
    this.job = hookJob(
      this,
      NAME,
      owner,
      { events: EVENTS, weight: WEIGHT },
      values,
      { image, imagePullPolicy, command, env, envFrom, resources },
      {
        imagePullSecrets: props.imagePullSecrets,
        serviceAccountName: 'name' in serviceAccount ? serviceAccount.name : owner.name(NAME),
        volumes: volumes.filter(({ name }) => name !== TEMPORARY_FILES_MOUNT.name),
        volumeMounts: volumeMounts.filter(({ name }) => name !== TEMPORARY_FILES_MOUNT.name),
      },
    );
  }
}

function hookAccount(scope: Construct, owner: HookOwner, annotations: Record<string, string>): ApiObject {
  const schedule = hookAnnotations({ events: EVENTS, weight: WEIGHT - 1 });
  return apiObject<'ServiceAccount'>(scope, 'service-account', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: owner.metadata({ name: owner.name(NAME), annotations: { ...annotations, ...schedule } }),
    automountServiceAccountToken: false,
  });
}
