import { SERVER_NAMES } from '../../../lib/servers/server-profiles';
import { buildService } from './build-service';

const configMapOf = (props: object) =>
  buildService({ ...props, grafanaDashboard: { enabled: true } }).manifests.find(
    ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'ml-dashboard',
  );
const dashboardOf = (props: object) => JSON.parse(configMapOf(props).data['dashboard.json']);
const titlesOf = (props: object): string[] => dashboardOf(props).panels.map(({ title }: { title: string }) => title);

test("Grafana's sidecar finds it by its label", () => {
  expect(configMapOf({}).metadata.labels).toMatchObject({ grafana_dashboard: '1' });
});

test('it belongs to the service and its namespace', () => {
  const { title, templating } = dashboardOf({});
  expect(title).toBe('ml (serving)');
  expect(templating.list.map(({ name, query }: { name: string; query: string }) => [name, query])).toEqual([
    ['datasource', 'prometheus'],
    ['namespace', 'serving'],
    ['service', 'ml'],
    ['pods', 'ml-[a-z0-9]+-[a-z0-9]+'],
  ]);
});

test.each(SERVER_NAMES)('%s: panels that do not overlap, each with queries of its own', (name) => {
  const { panels } = dashboardOf({ server: { profile: name } });
  const places = panels.map(({ gridPos }: { gridPos: { x: number; y: number } }) => `${gridPos.x},${gridPos.y}`);
  expect(new Set(places).size).toBe(panels.length);
  for (const { targets } of panels) {
    expect(targets.length).toBeGreaterThan(0);
    for (const { expr } of targets) expect(expr).not.toContain('undefined');
  }
});

test('a server without a metric has no panel for it', () => {
  expect(titlesOf({ server: { profile: 'triton' } })).not.toContain('Latency');
  expect(titlesOf({ server: { profile: 'vllm' } }).slice(0, 4)).toEqual([
    'Requests',
    'Failed requests',
    'Latency',
    'Waiting and running requests',
  ]);
});

test('names of metrics are those of the values', () => {
  const names = { waitingRequests: 'my_queue' };
  const { panels } = dashboardOf({ server: { profile: 'vllm' }, metrics: { names } });
  expect(JSON.stringify(panels)).toContain('my_queue');
  expect(JSON.stringify(panels)).not.toContain('vllm:num_requests_waiting');
});
