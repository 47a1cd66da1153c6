import { ApiObject } from 'cdk8s';
import { z } from 'zod';
import { foreignChart } from '../foreign-chart';

const path = z.object({
  path: z.string().default('/'),
  pathType: z.enum(['Prefix', 'Exact', 'ImplementationSpecific']).default('Prefix'),
  port: z.union([z.int().min(1).max(65535), z.string().min(1)]).optional(),
});

/** `ingress.hosts[].paths[]` and `tls[]`, as most charts have them. */
export const ingressRules = foreignChart({
  name: 'ingress-rules',
  values: z.object({
    service: z.object({ name: z.string().default('web'), port: z.int().min(1).max(65535).default(80) }).prefault({}),
    ingress: z
      .object({
        enabled: z.boolean().default(true),
        className: z.string().nullable().default(null),
        annotations: z.record(z.string(), z.string()).default({}),
        hosts: z
          .array(z.object({ host: z.string().default(''), paths: z.array(path).default([]) }))
          .default([{ host: 'www.example.com', paths: [{ path: '/', pathType: 'Prefix' }] }]),
        tls: z
          .array(z.object({ secretName: z.string().optional(), hosts: z.array(z.string()).default([]) }))
          .default([]),
      })
      .prefault({}),
  }),
  environments: {
    dev: { ingress: { enabled: false } },
    prod: {
      ingress: {
        className: 'nginx',
        hosts: [
          {
            host: 'a.example.com',
            paths: [
              { path: '/a', port: 'metrics' },
              { path: '/b', pathType: 'Exact' },
            ],
          },
          { host: 'b.example.com' },
        ],
        tls: [{ secretName: 'tls', hosts: ['a.example.com', 'b.example.com'] }, {}],
      },
    },
  },
  constructs: (chart, { service, ingress }) => {
    if (!ingress.enabled) return;
    new ApiObject(chart, 'ingress', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { annotations: ingress.annotations },
      spec: {
        ...(ingress.className !== null && { ingressClassName: ingress.className }),
        ...(ingress.tls.length > 0 && {
          tls: ingress.tls.map(({ secretName, hosts }) => ({ hosts, ...(secretName !== undefined && { secretName }) })),
        }),
        rules: ingress.hosts.map(({ host, paths }) => ({
          ...(host && { host }),
          http: {
            paths: paths.map(({ path, pathType, port }) => ({
              path,
              pathType,
              backend: {
                service: {
                  name: service.name,
                  port: typeof port === 'string' ? { name: port } : { number: port ?? service.port },
                },
              },
            })),
          },
        })),
      },
    });
  },
});
