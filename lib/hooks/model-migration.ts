import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { z } from 'zod';
import type { EnvFromSource, EnvVar } from '../constructs/manifest';
import { namedStructures } from '../constructs/pass-through';
import { withDefaults } from '../values/defaults';
import { withRules } from '../values/rules/with-rules';
import { shapeOf } from '../values/shape';
import { commandValue } from './command';
import { hookJob, jobLimitValues } from './hook-job';
import { type HookOwner, releaseAsOwner } from './hook-owner';
import type { HookSurroundings } from './hook-pod';
import { hookResources } from './hook-resources';

const NAME = 'model-migration';

export const modelMigrationValues = withRules(
  z.object({
    enabled: z.boolean().default(false).describe('Run the migration before an upgrade.'),
    fromVersion: z
      .string()
      .default('')
      .describe('Version that the model is migrated from. OLD_VERSION; NEW_VERSION is model.version.'),
    command: commandValue(
      ['python', '-m', 'scripts.migrate_model'],
      "What does it, in the server's image. It must bear to be run again.",
    ),
    extraEnv: namedStructures<EnvVar>(['MODEL_NAME', 'OLD_VERSION', 'NEW_VERSION']).describe(
      'Environment variables besides MODEL_NAME, OLD_VERSION, NEW_VERSION and those of model.storage.',
    ),
    ...jobLimitValues({ deadlineSeconds: 1800, backoffLimit: 3 }),
    resources: hookResources(
      { cpu: '500m', memory: '1Gi', 'ephemeral-storage': '1Gi' },
      { cpu: '2000m', memory: '4Gi', 'ephemeral-storage': '10Gi' },
    ),
  }),
  ({ required, isTrue }) => [required('fromVersion', { when: isTrue('enabled') })],
)
  .prefault({})
  .describe('Migration of the model from one version to another: a Job before an upgrade.');

export interface ModelMigrationProps
  extends Omit<z.input<typeof modelMigrationValues> & object, 'enabled'>,
    HookSurroundings {
  /** Image that holds the migration. */
  readonly image: string;
  /** @default IfNotPresent */
  readonly imagePullPolicy?: string;
  /** Name of the model. */
  readonly model: string;
  /** Version that it is migrated to. */
  readonly toVersion: string;
  /** Where the model is, as a ConfigMap that is there before the upgrade. @default the program knows */
  readonly envFrom?: EnvFromSource[];
}

/** Migrates a model before an upgrade, ahead of what validates it. */
export class ModelMigration extends Construct {
  readonly job: ApiObject;

  constructor(scope: Construct, id: string, props: ModelMigrationProps, owner: HookOwner = releaseAsOwner(scope)) {
    super(scope, id);
    const { image, imagePullPolicy, model, toVersion, envFrom } = props;
    const values = withDefaults(shapeOf(modelMigrationValues), props) as z.output<typeof modelMigrationValues>;
    const program = {
      image,
      imagePullPolicy,
      command: values.command,
      env: [
        { name: 'MODEL_NAME', value: model },
        { name: 'OLD_VERSION', value: values.fromVersion },
        { name: 'NEW_VERSION', value: toVersion },
        ...values.extraEnv,
      ],
      envFrom,
      resources: values.resources,
    };
    const schedule = { events: ['pre-upgrade'], weight: -5 } as const;
    this.job = hookJob(this, NAME, owner, schedule, values, program, props);
  }
}
