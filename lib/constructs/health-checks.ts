import { z } from 'zod';
import type { Probe } from './manifest';
import { HTTP_PORT } from './service';
import { absolutePath } from './text-form';

interface ProbeDefaults {
  readonly path: string;
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
}

function probeKeys(defaults: ProbeDefaults) {
  return {
    enabled: z.boolean().default(true).describe('Make this check.'),
    path: absolutePath().default(defaults.path).describe('Path that answers with a status of 200 to 399.'),
    port: z
      .int()
      .min(1)
      .max(65535)
      .optional()
      .describe("Port that answers. Left out: the server's own, service.targetPort or service.grpc.port."),
    initialDelaySeconds: z
      .int()
      .min(0)
      .max(86_400)
      .default(defaults.initialDelaySeconds)
      .describe('Seconds between the start of the container and the first check.'),
    periodSeconds: z.int().min(1).max(86_400).default(defaults.periodSeconds).describe('Seconds between two checks.'),
    timeoutSeconds: z.int().min(1).default(defaults.timeoutSeconds).describe('Seconds that one check may take.'),
    failureThreshold: z
      .int()
      .min(1)
      .max(100_000)
      .default(defaults.failureThreshold)
      .describe('Failures in a row that count.'),
  };
}

/** How the kubelet finds out whether the server works. */
export const healthChecksValues = z
  .object({
    protocol: z
      .enum(['http', 'grpc'])
      .default('http')
      .describe('How the server is asked: by the paths below, or by the health service of its gRPC interface.'),
    liveness: z
      .object(
        probeKeys({
          path: '/health/live',
          initialDelaySeconds: 30,
          periodSeconds: 10,
          timeoutSeconds: 5,
          failureThreshold: 3,
        }),
      )
      .prefault({})
      .describe('Whether the server is alive; if not, it is started again.'),
    readiness: z
      .object({
        ...probeKeys({
          path: '/health/ready',
          initialDelaySeconds: 10,
          periodSeconds: 5,
          timeoutSeconds: 3,
          failureThreshold: 3,
        }),
        successThreshold: z.int().min(1).default(1).describe('Successes in a row before it gets requests again.'),
      })
      .prefault({})
      .describe('Whether the server can answer; if not, it gets no requests.'),
    startup: z
      .object({
        ...probeKeys({
          path: '/health/startup',
          initialDelaySeconds: 0,
          periodSeconds: 10,
          timeoutSeconds: 5,
          failureThreshold: 30,
        }),
      })
      .prefault({})
      .describe(
        'Whether the model is loaded; the other checks wait for it. It may take failureThreshold × periodSeconds.',
      ),
  })
  .prefault({})
  .describe('How the kubelet finds out whether the server works.');

type HealthChecksValues = z.output<typeof healthChecksValues>;
type ProbeValues = HealthChecksValues['liveness'];

interface Probes {
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly startupProbe?: Probe;
}

/** @param grpcPort port of the server's gRPC interface */
export function probes({ protocol, liveness, readiness, startup }: HealthChecksValues, grpcPort: number): Probes {
  const probe = (values: ProbeValues): Probe => ({ ...handler(protocol, values, grpcPort), ...timing(values) });
  return {
    livenessProbe: liveness.enabled ? probe(liveness) : undefined,
    readinessProbe: readiness.enabled
      ? { ...probe(readiness), successThreshold: readiness.successThreshold }
      : undefined,
    startupProbe: startup.enabled ? probe(startup) : undefined,
  };
}

function handler(protocol: HealthChecksValues['protocol'], { path, port }: ProbeValues, grpcPort: number): Probe {
  return protocol === 'grpc' ? { grpc: { port: port ?? grpcPort } } : { httpGet: { path, port: port ?? HTTP_PORT } };
}

function timing(values: ProbeValues): Probe {
  return {
    initialDelaySeconds: values.initialDelaySeconds,
    periodSeconds: values.periodSeconds,
    timeoutSeconds: values.timeoutSeconds,
    failureThreshold: values.failureThreshold,
  };
}
