import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { z } from 'zod';
import { imageReference } from '../constructs/image';
import type { EnvFromSource, EnvVar, Toleration } from '../constructs/manifest';
import { namedStructures, structures } from '../constructs/pass-through';
import { withDefaults } from '../values/defaults';
import { withRules } from '../values/rules/with-rules';
import { shapeOf } from '../values/shape';
import { commandValue } from './command';
import { hookJob, jobLimitValues, NO_LESS_THAN_A_START } from './hook-job';
import { type HookOwner, releaseAsOwner } from './hook-owner';
import type { HookSurroundings } from './hook-pod';
import { hookResources } from './hook-resources';
import { optionalImageValues } from './optional-image';

const NAME = 'model-validation';

const VARIABLES = ['MODEL_NAME', 'MODEL_VERSION', 'VALIDATION_DATASET', 'MINIMUM_AUC', 'MAXIMUM_P99_LATENCY_MS'];

const { backoffLimit: _never, ...limits } = jobLimitValues(
  { deadlineSeconds: 1800, backoffLimit: 0 },
  NO_LESS_THAN_A_START,
);

export const modelValidationValues = withRules(
  z.object({
    enabled: z.boolean().default(false).describe('Refuse an upgrade to a model that is not good enough.'),
    image: optionalImageValues("Image of the validator. Without a repository: the server's image."),
    command: commandValue(
      ['python', 'validate_model.py'],
      'What validates the model; it fails where the model is not good enough.',
    ),
    dataset: z.string().default('').describe('URL of the data to validate with. VALIDATION_DATASET.'),
    minimumAuc: z
      .number()
      .min(0)
      .max(1)
      .default(0.9)
      .describe('Least area under the ROC curve, from 0 to 1. MINIMUM_AUC.'),
    maximumP99LatencyMs: z
      .int()
      .min(1)
      .default(200)
      .describe('Most milliseconds that 99 of 100 predictions may take. MAXIMUM_P99_LATENCY_MS.'),
    extraEnv: namedStructures<EnvVar>(VARIABLES).describe('Further environment variables.'),
    nodeSelector: z
      .record(z.string(), z.string())
      .default({})
      .describe('Labels that a node must have, for latencies as on the nodes of the server.'),
    tolerations: structures<Toleration>().describe('Taints of nodes that the pod tolerates.'),
    ...limits,
    resources: hookResources(
      { cpu: '1000m', memory: '2Gi', 'ephemeral-storage': '1Gi' },
      { cpu: '2000m', memory: '4Gi', 'ephemeral-storage': '10Gi' },
    ),
  }),
  ({ required, isTrue }) => [required('dataset', { when: isTrue('enabled') })],
)
  .prefault({})
  .describe('Validation of the model: a Job before an upgrade, which is not tried again where it fails.');

export interface ModelValidationProps
  extends Omit<z.input<typeof modelValidationValues> & object, 'enabled'>,
    Omit<HookSurroundings, 'nodeSelector' | 'tolerations'> {
  /** Image of the validator where `image` names none. */
  readonly serverImage: string;
  /** Name of the model. */
  readonly model: string;
  readonly modelVersion: string;
  /** Where the validator finds the model, as a ConfigMap that is there before the upgrade. @default it knows */
  readonly envFrom?: EnvFromSource[];
}

/** Validates a model before an upgrade, once it is fetched and migrated, and before the database is. One failure ends the upgrade. */
export class ModelValidation extends Construct {
  readonly job: ApiObject;

  constructor(scope: Construct, id: string, props: ModelValidationProps, owner: HookOwner = releaseAsOwner(scope)) {
    super(scope, id);
    const values = withDefaults(shapeOf(modelValidationValues), props) as z.output<typeof modelValidationValues>;
    const { image, nodeSelector, tolerations } = values;
    const program = {
      image: image.repository === '' ? props.serverImage : imageReference(image, owner.release),
      imagePullPolicy: image.pullPolicy,
      command: values.command,
      env: [
        { name: 'MODEL_NAME', value: props.model },
        { name: 'MODEL_VERSION', value: props.modelVersion },
        { name: 'VALIDATION_DATASET', value: values.dataset },
        { name: 'MINIMUM_AUC', value: String(values.minimumAuc) },
        { name: 'MAXIMUM_P99_LATENCY_MS', value: String(values.maximumP99LatencyMs) },
        ...values.extraEnv,
      ],
      envFrom: props.envFrom,
      resources: values.resources,
    };
    const schedule = { events: ['pre-upgrade'], weight: -3 } as const;
    const once = { ...values, backoffLimit: 0 };
    this.job = hookJob(this, NAME, owner, schedule, once, program, { ...props, nodeSelector, tolerations });
  }
}
