import { ApiObject } from 'cdk8s';
import { z } from 'zod';
import { foreignChart } from '../foreign-chart';

const name = z.string().regex(/^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$/);

/** Several objects of one kind, from a list and from a record, with names from values. */
export const tenants = foreignChart({
  name: 'tenants',
  values: z.object({
    domain: z.string().default('example.com'),
    teams: z
      .array(
        z.object({
          name,
          owners: z.array(z.string()).default([]),
          quota: z.object({ cpu: z.string().default('10'), pods: z.int().min(1).default(50) }).optional(),
        }),
      )
      .default([{ name: 'search', owners: ['ada@example.com'] }]),
    settings: z.record(name, z.record(z.string(), z.string())).default({ shared: { region: 'eu' } }),
  }),
  environments: {
    dev: {},
    prod: {
      teams: [
        { name: 'search', quota: {} },
        { name: 'ranking', owners: ['grace@example.com'] },
      ],
      settings: { limits: { depth: '3' } },
    },
  },
  constructs: (chart, values) => {
    for (const team of values.teams) {
      const namespace = `team-${team.name}`;
      new ApiObject(chart, `namespace-${team.name}`, {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: namespace, annotations: { 'example.com/contact': `${team.name}@${values.domain}` } },
      });
      if (team.owners.length > 0) {
        new ApiObject(chart, `owners-${team.name}`, {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'RoleBinding',
          metadata: { name: 'owners', namespace },
          roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'admin' },
          subjects: team.owners.map((owner) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: owner })),
        });
      }
      if (team.quota) {
        new ApiObject(chart, `quota-${team.name}`, {
          apiVersion: 'v1',
          kind: 'ResourceQuota',
          metadata: { name: 'quota', namespace },
          spec: { hard: { 'requests.cpu': team.quota.cpu, pods: String(team.quota.pods) } },
        });
      }
    }
    for (const [key, data] of Object.entries(values.settings)) {
      new ApiObject(chart, `settings-${key}`, {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: `settings-${key}` },
        data,
      });
    }
  },
});
