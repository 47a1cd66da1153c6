import { join } from 'node:path';
import { type ApiObject, Include, JsonPatch } from 'cdk8s';
import { z } from 'zod';
import { foreignChart } from '../foreign-chart';

/** Manifests that others publish, read from a file, with some fields set from values; the text in them is template-like. */
export const includedManifests = foreignChart({
  name: 'included-manifests',
  values: z.object({
    operator: z
      .object({
        enabled: z.boolean().default(true),
        image: z.string().default(''),
        replicas: z.int().min(0).default(1),
        arguments: z.array(z.string()).default([]),
        prompt: z.string().default(''),
      })
      .prefault({}),
  }),
  environments: { dev: { operator: { enabled: false } }, prod: { operator: { image: 'operator:2', replicas: 2 } } },
  constructs: (chart, { operator }) => {
    if (!operator.enabled) return;
    const included = new Include(chart, 'operator', { url: join(__dirname, 'manifests/operator.yaml') });
    const find = (kind: string) => included.apiObjects.find((object) => object.kind === kind) as ApiObject;
    const deployment = find('Deployment');
    deployment.addJsonPatch(JsonPatch.replace('/spec/replicas', operator.replicas));
    if (operator.image) {
      deployment.addJsonPatch(JsonPatch.replace('/spec/template/spec/containers/0/image', operator.image));
    }
    for (const argument of operator.arguments) {
      deployment.addJsonPatch(JsonPatch.add('/spec/template/spec/containers/0/args/-', argument));
    }
    if (operator.prompt) find('ConfigMap').addJsonPatch(JsonPatch.add('/data/prompt', operator.prompt));
  },
});
