import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { z } from 'zod';
import { clientImageReference } from '../constructs/image';
import { withDefaults } from '../values/defaults';
import { shapeOf } from '../values/shape';
import { hookJob, jobLimitValues, NO_LESS_THAN_A_START } from './hook-job';
import { type HookOwner, releaseAsOwner } from './hook-owner';
import type { HookSurroundings } from './hook-pod';
import { clientResources } from './hook-resources';
import {
  type AskedService,
  PREDICTION_FUNCTIONS,
  type PredictionValues,
  predictionEnvironment,
  predictionValues,
} from './prediction';

const NAME = 'warm-up';

export const warmUpValues = z
  .object({
    enabled: z
      .boolean()
      .default(false)
      .describe('Make predictions after an installation and after an upgrade, before users do.'),
    requests: z
      .int()
      .min(1)
      .default(10)
      .describe('Number of those predictions. The Service spreads them over the replicas.'),
    ...jobLimitValues({ deadlineSeconds: 300, backoffLimit: 2 }, NO_LESS_THAN_A_START),
    resources: clientResources(),
  })
  .prefault({})
  .describe(
    'Warm-up from outside: a Job that waits until the service is ready and then asks it. model.warmup is what the server does itself.',
  );

export interface WarmUpProps extends Omit<z.input<typeof warmUpValues> & object, 'enabled'>, HookSurroundings {
  readonly service: AskedService;
  /** The request that it makes; with a body. */
  readonly prediction: z.input<typeof predictionValues>;
}

/** One prediction that fails is a reason for Helm to call the release failed, and with `--rollback-on-failure` to take it back. */
export const WARM_UP_SCRIPT = `${PREDICTION_FUNCTIONS}
wait_until_ready
request=1
while [ "$request" -le "$WARM_UP_REQUESTS" ]; do
  predict > /dev/null
  request=$((request + 1))
done
echo "The service answered $WARM_UP_REQUESTS predictions"
`;

/** Asks the service for predictions once it is installed or upgraded. */
export class WarmUp extends Construct {
  readonly job: ApiObject;

  constructor(scope: Construct, id: string, props: WarmUpProps, owner: HookOwner = releaseAsOwner(scope)) {
    super(scope, id);
    const values = withDefaults(shapeOf(warmUpValues), props) as z.output<typeof warmUpValues>;
    const prediction = withDefaults(shapeOf(predictionValues), props.prediction) as PredictionValues;
    const program = {
      image: clientImageReference(prediction.image),
      imagePullPolicy: prediction.imagePullPolicy,
      command: ['/bin/sh', '-c', WARM_UP_SCRIPT],
      env: [
        ...predictionEnvironment(props.service, prediction),
        { name: 'WARM_UP_REQUESTS', value: String(values.requests) },
      ],
      resources: values.resources,
    };
    const schedule = { events: ['post-install', 'post-upgrade'], weight: 10 } as const;
    this.job = hookJob(this, NAME, owner, schedule, values, program, props);
  }
}
