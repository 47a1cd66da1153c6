import { k8s } from 'cdk8s-plus-27';
import { z } from 'zod';
import { foreignChart } from '../foreign-chart';

/** The generated classes of `cdk8s import k8s`, with `Quantity` and `IntOrString`. */
export const generatedClasses = foreignChart({
  name: 'generated-classes',
  values: z.object({
    image: z.object({ repository: z.string().default('nginx'), tag: z.string().default('1.27') }).prefault({}),
    replicas: z.int().min(0).default(1),
    labels: z.record(z.string(), z.string()).default({}),
    cpu: z.string().default('250m'),
    memory: z.string().default('256Mi'),
    gpus: z.int().min(0).max(8).default(0),
    maxSurge: z.union([z.int().min(0), z.string()]).default('25%'),
    args: z.array(z.string()).default([]),
    targetPort: z.union([z.int().min(1).max(65535), z.string()]).default('http'),
  }),
  environments: { dev: {}, gpu: { gpus: 2, maxSurge: 0, args: ['--verbose'] } },
  constructs: (chart, values) => {
    const selector = { app: 'server' };
    const intOrString = (value: number | string) =>
      typeof value === 'number' ? k8s.IntOrString.fromNumber(value) : k8s.IntOrString.fromString(value);
    new k8s.KubeDeployment(chart, 'server', {
      metadata: { labels: values.labels },
      spec: {
        replicas: values.replicas,
        selector: { matchLabels: selector },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: intOrString(values.maxSurge) } },
        template: {
          metadata: { labels: { ...values.labels, ...selector } },
          spec: {
            containers: [
              {
                name: 'server',
                image: `${values.image.repository}:${values.image.tag}`,
                args: values.args.length > 0 ? values.args : undefined,
                ports: [{ name: 'http', containerPort: 8080 }],
                resources: {
                  requests: {
                    cpu: k8s.Quantity.fromString(values.cpu),
                    memory: k8s.Quantity.fromString(values.memory),
                  },
                  ...(values.gpus > 0 && { limits: { 'nvidia.com/gpu': k8s.Quantity.fromNumber(values.gpus) } }),
                },
              },
            ],
          },
        },
      },
    });
    new k8s.KubeService(chart, 'service', {
      spec: { selector, ports: [{ name: 'http', port: 80, targetPort: intOrString(values.targetPort) }] },
    });
  },
});
