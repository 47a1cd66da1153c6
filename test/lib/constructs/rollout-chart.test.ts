import { z } from 'zod';
import { healthChecksValues } from '../../../lib/constructs/health-checks';
import { rolloutValues } from '../../../lib/constructs/rollout';
import { progressDeadlineSeconds } from '../../../lib/constructs/startup';
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
    expect(chart.spec).toMatchInlineSnapshot(
      `"progressDeadlineSeconds: {{ add (mul .Values.healthChecks.startup.periodSeconds .Values.healthChecks.startup.failureThreshold) .Values.rollout.schedulingSeconds }}"`,
    );
    await expectEqualRendering(chart);
  },
  MINUTE,
);
