import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { z } from 'zod';
import { clientImageReference } from '../constructs/image';
import { apiObject, type ObjectMeta } from '../constructs/manifest';
import { withDefaults } from '../values/defaults';
import { shapeOf } from '../values/shape';
import { hookAnnotations } from './hook-annotations';
import { type HookOwner, releaseAsOwner } from './hook-owner';
import { type HookSurroundings, hookPodLabels, hookPodSpec } from './hook-pod';
import { clientResources } from './hook-resources';
import {
  type AskedService,
  PREDICTION_FUNCTIONS,
  type PredictionValues,
  predictionEnvironment,
  predictionValues,
} from './prediction';

const NAME = 'test-connection';

export const smokeTestValues = z
  .object({
    enabled: z.boolean().default(true).describe('Have helm test ask the service.'),
    deadlineSeconds: z
      .int()
      .min(1)
      .max(1_000_000)
      .default(120)
      .describe('Seconds that the test may take, the wait for the service included.'),
    resources: clientResources(),
  })
  .prefault({})
  .describe('The test that helm test runs: whether the service is ready, and then a prediction.');

export interface SmokeTestProps extends Omit<z.input<typeof smokeTestValues> & object, 'enabled'>, HookSurroundings {
  readonly service: AskedService;
  /** The request that it makes. @default none: only whether the service is ready */
  readonly prediction?: z.input<typeof predictionValues>;
}

/**
 * The script fails where it matters: where the service is not ready in time, and where the prediction has another status
 * than 2xx.
 */
export const SMOKE_TEST_SCRIPT = `${PREDICTION_FUNCTIONS}
wait_until_ready
if [ -n "$PREDICTION_BODY" ]; then
  echo "Asking $SERVICE_URL$PREDICTION_PATH for a prediction"
  predict
fi
`;

/** What `helm test` runs: a pod that asks whether the service is ready, and then for a prediction. */
export class SmokeTest extends Construct {
  readonly pod: ApiObject;

  constructor(scope: Construct, id: string, props: SmokeTestProps, owner: HookOwner = releaseAsOwner(scope)) {
    super(scope, id);
    const { deadlineSeconds, resources } = withDefaults(shapeOf(smokeTestValues), props) as z.output<
      typeof smokeTestValues
    >;
    const prediction = withDefaults(shapeOf(predictionValues), props.prediction) as PredictionValues;
    const program = {
      image: clientImageReference(prediction.image),
      imagePullPolicy: prediction.imagePullPolicy,
      command: ['/bin/sh', '-c', SMOKE_TEST_SCRIPT],
      env: predictionEnvironment(props.service, prediction),
      resources,
    };
    this.pod = apiObject<'Pod'>(this, 'pod', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: withLabels(
        owner.metadata({ name: owner.name(NAME), annotations: hookAnnotations({ events: ['test'] }) }),
        hookPodLabels(owner, NAME),
      ),
      spec: { activeDeadlineSeconds: deadlineSeconds, ...hookPodSpec(NAME, program, props) },
    });
  }
}

/** A Pod is its own template, so that it must not have the labels by which the service selects pods. */
function withLabels(metadata: ObjectMeta, labels: Record<string, string>): ObjectMeta {
  return { ...metadata, labels: { ...metadata.labels, ...labels } };
}
