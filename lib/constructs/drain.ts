import { z } from 'zod';
import type { Lifecycle, LifecycleHandler } from './manifest';
import { nonEmpty } from './non-empty';
import { structure } from './pass-through';

/** What a process needs to go after its last request. */
const EXIT_SECONDS = 5;

/** How a pod ends without losing requests. */
export const drainValues = z
  .object({
    preStopSeconds: z
      .int()
      .min(0)
      .max(3600)
      .default(5)
      .describe(
        'Seconds that a pod goes on serving after it is told to end, until load balancers send it nothing more. 0: none.',
      ),
    preStopBy: z
      .enum(['exec', 'sleep'])
      .default('exec')
      .describe('How it waits: exec runs sleep in the image; sleep needs nothing there, but Kubernetes 1.30.'),
  })
  .prefault({})
  .describe('How a pod ends without losing requests.');

/** Top-level values that the drain decides unless they are given. */
export const terminationValues = {
  terminationGracePeriodSeconds: z
    .int()
    .min(0)
    .optional()
    .describe(
      `Seconds after which a pod that ends is killed. Left out: drain.preStopSeconds + server.drainSeconds + ${EXIT_SECONDS}.`,
    ),
};

/** The hooks of the server's container. */
export const lifecycleValues = z
  .object({
    postStart: structure<LifecycleHandler>().describe('What runs right after its start.'),
    preStop: structure<LifecycleHandler>().describe(
      'What runs before its end; instead of the wait of drain, whose preStopSeconds it then takes.',
    ),
  })
  .prefault({})
  .describe("Hooks of the server's container.");

type DrainValues = z.output<typeof drainValues>;

export function terminationGracePeriodSeconds(values: {
  readonly drain: DrainValues;
  readonly server: { readonly drainSeconds: number };
  readonly terminationGracePeriodSeconds?: number;
}): number {
  const { drain, server } = values;
  return values.terminationGracePeriodSeconds ?? drain.preStopSeconds + server.drainSeconds + EXIT_SECONDS;
}

export function serverLifecycle(drain: DrainValues, values: z.output<typeof lifecycleValues>): Lifecycle | undefined {
  const postStart = nonEmpty(values.postStart);
  const preStop = nonEmpty(values.preStop) ?? preStopWait(drain);
  return postStart || preStop ? { postStart, preStop } : undefined;
}

function preStopWait({ preStopSeconds, preStopBy }: DrainValues): LifecycleHandler | undefined {
  if (preStopSeconds === 0) return undefined;
  return preStopBy === 'sleep'
    ? { sleep: { seconds: preStopSeconds } }
    : { exec: { command: ['sleep', String(preStopSeconds)] } };
}
