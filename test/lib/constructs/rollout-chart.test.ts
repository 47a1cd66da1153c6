import { z } from 'zod';
import { gpuValues } from '../../../lib/constructs/gpu';
import { healthChecksValues } from '../../../lib/constructs/health-checks';
import { modelStorageValues } from '../../../lib/constructs/model-storage';
import { persistenceValues } from '../../../lib/constructs/persistence';
import { rolloutStrategy, rolloutValues } from '../../../lib/constructs/rollout';
import { progressDeadlineSeconds } from '../../../lib/constructs/startup';
import { pickValues } from '../../../lib/values/parts/pick-values';
import { expectEqualRendering } from '../../equality/expect-equal';
import { smallChart } from '../trace/small-chart';

const MINUTE = 60_000;

test(
  'the chart reckons how long a rollout may take',
  async () => {
    const chart = smallChart({
      values: z.object({
        healthChecks: healthChecksValues,
        rollout: rolloutValues.rollout,
      }),
      environments: { prod: { healthChecks: { startup: { failureThreshold: 60 } } } },
      spec: (values) => ({ progressDeadlineSeconds: progressDeadlineSeconds(values) }),
    });
    expect(chart.traced.fixed).toEqual([]);
    expect(chart.spec).toMatchInlineSnapshot();
    await expectEqualRendering(chart);
  },
  MINUTE,
);

test(
  'the chart plans the strategy',
  async () => {
    const chart = smallChart({
      values: z.object({
        ...rolloutValues,
        gpu: pickValues(z.object({ gpu: gpuValues }), { gpu: { enabled: true, count: true } }).shape.gpu,
        persistence: pickValues(z.object({ persistence: persistenceValues }), {
          persistence: { enabled: true, accessMode: true },
        }).shape.persistence,
      }),
      environments: { prod: { gpu: { enabled: true, count: 2 }, rollout: { spareGpus: 4 } } },
      spec: ({ strategy, rollout, gpu, persistence }) =>
        rolloutStrategy({
          strategy,
          rollout,
          gpu: gpu as z.output<typeof gpuValues>,
          persistence: persistence as z.output<typeof persistenceValues>,
          model: { storage: modelStorageValues.parse({}) },
        }),
    });
    expect(chart.traced.fixed).toEqual([]);
    expect(chart.spec).toMatchInlineSnapshot(`
"{{- if or (and (eq .Values.strategy.type "") .Values.persistence.enabled (eq .Values.persistence.accessMode "ReadWriteOnce")) (eq .Values.strategy.type "Recreate") (and (eq .Values.strategy.type "") .Values.persistence.enabled (eq .Values.persistence.accessMode "ReadWriteOncePod")) }}
type: Recreate
{{- else }}
type: RollingUpdate
rollingUpdate:
  {{- if .Values.strategy.rollingUpdate.maxUnavailable }}
  maxUnavailable: {{ .Values.strategy.rollingUpdate.maxUnavailable | toJson }}
  {{- else if or (ne .Values.strategy.rollingUpdate.maxUnavailable nil) .Values.rollout.spareGpus (not .Values.gpu.enabled) }}
  maxUnavailable: 0
  {{- else }}
  maxUnavailable: 1
  {{- end }}
  {{- if ne .Values.strategy.rollingUpdate.maxSurge nil }}
  maxSurge: {{ .Values.strategy.rollingUpdate.maxSurge | toJson }}
  {{- else if .Values.gpu.enabled }}
  maxSurge: {{ div .Values.rollout.spareGpus .Values.gpu.count }}
  {{- else }}
  maxSurge: "25%"
  {{- end }}
{{- end }}"
`);
    await expectEqualRendering(chart);
  },
  MINUTE,
);
