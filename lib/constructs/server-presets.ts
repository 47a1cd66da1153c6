import type { ServerChecks, ServerMetrics, ServerProfile } from '../servers/server-profile';
import { SERVER_PROFILES, type ServerName } from '../servers/server-profiles';
import type { PartOf } from '../values/presets/with-presets';
import type { InferenceServiceProps } from './inference-service-values';

type Preset = PartOf<InferenceServiceProps>;

/** Of one in a hundred requests; the schema's default is the same. */
const ALERT_SECONDS = 10;
const UNITS_PER_SECOND = { s: 1, ms: 1000, µs: 1_000_000 } as const;

/** The values that follow from each server. */
export const SERVER_PRESETS: Readonly<Record<ServerName, Preset>> = Object.fromEntries(
  Object.entries(SERVER_PROFILES).map(([name, profile]) => [name, name === 'custom' ? {} : serverPreset(profile)]),
) as Record<ServerName, Preset>;

function serverPreset(profile: ServerProfile): Preset {
  const { ports, command, args, env, files, writableFolders, drainSeconds } = profile;
  return {
    server: {
      ...(command && { command: [...command] }),
      ...(args && { args: [...args] }),
      ...(env && { env }),
      ...(files && { files }),
      ...(writableFolders && { writableFolders }),
      drainSeconds,
    },
    service: {
      targetPort: ports.http,
      ...(ports.grpc !== undefined && { grpc: { enabled: true, port: ports.grpc } }),
    },
    ...(profile.metrics?.latency && {
      prometheusRule: { latency: ALERT_SECONDS * UNITS_PER_SECOND[profile.metrics.latency.unit] },
    }),
    healthChecks: checksPreset(profile.checks),
    ...scalingPreset(profile.metrics?.waitingRequests),
    metrics: profile.metrics ? metricsPreset(profile.metrics, ports.metrics) : { enabled: false },
    ...(profile.usesSharedMemory && { sharedMemory: { enabled: true } }),
  };
}

/** What scaling on waiting requests goes by, once it is asked for. Metrics adapters offer names without colons. */
function scalingPreset(metric: string | undefined): Preset {
  if (metric === undefined) return {};
  return {
    autoscaling: { waitingRequests: { metric: metric.replaceAll(':', '_') } },
    keda: { waitingRequests: { metric } },
  };
}

function checksPreset(checks: ServerChecks): Preset['healthChecks'] {
  if (checks.protocol === 'grpc') return { protocol: 'grpc' };
  const { liveness, readiness, startup } = checks;
  return { liveness: { path: liveness }, readiness: { path: readiness }, startup: { path: startup } };
}

function metricsPreset(metrics: ServerMetrics, port: number | undefined): Preset['metrics'] {
  const { path, waitingRequests, runningRequests, requests, failures, latency } = metrics;
  return {
    path,
    ...(port !== undefined && { port }),
    names: {
      ...(waitingRequests !== undefined && { waitingRequests }),
      ...(runningRequests !== undefined && { runningRequests }),
      ...(requests !== undefined && { requests }),
      ...(failures && { failures: failures.name, failureMatchers: failures.matchers }),
      ...(latency && { latency: latency.name, latencyUnit: latency.unit }),
    },
  };
}
