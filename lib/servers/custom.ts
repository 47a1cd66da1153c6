import type { ServerProfile } from './server-profile';

/** A server of one's own: the image knows its command, and the paths are those of the reference documents. */
export const custom: ServerProfile = {
  title: 'a server of your own',
  ports: { http: 8080 },
  checks: { protocol: 'http', liveness: '/health/live', readiness: '/health/ready', startup: '/health/startup' },
  drainSeconds: 20,
};
