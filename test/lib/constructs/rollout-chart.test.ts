import { z } from 'zod';
import { gpuValues } from '../../../lib/constructs/gpu';
import { healthChecksValues } from '../../../lib/constructs/health-checks';
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
    expect(chart.spec).toMatchInlineSnapshot(`"progressDeadlineSeconds: {{ add (mul .Values.healthChecks.startup.periodSeconds .Values.healthChecks.startup.failureThreshold) .Values.rollout.schedulingSeconds }}"`);
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
      }),
      environments: { prod: { gpu: { enabled: true, count: 2 }, rollout: { spareGpus: 4 } } },
      spec: ({ strategy, rollout, gpu }) =>
        rolloutStrategy({
          strategy,
          rollout,
          gpu: gpu as z.output<typeof gpuValues>,
        }),
    });
    expect(chart.traced.fixed).toEqual([]);
    expect(chart.spec).toMatchInlineSnapshot(`
"type: {{ .Values.strategy.type }}
{{- if eq .Values.strategy.type "RollingUpdate" }}
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
