import { Duration, Size } from 'cdk8s';
import { Cpu, Deployment, EnvValue, Ingress, IngressBackend, Probe, type ServiceType } from 'cdk8s-plus-27';
import { z } from 'zod';
import { foreignChart } from '../foreign-chart';

/** The L2 classes of cdk8s-plus-27, as its guide uses them: a Deployment that is exposed by a Service and an Ingress. */
export const webApplication = foreignChart({
  name: 'web-application',
  values: z.object({
    image: z.string().default('nginx:1.27'),
    replicas: z.int().min(0).max(50).default(2),
    port: z.int().min(1).max(65535).default(8080),
    cpu: z.int().min(1).default(250).describe('Thousandths of a CPU.'),
    memory: z.int().min(1).default(512).describe('Memory in MiB.'),
    readOnly: z.boolean().default(true),
    variables: z.record(z.string(), z.string()).default({ LOG_LEVEL: 'info' }),
    probe: z
      .object({ path: z.string().default('/healthz'), periodSeconds: z.int().min(1).default(10) })
      .optional()
      .describe('Left out, there is none.'),
    service: z.object({ type: z.enum(['ClusterIP', 'NodePort', 'LoadBalancer']).default('ClusterIP') }).prefault({}),
    host: z.string().default('').describe('Empty, there is no Ingress.'),
  }),
  environments: { dev: {}, prod: { replicas: 4, host: 'www.example.com', probe: {} } },
  constructs: (chart, values) => {
    const deployment = new Deployment(chart, 'web', {
      replicas: values.replicas,
      terminationGracePeriod: Duration.seconds(45),
    });
    const container = deployment.addContainer({
      image: values.image,
      portNumber: values.port,
      resources: {
        cpu: { request: Cpu.millis(values.cpu) },
        memory: { request: Size.mebibytes(values.memory), limit: Size.mebibytes(values.memory) },
      },
      securityContext: { readOnlyRootFilesystem: values.readOnly, user: 10001, group: 10001 },
      ...(values.probe && {
        liveness: Probe.fromHttpGet(values.probe.path, {
          port: values.port,
          periodSeconds: Duration.seconds(values.probe.periodSeconds),
        }),
      }),
    });
    for (const [name, value] of Object.entries(values.variables))
      container.env.addVariable(name, EnvValue.fromValue(value));
    const service = deployment.exposeViaService({ serviceType: values.service.type as ServiceType });
    if (values.host) {
      new Ingress(chart, 'ingress').addHostRule(values.host, '/', IngressBackend.fromService(service));
    }
  },
});
