import { ApiObject, App, Chart } from 'cdk8s';
import { z } from 'zod';
import { checkHooks } from '../../../lib/hooks/check-hooks';
import { HelmHook } from '../../../lib/hooks/helm-hook';
import type { HookEvent } from '../../../lib/hooks/hook-annotations';
import { expectEqualRendering } from '../../equality/expect-equal';
import { smallChart } from '../trace/small-chart';

const container = {
  name: 'reindex',
  image: 'registry.example.com/reindex:1',
  envFrom: [{ configMapRef: { name: 'reindex' } }],
};

function reindex(scope: ConstructorParameters<typeof ApiObject>[0]) {
  new ApiObject(scope, 'settings', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'reindex' },
    data: { a: 'b' },
  });
  new ApiObject(scope, 'job', {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'reindex', annotations: { mine: 'yes' } },
    spec: { template: { spec: { restartPolicy: 'Never', containers: [container] } } },
  });
}

test('what runs has the weight, what it needs comes before; the Job gets its limits', () => {
  const chart = new Chart(new App(), 'ml');
  new HelmHook(chart, 'reindex', {
    events: ['pre-install', 'pre-upgrade'],
    weight: 5,
    deletePolicies: ['before-hook-creation', 'hook-succeeded'],
    deadlineSeconds: 600,
    ttlSecondsAfterFinished: 3600,
    constructs: reindex,
  });
  const [settings, job] = chart.toJson();
  expect(settings.metadata.annotations).toEqual({
    'helm.sh/hook': 'pre-install,pre-upgrade',
    'helm.sh/hook-weight': '4',
    'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
  });
  expect(job).toEqual({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: 'reindex',
      annotations: {
        mine: 'yes',
        'helm.sh/hook': 'pre-install,pre-upgrade',
        'helm.sh/hook-weight': '5',
        'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
      },
    },
    spec: {
      template: { spec: { restartPolicy: 'Never', containers: [container] } },
      activeDeadlineSeconds: 600,
      ttlSecondsAfterFinished: 3600,
    },
  });
  expect(checkHooks(chart.toJson())).toEqual([]);
});

test('by default the weight is 0, objects are deleted before the next run, and limits are those of the objects', () => {
  const chart = new Chart(new App(), 'ml');
  new HelmHook(chart, 'reindex', { events: ['test'], constructs: reindex });
  const [, job] = chart.toJson();
  expect(job.metadata.annotations).toMatchObject({
    'helm.sh/hook-weight': '0',
    'helm.sh/hook-delete-policy': 'before-hook-creation',
  });
  expect(Object.keys(job.spec)).toEqual(['template']);
});

test('a Pod has a deadline, and nothing that only Jobs have', () => {
  const chart = new Chart(new App(), 'ml');
  new HelmHook(chart, 'check', {
    events: ['test'],
    deadlineSeconds: 60,
    ttlSecondsAfterFinished: 60,
    constructs: (scope) =>
      new ApiObject(scope, 'pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: {} }),
  });
  expect(chart.toJson()[0].spec).toEqual({ activeDeadlineSeconds: 60 });
});

test('in a Helm chart, hooks follow the values and have folders of their own', async () => {
  const chart = smallChart({
    values: z.object({
      reindex: z.boolean().default(true),
      weight: z.int().min(-100).max(100).default(3),
      deadline: z.int().min(1).default(600),
    }),
    constructs: (scope, values, release) => {
      const job = (id: string, events: HookEvent[]) =>
        new HelmHook(scope, id, {
          events,
          weight: values.weight,
          deadlineSeconds: values.deadline,
          ttlSecondsAfterFinished: 3600,
          constructs: (hook) => {
            const metadata = { name: release.fullname(id) };
            new ApiObject(hook, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { a: 'b' } });
            new ApiObject(hook, 'job', { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: { template: {} } });
          },
        });
      if (values.reindex) job('reindex', ['post-upgrade']);
      job('check', ['test']);
    },
  });
  const files = [...chart.files.keys()].filter((file) => /^templates\/.*\//.test(file));
  expect(files.sort()).toEqual([
    'templates/hooks/reindex-configmap.yaml',
    'templates/hooks/reindex-job.yaml',
    'templates/tests/check-configmap.yaml',
    'templates/tests/check-job.yaml',
  ]);
  expect(chart.template('hooks/reindex-job.yaml')).toMatchInlineSnapshot(`
"{{- if .Values.reindex }}
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ include "demo.resourceName" (list . "reindex") | quote }}
  namespace: {{ .Release.Namespace | quote }}
  labels:
    {{- include "demo.labels" . | nindent 4 }}
  annotations:
    helm.sh/hook: post-upgrade
    helm.sh/hook-delete-policy: before-hook-creation
    helm.sh/hook-weight: {{ .Values.weight | quote }}
spec:
  activeDeadlineSeconds: {{ .Values.deadline | int64 }}
  ttlSecondsAfterFinished: 3600
  template: {}
{{- end }}
"
`);
  expect(chart.template('hooks/reindex-configmap.yaml')).toContain(
    'helm.sh/hook-weight: {{ sub .Values.weight 1 | quote }}',
  );
  await expectEqualRendering(chart);
});
