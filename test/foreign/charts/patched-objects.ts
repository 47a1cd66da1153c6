import { ApiObject, JsonPatch } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { z } from 'zod';
import { foreignChart } from '../foreign-chart';

/** JSON patches on objects that a library made: added, replaced, removed, under a condition, with values inside. */
export const patchedObjects = foreignChart({
  name: 'patched-objects',
  values: z.object({
    replicas: z.int().min(0).default(2),
    priorityClass: z.string().default(''),
    hostNetwork: z.boolean().default(false),
    sidecar: z.object({ image: z.string().default('envoy:1'), args: z.array(z.string()).default([]) }).optional(),
    annotations: z.record(z.string(), z.string()).default({}),
  }),
  environments: { dev: {}, prod: { priorityClass: 'high', sidecar: {}, hostNetwork: true } },
  constructs: (chart, values) => {
    const deployment = new k8s.KubeDeployment(chart, 'server', {
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: 'server' } },
        template: {
          metadata: { labels: { app: 'server' } },
          spec: { dnsPolicy: 'ClusterFirst', containers: [{ name: 'server', image: 'nginx:1.27' }] },
        },
      },
    });
    const object = ApiObject.of(deployment);
    object.addJsonPatch(JsonPatch.replace('/spec/replicas', values.replicas));
    object.addJsonPatch(JsonPatch.add('/metadata/annotations', values.annotations));
    if (values.priorityClass) {
      object.addJsonPatch(JsonPatch.add('/spec/template/spec/priorityClassName', values.priorityClass));
    }
    if (values.hostNetwork) {
      object.addJsonPatch(JsonPatch.add('/spec/template/spec/hostNetwork', true));
      object.addJsonPatch(JsonPatch.remove('/spec/template/spec/dnsPolicy'));
    }
    if (values.sidecar) {
      const { image, args } = values.sidecar;
      object.addJsonPatch(JsonPatch.add('/spec/template/spec/containers/-', { name: 'sidecar', image, args }));
    }
  },
});
