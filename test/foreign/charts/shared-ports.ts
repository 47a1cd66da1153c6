import { ApiObject } from 'cdk8s';
import { z } from 'zod';
import { foreignChart } from '../foreign-chart';

const port = z.int().min(1).max(65535);
const label = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/);

/** Values that are compared with each other: ports that may be one, limits, names, elements with what is around them. */
export const sharedPorts = foreignChart({
  name: 'shared-ports',
  values: z.object({
    app: label.default('web'),
    serviceAccount: z.object({ create: z.boolean().default(true), name: label.default('web') }).prefault({}),
    port: port.default(8080),
    metrics: z.object({ enabled: z.boolean().default(false), port: port.default(9090) }).prefault({}),
    debug: z.object({ port: port.optional() }).prefault({}),
    replicas: z.object({ min: z.int().min(0).max(50).default(1), max: z.int().min(0).max(50).default(1) }).prefault({}),
    sidecars: z.array(z.object({ name: label, port: port.default(8080), target: port.default(8080) })).default([]),
  }),
  environments: {
    dev: { metrics: { enabled: true, port: 8080 } },
    prod: {
      metrics: { enabled: true },
      replicas: { max: 10 },
      sidecars: [{ name: 'proxy' }, { name: 'auth', port: 90 }],
    },
  },
  constructs: (chart, { app, serviceAccount, port, metrics, debug, replicas, sidecars }) => {
    const own = metrics.enabled && metrics.port !== port ? [{ name: 'metrics', port: metrics.port }] : [];
    const debugging = debug.port !== undefined && debug.port !== port ? [{ name: 'debug', port: debug.port }] : [];
    new ApiObject(chart, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      spec: { selector: { app }, ports: [{ name: 'http', port }, ...own, ...debugging] },
    });
    new ApiObject(chart, 'workload', {
      apiVersion: 'example.com/v1',
      kind: 'Workload',
      spec: {
        ...(replicas.max > replicas.min ? { scaling: replicas } : { replicas: replicas.min }),
        serviceAccountName: serviceAccount.name,
        sidecars: sidecars
          .filter(({ name }) => name !== app)
          .map((sidecar) => ({
            name: sidecar.name,
            port: sidecar.port,
            ...(sidecar.target !== sidecar.port && { targetPort: sidecar.target }),
            ...(sidecar.port === port && { sharesPort: true }),
          })),
      },
    });
    if (serviceAccount.create && serviceAccount.name !== app) {
      new ApiObject(chart, 'account', {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: serviceAccount.name },
      });
    }
  },
});
