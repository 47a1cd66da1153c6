import { Duration } from 'cdk8s';
import {
  Deployment,
  HorizontalPodAutoscaler,
  Metric,
  MetricTarget,
  Replicas,
  ScalingStrategy,
  ServiceAccount,
} from 'cdk8s-plus-27';
import { z } from 'zod';
import { foreignChart } from '../foreign-chart';

/** A HorizontalPodAutoscaler of cdk8s-plus-27 that takes the replicas of a Deployment over, and a ServiceAccount. */
export const autoscaledService = foreignChart({
  name: 'autoscaled-service',
  values: z.object({
    image: z.string().default('registry.example.com/api:1'),
    replicas: z.int().min(1).max(20).default(2),
    mountToken: z.boolean().default(false),
    autoscaling: z
      .object({
        enabled: z.boolean().default(false),
        // cdk8s-plus asks for more than one replica, and for no less than the minimum.
        minReplicas: z.int().min(1).max(10).default(2),
        maxReplicas: z.int().min(20).max(100).default(20),
        cpu: z.int().min(1).max(100).default(70),
        memory: z.int().min(1).max(100).optional(),
        calmSeconds: z.int().min(1).max(3600).default(300),
      })
      .prefault({}),
  }),
  environments: { dev: {}, prod: { autoscaling: { enabled: true, memory: 80 } } },
  constructs: (chart, values) => {
    const { autoscaling } = values;
    const deployment = new Deployment(chart, 'api', {
      ...(!autoscaling.enabled && { replicas: values.replicas }),
      serviceAccount: new ServiceAccount(chart, 'account', { automountToken: values.mountToken }),
      automountServiceAccountToken: values.mountToken,
      containers: [{ image: values.image, portNumber: 8000 }],
    });
    if (autoscaling.enabled) {
      new HorizontalPodAutoscaler(chart, 'autoscaler', {
        target: deployment,
        minReplicas: autoscaling.minReplicas,
        maxReplicas: autoscaling.maxReplicas,
        metrics: [
          Metric.resourceCpu(MetricTarget.averageUtilization(autoscaling.cpu)),
          ...(autoscaling.memory === undefined
            ? []
            : [Metric.resourceMemory(MetricTarget.averageUtilization(autoscaling.memory))]),
        ],
        scaleDown: {
          stabilizationWindow: Duration.seconds(autoscaling.calmSeconds),
          strategy: ScalingStrategy.MIN_CHANGE,
          policies: [{ replicas: Replicas.absolute(1), duration: Duration.minutes(1) }],
        },
      });
    }
  },
});
