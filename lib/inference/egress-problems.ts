import { modelDestinations } from '../constructs/model-storage';
import type { Problem } from '../errors';
import type { InferenceServiceValues } from './inference-service-values';

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** Model storage that the policy would keep the pods from; templates cannot take URLs apart, so only synth tells. */
export function egressProblems({ model, networkPolicy }: InferenceServiceValues): Problem[] {
  const { enabled, derivedEgress, modelStoragePort, egress } = networkPolicy;
  // Further rules may allow what the derived one does not.
  if (!enabled || !derivedEgress || egress.length > 0) return [];
  const [elsewhere] = modelDestinations(model)
    .map(({ endpoint, port = portOf(endpoint) }) => ({ endpoint, port }))
    .filter(({ port }) => port !== undefined && port !== modelStoragePort);
  if (elsewhere === undefined) return [];
  const { endpoint, port } = elsewhere;
  const message = `the model comes from ${endpoint}, on port ${port}, and the policy would keep the pods from it; set it to ${port}, or allow the way in networkPolicy.egress`;
  return [{ code: 'values/rule', path: 'networkPolicy.modelStoragePort', message }];
}

function portOf(endpoint: string): number | undefined {
  if (!URL.canParse(endpoint)) return undefined;
  const { port, protocol } = new URL(endpoint);
  return port === '' ? DEFAULT_PORTS[protocol] : Number(port);
}
