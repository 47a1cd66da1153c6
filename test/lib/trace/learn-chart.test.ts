import { ApiObject } from 'cdk8s';
import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { object, smallChart } from './small-chart';

/** What a named template of `_helpers.tpl` gives. */
function helper(files: ReadonlyMap<string, string>, name: string): string {
  const blocks = files.get('templates/_helpers.tpl')?.split('\n{{/*\n') ?? [];
  const lines =
    blocks
      .find((block) => block.includes(`define "demo.${name}"`))
      ?.trimEnd()
      .split('\n') ?? [];
  return lines.slice(lines.findIndex((line) => line.includes('define')) + 1, -1).join('\n');
}

const serviceAccount = z.object({ create: z.boolean().default(true), name: z.string().default('') }).prefault({});

test('text that a construct calls a helper becomes a named template, and is included wherever it stands', async () => {
  const chart = smallChart({
    values: z.object({ serviceAccount }),
    constructs: (scope, values, release) => {
      const { create, name } = values.serviceAccount;
      const account = release.helper('serviceAccountName', create ? name || release.fullname() : name || 'default');
      if (create) object(scope, 'ServiceAccount', account, {});
      object(scope, 'Pod', 'pod', { spec: { serviceAccountName: account, message: `runs as ${account}` } });
    },
  });
  expect(helper(chart.files, 'serviceAccountName')).toMatchInlineSnapshot(`
"{{- if .Values.serviceAccount.create }}
{{- .Values.serviceAccount.name | default (include "demo.fullname" .) }}
{{- else }}
{{- .Values.serviceAccount.name | default "default" }}
{{- end }}"
`);
  expect(chart.template('serviceaccount.yaml')).toContain('name: {{ include "demo.serviceAccountName" . | quote }}');
  expect(chart.template('pod.yaml')).toContain('serviceAccountName: {{ include "demo.serviceAccountName" . | quote }}');
  await expectEqualRendering(chart, [
    { serviceAccount: { name: 'own' } },
    { serviceAccount: { create: false } },
    { serviceAccount: { create: false, name: 'own' } },
  ]);
});

test('a helper may be a chain of alternatives, or always the same', async () => {
  const chart = smallChart({
    values: z.object({ image: z.enum(['cpu', 'gpu', 'own']).default('cpu'), own: z.string().default('x') }),
    spec: ({ image, own }, release) => ({
      image: release.helper('image', image === 'own' ? own : `server-${image}`),
      fixed: release.helper('fixedText', 'always {{ this }}'),
    }),
  });
  expect(helper(chart.files, 'image')).toMatchInlineSnapshot(`
"{{- if eq .Values.image "own" }}
{{- .Values.own }}
{{- else }}
{{- printf "server-%s" .Values.image }}
{{- end }}"
`);
  expect(chart.spec).toContain('fixed: "always {{ "{{" }} this }}"');
  await expectEqualRendering(chart, [{ image: 'gpu' }, { image: 'own' }]);
});

test('several objects of one chart, in install order, each in a file of its own', async () => {
  const chart = smallChart({
    values: z.object({ text: z.string().default('x'), extra: z.boolean().default(false) }),
    constructs: (scope, { text, extra }, release) => {
      object(scope, 'Deployment', release.fullname(), { spec: { text } }, 'apps/v1');
      if (extra) object(scope, 'Service', release.fullname('extra'), {});
      object(scope, 'Service', release.fullname(), {});
      object(scope, 'HorizontalPodAutoscaler', release.fullname(), { spec: {} }, 'autoscaling/v2');
    },
  });
  expect([...chart.files.keys()].filter((file) => file.endsWith('.yaml') && file.includes('/'))).toEqual([
    'templates/service.yaml',
    'templates/service-extra.yaml',
    'templates/deployment.yaml',
    'templates/hpa.yaml',
  ]);
  await expectEqualRendering(chart, [{ extra: true }]);
});

test('an object for each element, and another where its number is above one', async () => {
  const model = z.object({
    name: z.string().regex(/^[a-z][a-z0-9-]*$/),
    replicas: z.int().min(0).max(20).default(1),
  });
  const chart = smallChart({
    values: z.object({ models: z.array(model).default([]) }),
    environments: { prod: { models: [{ name: 'a' }] } },
    constructs: (scope, { models }) => {
      for (const [index, { name, replicas }] of models.entries()) {
        const add = (kind: string, spec: object) =>
          new ApiObject(scope, `${kind}-${index}`, { apiVersion: 'v1', kind, metadata: { name }, spec });
        add('Deployment', { replicas });
        if (replicas > 1) add('PodDisruptionBudget', { minAvailable: replicas - 1 });
      }
    },
  });
  expect(chart.traced.fixed).toEqual([]);
  await expectEqualRendering(chart, [
    {
      models: [
        { name: 'a', replicas: 2 },
        { name: 'b', replicas: 1 },
        { name: 'c', replicas: 13 },
      ],
    },
    { models: [{ name: 'a', replicas: 0 }] },
  ]);
});
