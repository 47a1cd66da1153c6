import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';
import type { ServiceIdentity } from './identity';
import { annotations } from './labels';
import { apiObject } from './manifest';
import { METRICS_PORT, type MetricsValues, metricsAnnotations, ownMetricsPort } from './metrics';

/** Name of the port that requests come in by, in the pod and in the Service. */
export const HTTP_PORT = 'http';

/** Name of the port that gRPC requests come in by, where there is one. */
export const GRPC_PORT = 'grpc';

const port = () => z.int().min(1).max(65535);

/** The Service in front of the pods. */
export const serviceValues = z
  .object({
    type: z
      .enum(['ClusterIP', 'NodePort', 'LoadBalancer'])
      .default('ClusterIP')
      .describe('How the Service is reached: inside the cluster, by a port of each node, or by a load balancer.'),
    port: port().default(80).describe('Port of the Service.'),
    targetPort: port().default(8080).describe('Port that the server listens on. PORT.'),
    grpc: z
      .object({
        enabled: z.boolean().default(false).describe('Offer gRPC beside HTTP.'),
        port: port().default(9000).describe('Port of gRPC, in the Service and in the server. GRPC_PORT.'),
      })
      .prefault({})
      .describe('The gRPC interface of the server.'),
    annotations: annotations().describe('Annotations of the Service, for load balancers.'),
  })
  .prefault({})
  .describe('The Service in front of the pods.');

export type ServiceValues = z.output<typeof serviceValues>;

export function serviceEnvironment({ grpc }: ServiceValues): Record<string, string> {
  return grpc.enabled ? { GRPC_PORT: String(grpc.port) } : {};
}

/** @param identity whose pods requests go to @param name of the Service, where it is not theirs */
export function service(
  scope: Construct,
  identity: ServiceIdentity,
  values: ServiceValues,
  metrics: MetricsValues,
  name = identity.name(),
): ApiObject {
  const metricsPort = ownMetricsPort(metrics);
  return apiObject<'Service'>(scope, 'service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: identity.metadata({
      name,
      annotations: { ...metricsAnnotations(metrics, values.targetPort), ...values.annotations },
    }),
    spec: {
      type: values.type,
      selector: identity.selectorLabels,
      ports: [
        { name: HTTP_PORT, port: values.port, targetPort: HTTP_PORT, protocol: 'TCP' },
        ...(values.grpc.enabled
          ? [{ name: GRPC_PORT, port: values.grpc.port, targetPort: GRPC_PORT, protocol: 'TCP', appProtocol: 'grpc' }]
          : []),
        ...(metricsPort !== undefined
          ? [{ name: METRICS_PORT, port: metricsPort, targetPort: METRICS_PORT, protocol: 'TCP' }]
          : []),
      ],
    },
  });
}
