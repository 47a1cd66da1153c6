import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';
import { type DashboardPanel, dashboardPanels } from './grafana-panels';
import type { ServiceIdentity } from './identity';
import { annotations, labels, OBJECT_LABELS } from './labels';
import { apiObject } from './manifest';
import type { MetricsValues } from './metrics';
import type { ServerValues } from './server';
import { podPattern } from './service-metrics';

/** A dashboard for Grafana. */
export const grafanaDashboardValues = z
  .object({
    enabled: z
      .boolean()
      .default(false)
      .describe("Make a ConfigMap with a dashboard, which the sidecar of Grafana's chart finds by its label."),
    labels: labels(OBJECT_LABELS)
      .default({ grafana_dashboard: '1' })
      .describe('Labels that the sidecar looks for. grafana_dashboard: "1" as in the chart of Grafana.'),
    annotations: annotations().describe('Annotations of the ConfigMap, such as grafana_folder.'),
  })
  .prefault({})
  .describe('A dashboard for Grafana.');

export function grafanaDashboard(
  scope: Construct,
  identity: ServiceIdentity,
  values: z.output<typeof grafanaDashboardValues>,
  metrics: MetricsValues,
  server: ServerValues,
): ApiObject | undefined {
  if (!values.enabled) return undefined;
  const name = identity.name('dashboard');
  return apiObject<'ConfigMap'>(scope, 'grafana-dashboard', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: identity.metadata({ name, labels: values.labels, annotations: values.annotations }),
    data: {
      'dashboard.json': `${JSON.stringify(dashboard(identity, dashboardPanels(metrics, server.profile)), null, 2)}\n`,
    },
  });
}

const [COLUMNS, PANEL_WIDTH, PANEL_HEIGHT] = [24, 12, 8];

/** https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model */
function dashboard(identity: ServiceIdentity, panels: readonly DashboardPanel[]) {
  const perRow = COLUMNS / PANEL_WIDTH;
  return {
    title: `${identity.name()} (${identity.release.namespace ?? 'default'})`,
    tags: ['inference'],
    schemaVersion: 39,
    editable: true,
    refresh: '30s',
    time: { from: 'now-3h', to: 'now' },
    templating: {
      list: [
        { name: 'datasource', type: 'datasource', query: 'prometheus', label: 'Data source' },
        constant('namespace', identity.release.namespace ?? 'default'),
        constant('service', identity.name()),
        constant('pods', podPattern(identity)),
      ],
    },
    panels: panels.map(({ title, unit, targets }, index) => ({
      id: index + 1,
      title,
      type: 'timeseries',
      datasource: { type: 'prometheus', uid: '$' + '{datasource}' },
      gridPos: {
        x: (index % perRow) * PANEL_WIDTH,
        y: Math.floor(index / perRow) * PANEL_HEIGHT,
        w: PANEL_WIDTH,
        h: PANEL_HEIGHT,
      },
      fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
      targets: targets.map(({ expr, legend }, target) => ({
        refId: String.fromCharCode('A'.charCodeAt(0) + target),
        expr,
        legendFormat: legend,
      })),
    })),
  };
}

/** A variable of the dashboard that nobody chooses. */
function constant(name: string, value: string) {
  return { name, type: 'constant', query: value, hide: 2 };
}
