import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';
import { withRules } from '../values/rules/with-rules';
import type { ServiceIdentity } from './identity';
import { annotations } from './labels';
import { apiObject, type IngressTls } from './manifest';
import { nonEmpty } from './non-empty';
import { structures } from './pass-through';
import { HTTP_PORT } from './service';
import { absolutePath } from './text-form';

// The elements of a list have no defaults: Helm fills in none there.
const pathValues = z.object({
  path: absolutePath().describe('Path of the requests.'),
  pathType: z
    .enum(['Prefix', 'Exact', 'ImplementationSpecific'])
    .describe('How the path is compared: as a prefix, whole, or as the ingress class has it.'),
});

const hostValues = z.object({
  host: z.string().min(1).describe('Host of the requests, such as ml-api.example.com.'),
  paths: z.array(pathValues).min(1).describe('Paths of that host that go to the service.'),
});

/** HTTP routes from outside of the cluster. */
export const ingressValues = withRules(
  z.object({
    enabled: z.boolean().default(false).describe('Make an Ingress.'),
    className: z.string().default('').describe("Ingress class, such as nginx. Empty: the cluster's default class."),
    annotations: annotations().describe('Annotations of the Ingress, for its controller and for cert-manager.'),
    hosts: z.array(hostValues).default([]).describe('Hosts and paths that go to the service.'),
    tls: structures<IngressTls>().describe('TLS Secrets (secretName) and the hosts that they are for.'),
  }),
  ({ required, isTrue }) => [required('hosts', { when: isTrue('enabled') })],
)
  .prefault({})
  .describe('HTTP routes from outside of the cluster.');

export function ingress(
  scope: Construct,
  identity: ServiceIdentity,
  values: z.output<typeof ingressValues>,
): ApiObject | undefined {
  if (!values.enabled) return undefined;
  const backend = { service: { name: identity.name(), port: { name: HTTP_PORT } } };
  return apiObject<'Ingress'>(scope, 'ingress', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: identity.metadata({ annotations: values.annotations }),
    spec: {
      ingressClassName: values.className === '' ? undefined : values.className,
      rules: nonEmpty(
        values.hosts.map(({ host, paths }) => ({
          host,
          http: { paths: paths.map(({ path, pathType }) => ({ path, pathType, backend })) },
        })),
      ),
      tls: nonEmpty(values.tls),
    },
  });
}
