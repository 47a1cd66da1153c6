import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';
import { apiObject } from '../constructs/manifest';
import { type HookSchedule, hookAnnotations } from './hook-annotations';
import type { HookOwner } from './hook-owner';
import { type HookProgram, type HookSurroundings, hookPodLabels, hookPodSpec } from './hook-pod';

const A_DAY = 86400;

/** For hooks that wait for the model. */
export const NO_LESS_THAN_A_START = 'No less than startup says that a start takes.';

/** How long a Job may run and how often it is tried, as values. @param more what else there is to know of its deadline */
export function jobLimitValues(defaults: { deadlineSeconds: number; backoffLimit: number }, more = '') {
  return {
    deadlineSeconds: z
      .int()
      .min(1)
      .max(1_000_000)
      .default(defaults.deadlineSeconds)
      .describe(
        `Seconds that the Job may take, retries included; then it has failed, and with it the release. ${more && `${more} `}Helm itself waits for --timeout, 5 minutes where it is not given.`,
      ),
    backoffLimit: z.int().min(0).default(defaults.backoffLimit).describe('How often a pod that failed is tried again.'),
    ttlSecondsAfterFinished: z
      .int()
      .min(60)
      .default(A_DAY)
      .describe('Seconds that the finished Job is kept with its logs. 86400 are a day.'),
  };
}

export interface JobLimits {
  readonly deadlineSeconds: number;
  readonly backoffLimit: number;
  readonly ttlSecondsAfterFinished: number;
}

/** A Job that is a hook. @param part what the names of its objects end in */
export function hookJob(
  scope: Construct,
  part: string,
  owner: HookOwner,
  schedule: HookSchedule,
  limits: JobLimits,
  program: HookProgram,
  around: HookSurroundings = {},
): ApiObject {
  return apiObject<'Job'>(scope, 'job', {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: owner.metadata({ name: owner.name(part), annotations: hookAnnotations(schedule) }),
    spec: {
      backoffLimit: limits.backoffLimit,
      activeDeadlineSeconds: limits.deadlineSeconds,
      ttlSecondsAfterFinished: limits.ttlSecondsAfterFinished,
      template: {
        metadata: { labels: hookPodLabels(owner, part) },
        spec: hookPodSpec(part, program, around),
      },
    },
  });
}
