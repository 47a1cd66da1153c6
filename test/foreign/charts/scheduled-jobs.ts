import { Cron, Duration } from 'cdk8s';
import { type ConcurrencyPolicy, CronJob, Job, k8s, RestartPolicy } from 'cdk8s-plus-27';
import { z } from 'zod';
import { foreignChart } from '../foreign-chart';

/** A CronJob and a Job of cdk8s-plus-27, and generated CronJobs, one for each entry of a record. */
export const scheduledJobs = foreignChart({
  name: 'scheduled-jobs',
  values: z.object({
    image: z.string().default('busybox:1.37'),
    suspended: z.boolean().default(false),
    timeZone: z.string().optional(),
    keep: z.object({ successful: z.int().min(0).default(3), failed: z.int().min(0).default(1) }).prefault({}),
    cleanup: z
      .object({
        minute: z.string().default('30'),
        hour: z.string().default('3'),
        command: z.array(z.string()).min(1).default(['sh', '-c', 'rm -rf /tmp/*']),
        overlap: z.enum(['Forbid', 'Allow', 'Replace']).default('Forbid'),
      })
      .prefault({}),
    jobs: z
      .record(
        z.string().regex(/^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$/),
        z.object({ schedule: z.string(), args: z.array(z.string()).default([]), deadline: z.int().min(1).optional() }),
      )
      .default({}),
    migration: z
      .object({
        enabled: z.boolean().default(false),
        command: z.array(z.string()).min(1).default(['migrate', 'up']),
        backoffLimit: z.int().min(0).default(2),
        deadlineMinutes: z.int().min(1).default(10),
      })
      .prefault({}),
  }),
  environments: {
    dev: {},
    prod: {
      timeZone: 'Europe/Berlin',
      migration: { enabled: true },
      jobs: { report: { schedule: '0 6 * * 1', args: ['--weekly'], deadline: 600 }, index: { schedule: '@hourly' } },
    },
  },
  constructs: (chart, { image, suspended, timeZone, keep, cleanup, jobs, migration }) => {
    new CronJob(chart, 'cleanup', {
      schedule: new Cron({ minute: cleanup.minute, hour: cleanup.hour }),
      timeZone,
      concurrencyPolicy: cleanup.overlap as ConcurrencyPolicy,
      suspend: suspended,
      successfulJobsRetained: keep.successful,
      failedJobsRetained: keep.failed,
      containers: [{ image, command: cleanup.command }],
    });
    for (const [name, { schedule, args, deadline }] of Object.entries(jobs)) {
      new k8s.KubeCronJob(chart, name, {
        metadata: { name },
        spec: {
          schedule,
          timeZone,
          suspend: suspended,
          jobTemplate: {
            spec: {
              activeDeadlineSeconds: deadline,
              template: { spec: { restartPolicy: 'OnFailure', containers: [{ name: 'job', image, args }] } },
            },
          },
        },
      });
    }
    if (migration.enabled) {
      new Job(chart, 'migration', {
        backoffLimit: migration.backoffLimit,
        activeDeadline: Duration.minutes(migration.deadlineMinutes),
        ttlAfterFinished: Duration.hours(1),
        restartPolicy: RestartPolicy.NEVER,
        containers: [{ image, command: migration.command }],
      });
    }
  },
});
