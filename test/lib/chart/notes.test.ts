import { z } from 'zod';
import { type NotesProps, notesTxt } from '../../../lib/chart/notes';
import type { Condition } from '../../../lib/template/condition';
import { type ObjectShape, shapeOf } from '../../../lib/values/shape';
import { helmBinary } from '../../helm/binaries';
import { renderChart } from '../../helm/render-chart';
import { temporaryChart } from '../../helm/temporary-chart';

const name = '{{ include "demo.fullname" . }}';
const keys = ['ingress', 'service', 'worker', 'enabled', 'deployment', 'deploymentTwo', 'serviceTwo', 'ingressTwo'];
const shape = shapeOf(z.object(Object.fromEntries(keys.map((key) => [key, z.boolean()])))) as ObjectShape;
const isTrue = (key: string): Condition => ({
  kind: 'truthy',
  reference: { steps: [key], optionalSteps: [], shape: shapeOf(z.boolean()) },
});
const both = (...conditions: Condition[]): Condition => ({ kind: 'and', conditions });

/** A chart whose only object holds what the notes rendered to: Helm 3 prints notes only where there is a cluster. */
function chartWith(props: Omit<NotesProps, 'chart' | 'shape'>): string {
  return temporaryChart('demo', {
    'Chart.yaml': 'apiVersion: v2\nname: demo\nversion: 1.2.3\n',
    'values.yaml': 'ingress: false\nservice: true\nworker: false\nhost: ml.example.com\nport: 80\n',
    'templates/_helpers.tpl':
      '{{ define "demo.name" }}{{ .Chart.Name }}{{ end }}{{ define "demo.fullname" }}{{ .Release.Name }}-demo{{ end }}',
    'templates/NOTES.txt': notesTxt({ chart: 'demo', shape, ...props }),
    'templates/shown.yaml': 'notes: {{ include (print $.Template.BasePath "/NOTES.txt") . | toJson }}\n',
  });
}

async function notes(chart: string, values: Record<string, unknown> = {}): Promise<string> {
  const rendered = await Promise.all(
    ([3, 4] as const).map(async (major) => {
      const input = { helm: await helmBinary(major), chart, values, release: 'mine', namespace: 'ml' };
      const [object] = await renderChart(input);
      return object.notes as string;
    }),
  );
  expect(rendered[1]).toBe(rendered[0]);
  return rendered[0] as string;
}

describe('a chart of the usual objects', () => {
  const chart = chartWith({
    objects: [
      { kind: 'Deployment', name },
      { kind: 'Deployment', name: `${name}-worker`, condition: isTrue('worker') },
      { kind: 'ConfigMap', name },
      { kind: 'Service', name, port: '{{ .Values.port }}', condition: isTrue('service') },
      { kind: 'Ingress', name, condition: isTrue('ingress'), url: 'https://{{ .Values.host }}/' },
      { kind: 'Pod', name: `${name}-test`, hook: 'test' },
      { kind: 'Job', name: `${name}-migration`, hook: 'pre-upgrade' },
    ],
  });

  test('reaches its Service by a port-forward', async () => {
    expect(await notes(chart)).toMatchInlineSnapshot(`
"demo 1.2.3 is deployed as release mine in namespace ml.

Wait until it is ready:
  kubectl rollout status deployment/mine-demo --namespace ml

Follow its logs:
  kubectl logs --selector app.kubernetes.io/name=demo,app.kubernetes.io/instance=mine --namespace ml --all-containers --prefix --follow

Send it requests at http://127.0.0.1:8080 while this command runs:
  kubectl port-forward service/mine-demo 8080:80 --namespace ml

Test it:
  helm test mine --namespace ml

Go back to the revision before, or remove it:
  helm rollback mine --namespace ml
  helm uninstall mine --namespace ml
"
`);
  });

  test('or through its Ingress; conditional objects are named where they are', async () => {
    expect(await notes(chart, { ingress: true, worker: true })).toMatchInlineSnapshot(`
"demo 1.2.3 is deployed as release mine in namespace ml.

Wait until it is ready:
  kubectl rollout status deployment/mine-demo --namespace ml
  kubectl rollout status deployment/mine-demo-worker --namespace ml

Follow its logs:
  kubectl logs --selector app.kubernetes.io/name=demo,app.kubernetes.io/instance=mine --namespace ml --all-containers --prefix --follow

Send it requests at:
  https://ml.example.com/

Test it:
  helm test mine --namespace ml

Go back to the revision before, or remove it:
  helm rollback mine --namespace ml
  helm uninstall mine --namespace ml
"
`);
  });

  test('or not at all', async () => {
    expect(await notes(chart, { service: false })).not.toMatch(/requests|port-forward|\n\n\n/);
  });
});

test('reads well as a template', () => {
  const objects = [
    { kind: 'StatefulSet', name, condition: isTrue('enabled') },
    { kind: 'Service', name, port: 80 },
    { kind: 'Ingress', name, condition: both(isTrue('enabled'), isTrue('ingress')) },
  ];
  expect(notesTxt({ chart: 'demo', objects, shape })).toMatchInlineSnapshot(`
"{{ .Chart.Name }} {{ .Chart.Version }} is deployed as release {{ .Release.Name }} in namespace {{ .Release.Namespace }}.
{{- if .Values.enabled }}

Wait until it is ready:
  kubectl rollout status statefulset/{{ include "demo.fullname" . }} --namespace {{ .Release.Namespace }}

Follow its logs:
  kubectl logs --selector app.kubernetes.io/name={{ include "demo.name" . }},app.kubernetes.io/instance={{ .Release.Name }} --namespace {{ .Release.Namespace }} --all-containers --prefix --follow
{{- end }}
{{- if and .Values.ingress .Values.enabled }}

Send it requests at:
  kubectl get ingress/{{ include "demo.fullname" . }} --namespace {{ .Release.Namespace }}
{{- else }}

Send it requests at http://127.0.0.1:8080 while this command runs:
  kubectl port-forward service/{{ include "demo.fullname" . }} 8080:80 --namespace {{ .Release.Namespace }}
{{- end }}

Go back to the revision before, or remove it:
  helm rollback {{ .Release.Name }} --namespace {{ .Release.Namespace }}
  helm uninstall {{ .Release.Name }} --namespace {{ .Release.Namespace }}
"
`);
});

describe('whatever of the objects is there', () => {
  const named = ['Deployment', 'Service', 'Ingress'].map((kind) => ({
    kind,
    name,
    port: 80,
    key: kind.toLowerCase(),
  }));
  const objects = ['', 'Two'].map((end) =>
    named.map(({ key, ...object }) => ({ ...object, condition: isTrue(`${key}${end}`) })),
  );
  const charts = [chartWith({ objects: objects[0] }), chartWith({ objects: objects.flat() })];
  const switches = ['deployment', 'service', 'ingress', 'deploymentTwo', 'serviceTwo', 'ingressTwo'];
  const states = [0b000, 0b111, 0b001, 0b010, 0b100, 0b101000, 0b110001].map((bits) =>
    Object.fromEntries(switches.map((key, index) => [key, (bits & (1 << index)) !== 0])),
  );

  test.each(states)('one blank line stands between the parts: %j', async (values) => {
    for (const chart of charts) {
      const text = await notes(chart, values);
      expect(text).not.toMatch(/\n\n\n|[ \t]\n|^\n|:\n\n|:\n$/);
      expect(text).toMatch(
        /\n\n\S.*\n {2}helm rollback mine --namespace ml\n {2}helm uninstall mine --namespace ml\n$/,
      );
    }
  });
});

describe('a chart with one rollout', () => {
  const chart = chartWith({ objects: [{ kind: 'Deployment', name, deadline: '{{ add .Values.port 600 }}' }] });

  test('has its timeout for upgrades, and the flag of the Helm that installs', async () => {
    const upgradeBy = async (major: 3 | 4) => {
      const [object] = await renderChart({
        helm: await helmBinary(major),
        chart,
        values: {},
        release: 'mine',
        namespace: 'ml',
      });
      return (object.notes as string).split('\n').find((line) => line.includes('helm upgrade'));
    };
    expect(await upgradeBy(3)).toBe('  helm upgrade mine <chart> --namespace ml --atomic --timeout 680s');
    expect(await upgradeBy(4)).toBe('  helm upgrade mine <chart> --namespace ml --rollback-on-failure --timeout 680s');
  });
});

test('a condition is asked once, and not where another one answers it', () => {
  const objects = [
    { kind: 'Ingress', name, condition: isTrue('ingress') },
    { kind: 'Ingress', name: `${name}-canary`, condition: both(isTrue('ingress'), isTrue('worker')) },
    { kind: 'Service', name, port: 80, condition: { kind: 'not', condition: isTrue('ingress') } as const },
  ];
  const printed = notesTxt({ chart: 'demo', objects, shape });
  expect(printed.slice(printed.indexOf('{{- if'), printed.indexOf('\n\nGo back'))).toMatchInlineSnapshot(`
"{{- if .Values.ingress }}

Send it requests at:
  kubectl get ingress/{{ include "demo.fullname" . }} --namespace {{ .Release.Namespace }}
{{- if .Values.worker }}
  kubectl get ingress/{{ include "demo.fullname" . }}-canary --namespace {{ .Release.Namespace }}
{{- end }}
{{- else }}

Send it requests at http://127.0.0.1:8080 while this command runs:
  kubectl port-forward service/{{ include "demo.fullname" . }} 8080:80 --namespace {{ .Release.Namespace }}
{{- end }}"
`);
});

test('several rollouts have no one timeout', () => {
  const objects = ['a', 'b'].map((each) => ({ kind: 'Deployment', name: each, deadline: '900' }));
  expect(notesTxt({ chart: 'demo', objects, shape })).not.toContain('--timeout');
});
