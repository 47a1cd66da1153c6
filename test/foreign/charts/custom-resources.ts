import { ApiObject } from 'cdk8s';
import { z } from 'zod';
import { Release } from '../../../lib/release/release';
import { foreignChart } from '../foreign-chart';

/** Custom resources that are there only where the cluster has their API, and what takes their place elsewhere. */
export const customResources = foreignChart({
  name: 'custom-resources',
  apiVersions: ['argoproj.io/v1alpha1', 'monitoring.coreos.com/v1/ServiceMonitor'],
  values: z.object({
    image: z.string().default('server:1'),
    monitored: z.boolean().default(true),
    interval: z.string().default('30s'),
    canary: z
      .object({
        enabled: z.boolean().default(false),
        steps: z
          .array(
            z.discriminatedUnion('type', [
              z.object({ type: z.literal('weight'), percent: z.int().min(0).max(100) }),
              z.object({ type: z.literal('pause'), seconds: z.int().min(0).optional() }),
            ]),
          )
          .default([{ type: 'weight', percent: 20 }, { type: 'pause' }]),
      })
      .prefault({}),
    relabelings: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]))).default([]),
  }),
  environments: {
    dev: { monitored: false },
    prod: { canary: { enabled: true }, relabelings: [{ action: 'drop', sourceLabels: ['a', 'b'], modulus: 2 }] },
  },
  constructs: (chart, values) => {
    const release = Release.of(chart);
    const isRollout = values.canary.enabled && release.hasApi('argoproj.io/v1alpha1');
    new ApiObject(chart, 'server', {
      apiVersion: isRollout ? 'argoproj.io/v1alpha1' : 'apps/v1',
      kind: isRollout ? 'Rollout' : 'Deployment',
      spec: {
        selector: { matchLabels: release.selectorLabels },
        template: {
          metadata: { labels: release.selectorLabels },
          spec: { containers: [{ name: 'server', image: values.image }] },
        },
        ...(isRollout && {
          strategy: {
            canary: {
              steps: values.canary.steps.map((step) =>
                step.type === 'weight' ? { setWeight: step.percent } : { pause: { duration: step.seconds } },
              ),
            },
          },
        }),
      },
    });
    if (values.monitored && release.hasApi('monitoring.coreos.com/v1/ServiceMonitor')) {
      new ApiObject(chart, 'monitor', {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'ServiceMonitor',
        spec: {
          selector: { matchLabels: release.selectorLabels },
          endpoints: [{ port: 'metrics', interval: values.interval, relabelings: values.relabelings }],
        },
      });
    }
  },
});
