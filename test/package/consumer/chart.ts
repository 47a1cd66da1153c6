import { ApiObject } from 'cdk8s';
import { defineChart, InferenceService, inferenceServiceValues, pickValues, Release } from 'cdk8s-inference';
import { z } from 'zod';

export const sentiment = defineChart({
  metadata: { name: 'sentiment', version: '0.3.0', appVersion: '2.1.0', description: 'Sentiment of short texts' },
  values: pickValues(inferenceServiceValues, {
    image: true,
    replicaCount: true,
    server: { profile: ['fastapi'] },
    model: { name: true, version: true, storage: { type: ['s3'], s3: { bucket: true, region: true } } },
    resources: true,
    ingress: true,
    hooks: { warmup: { enabled: true }, prediction: { body: true } },
  }).extend({
    alerts: z
      .object({
        enabled: z.boolean().default(false).describe('Create alerting rules for the Prometheus operator.'),
        errorsPerSecond: z.int().default(5).describe('Failed requests per second above which an alert fires.'),
        severity: z.enum(['info', 'warning', 'critical']).default('warning').describe('Severity of the alerts.'),
      })
      .prefault({})
      .describe('Alerts on the service.'),
  }),
  constructs: (scope, values) => {
    new InferenceService(scope, 'inference', values);

    if (values.alerts.enabled) {
      const name = Release.of(scope).fullname();
      const { errorsPerSecond, severity } = values.alerts;
      new ApiObject(scope, 'alerts', {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PrometheusRule',
        spec: {
          groups: [
            {
              name,
              rules: [
                {
                  alert: 'FailedRequests',
                  expr: `sum(rate(http_requests_total{service="${name}",code=~"5.."}[5m])) > ${errorsPerSecond}`,
                  for: '10m',
                  labels: { severity, model: values.model.name },
                },
              ],
            },
          ],
        },
      });
    }
  },
});
