import { z } from 'zod';
import type { PartOf } from '../values/presets/with-presets';
import { settings } from './settings';

/** Settings of the HTTP interface that the application offers. */
export const apiValues = z
  .object({
    rateLimit: z
      .object({
        enabled: z.boolean().default(false).describe('Limit the rate of requests. RATE_LIMIT_ENABLED.'),
        requestsPerMinute: z
          .int()
          .min(1)
          .default(100)
          .describe('Requests a minute that a client may make. RATE_LIMIT_REQUESTS_PER_MINUTE.'),
        burstSize: z
          .int()
          .min(0)
          .default(20)
          .describe('Requests above that rate that are let through at once. RATE_LIMIT_BURST_SIZE.'),
      })
      .prefault({})
      .describe('Rate limit of the application.'),
    cors: z
      .object({
        enabled: z.boolean().default(false).describe('Answer browsers of other origins. CORS_ENABLED.'),
        origins: z
          .array(z.string().min(1))
          .default([])
          .describe('Those origins, such as https://app.example.com. CORS_ORIGINS, with commas between them.'),
      })
      .prefault({})
      .describe('Cross-origin requests.'),
    timeout: z.int().min(1).default(30).describe('Longest time for one request, in seconds. REQUEST_TIMEOUT.'),
  })
  .prefault({})
  .describe('HTTP interface of the application; the settings reach it as environment variables.');

export function apiEnvironment({
  rateLimit,
  cors,
  timeout,
}: PartOf<z.output<typeof apiValues>>): Record<string, string> {
  return settings({
    RATE_LIMIT_ENABLED: rateLimit?.enabled,
    ...(rateLimit?.enabled && {
      RATE_LIMIT_REQUESTS_PER_MINUTE: rateLimit.requestsPerMinute,
      RATE_LIMIT_BURST_SIZE: rateLimit.burstSize,
    }),
    CORS_ENABLED: cors?.enabled,
    ...(cors?.enabled && { CORS_ORIGINS: cors.origins?.join(',') }),
    REQUEST_TIMEOUT: timeout,
  });
}
