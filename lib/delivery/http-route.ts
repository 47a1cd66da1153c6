import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';
import type { ServiceIdentity } from '../constructs/identity';
import { annotations } from '../constructs/labels';
import { nonEmpty } from '../constructs/non-empty';
import { namedStructures, structure, structures } from '../constructs/pass-through';
import { withRules } from '../values/rules/with-rules';

// The keys are those of an HTTPRoute and of its one rule: https://gateway-api.sigs.k8s.io/reference/spec/#httproute

/** The Gateway, or the listener of it, that a route belongs to. */
export interface ParentReference {
  name: string;
  namespace?: string;
  sectionName?: string;
  port?: number;
  group?: string;
  kind?: string;
}

/** HTTP routes from outside of the cluster, through a Gateway. */
export const httpRouteValues = withRules(
  z.object({
    enabled: z.boolean().default(false).describe('Make an HTTPRoute, for the Gateway API.'),
    annotations: annotations().describe('Annotations of the HTTPRoute.'),
    parentRefs: namedStructures<ParentReference>().describe(
      'Gateways that the route belongs to: name, and namespace and sectionName (the listener) where needed.',
    ),
    hostnames: z.array(z.string().min(1)).default([]).describe("Hosts of the requests. Empty: the Gateway's."),
    matches: structures<object>().describe(
      'Which requests go to the service, by path, headers, queryParams or method. Empty: all.',
    ),
    filters: structures<object>().describe('What changes requests and responses on their way.'),
    timeouts: structure<{ request?: string; backendRequest?: string }>().describe(
      "request and backendRequest, such as 300s. Empty: the Gateway's, which may be too short for a model.",
    ),
  }),
  ({ required, isTrue }) => [required('parentRefs', { when: isTrue('enabled') })],
)
  .prefault({})
  .describe('HTTP routes from outside of the cluster, through a Gateway.');

type HttpRouteValues = z.output<typeof httpRouteValues>;

/** Something else that gets a share of the requests. */
export interface WeightedBackend {
  /** Name of its Service. */
  readonly name: string;
  /** Requests in a hundred. */
  readonly weight: number;
}

export function httpRoute(
  scope: Construct,
  identity: ServiceIdentity,
  values: HttpRouteValues,
  port: number,
  canary: WeightedBackend | undefined,
): ApiObject | undefined {
  if (!values.enabled) return undefined;
  const backend = { name: identity.name(), port };
  return new ApiObject(scope, 'http-route', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: identity.metadata({ annotations: values.annotations }),
    spec: {
      parentRefs: nonEmpty(values.parentRefs),
      hostnames: nonEmpty(values.hostnames),
      rules: [
        {
          matches: nonEmpty(values.matches),
          filters: nonEmpty(values.filters),
          backendRefs: canary
            ? [
                { ...backend, weight: 100 - canary.weight },
                { name: canary.name, port, weight: canary.weight },
              ]
            : [backend],
          timeouts: nonEmpty(values.timeouts),
        },
      ],
    },
  });
}
