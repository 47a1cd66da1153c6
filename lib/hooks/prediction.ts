import { z } from 'zod';
import { clientImageValues, imagePullPolicy } from '../constructs/image';
import type { EnvVar } from '../constructs/manifest';
import { absolutePath } from '../constructs/text-form';

/** The request that smoke test and warm-up make. */
export const predictionValues = z
  .object({
    path: absolutePath().default('/predict').describe('Path that the request is posted to.'),
    contentType: z.string().min(1).default('application/json').describe('Media type of the body.'),
    body: z
      .string()
      .default('')
      .describe('Body of a request that the model answers, such as {"text": "test input"}. Empty: none is made.'),
    timeoutSeconds: z.int().min(1).default(30).describe('Seconds that one answer may take.'),
    image: clientImageValues({ repository: 'curlimages/curl', tag: '8.14.1' }, 'Image with the client that asks.'),
    imagePullPolicy: imagePullPolicy(),
  })
  .prefault({})
  .describe('The request that the smoke test and the warm-up make.');

export type PredictionValues = z.output<typeof predictionValues>;

/** What a hook asks. */
export interface AskedService {
  /** Without a path. */
  readonly url: string;
  /** Path that answers as soon as the service is ready. */
  readonly readinessPath: string;
}

export function predictionEnvironment(service: AskedService, prediction: PredictionValues): EnvVar[] {
  return [
    { name: 'SERVICE_URL', value: service.url },
    { name: 'READINESS_PATH', value: service.readinessPath },
    { name: 'PREDICTION_PATH', value: prediction.path },
    { name: 'PREDICTION_CONTENT_TYPE', value: prediction.contentType },
    { name: 'PREDICTION_BODY', value: prediction.body },
    { name: 'REQUEST_TIMEOUT', value: String(prediction.timeoutSeconds) },
  ];
}

/** POSIX shell: functions that wait until the service is ready, and that ask it for a prediction. */
export const PREDICTION_FUNCTIONS = `set -eu

ask() {
  curl --silent --show-error --fail-with-body --connect-timeout 5 --max-time "$REQUEST_TIMEOUT" "$@"
}

wait_until_ready() {
  echo "Waiting for $SERVICE_URL$READINESS_PATH"
  until ask --output /dev/null "$SERVICE_URL$READINESS_PATH"; do
    sleep "\${RETRY_DELAY:-3}"
  done
}

predict() {
  ask --header "Content-Type: $PREDICTION_CONTENT_TYPE" --data-raw "$PREDICTION_BODY" "$SERVICE_URL$PREDICTION_PATH"
}
`;
