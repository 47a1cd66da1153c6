import type { Chart } from 'cdk8s';
import { z } from 'zod';
import { isStableApi } from '../../../lib/release/kubernetes-apis';
import type { Release } from '../../../lib/release/release';
import { expectEqualRendering } from '../../equality/expect-equal';
import { helmBinary } from '../../helm/binaries';
import { renderChart } from '../../helm/render-chart';
import { temporaryChart } from '../../helm/temporary-chart';
import { object, smallChart } from './small-chart';

const MONITORING = 'monitoring.coreos.com/v1';
const CERTIFICATE = 'cert-manager.io/v1/Certificate';

const values = z.object({
  monitored: z.boolean().default(true),
  hosts: z.array(z.string()).default(['a.example.com', 'b.example.com']),
});

function constructs(scope: Chart, { monitored, hosts }: z.output<typeof values>, release: Release): void {
  const hasCertificates = release.hasApi(CERTIFICATE);
  if (monitored && release.hasApi(MONITORING)) object(scope, 'ServiceMonitor', 'service', { spec: {} }, MONITORING);
  object(scope, 'Example', 'example', {
    spec: {
      exporter: monitored && !release.hasApi(MONITORING) ? 'sidecar' : 'none',
      certificates: hasCertificates,
      hosts: hosts.map((host) => ({ host, tls: hasCertificates ? `${host}-tls` : undefined })),
    },
  });
}

test('what an API decides becomes a condition on .Capabilities', () => {
  const chart = smallChart({ values, constructs });
  expect(chart.template('servicemonitor.yaml')).toMatch(
    /{{- if and .Values.monitored \(.Capabilities.APIVersions.Has "monitoring.coreos.com\/v1"\) }}\n/,
  );
  expect(chart.spec).toMatchInlineSnapshot(`
"certificates: {{ .Capabilities.APIVersions.Has "cert-manager.io/v1/Certificate" }}
{{- if and .Values.monitored (not (.Capabilities.APIVersions.Has "monitoring.coreos.com/v1")) }}
exporter: sidecar
{{- else }}
exporter: none
{{- end }}
{{- if .Values.hosts }}
hosts:
  {{- range .Values.hosts }}
  - host: {{ . | quote }}
    {{- if $.Capabilities.APIVersions.Has "cert-manager.io/v1/Certificate" }}
    tls: {{ printf "%s-tls" . | quote }}
    {{- end }}
  {{- end }}
{{- else }}
hosts: []
{{- end }}"
`);
  expect(chart.traced).toMatchObject({ fixed: [], dead: [] });
});

describe.each([[[]], [[MONITORING]], [[CERTIFICATE]], [[MONITORING, CERTIFICATE]]])(
  'in a cluster that has %j',
  (apiVersions: string[]) => {
    test('the chart gives what the manifests have', async () => {
      await expectEqualRendering(smallChart({ values, constructs, apiVersions }));
    });

    test('the chart goes by its cluster, not by that of the environments', async () => {
      const here = smallChart({ values, constructs, apiVersions });
      const elsewhere = smallChart({ values, constructs });
      expect(Object.fromEntries(elsewhere.files)).toEqual(Object.fromEntries(here.files));
    });
  },
);

test('an API that is asked for only where another one is there is found', async () => {
  const chart = smallChart({
    values: z.object({}),
    apiVersions: [MONITORING, CERTIFICATE],
    spec: (_, release) => ({ both: release.hasApi(MONITORING) ? release.hasApi(CERTIFICATE) : 'neither' }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"{{- if .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" }}
both: {{ .Capabilities.APIVersions.Has "cert-manager.io/v1/Certificate" }}
{{- else }}
both: neither
{{- end }}"
`);
  await expectEqualRendering(chart);
});

const apis = temporaryChart('apis', {
  'Chart.yaml': 'apiVersion: v2\nname: apis\nversion: 0.1.0\n',
  'templates/apis.yaml':
    'apiVersion: v1\nkind: List\nmetadata: { name: apis }\nitems: {{ .Capabilities.APIVersions | toJson }}\n',
});

test('the stable APIs of Kubernetes are there wherever Helm runs', async () => {
  for (const major of [3, 4] as const) {
    const [{ items }] = await renderChart({ helm: await helmBinary(major), chart: apis });
    const stable = (items as string[]).filter((api) => /^(?:[^/]+\/)?v\d+$/.test(api) && isStableApi(api));
    expect(stable.length).toBe(19);
  }
});
