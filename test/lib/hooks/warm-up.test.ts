import { App, Chart } from 'cdk8s';
import { checkHooks } from '../../../lib/hooks/check-hooks';
import { WarmUp } from '../../../lib/hooks/warm-up';
import type { AnyManifest } from '../constructs/build-service';
import { AskedServer, runScript } from './asked-server';

const prediction = { path: '/v1/predict', body: '{}' };

function warmUp(url: string, requests?: number): AnyManifest {
  const chart = new Chart(new App(), 'ml', { namespace: 'serving' });
  new WarmUp(chart, 'warm-up', {
    service: { url, readinessPath: '/ready' },
    prediction,
    ...(requests && { requests }),
  });
  return chart.toJson()[0];
}

test('a Job after an installation and after an upgrade', () => {
  const { metadata, spec } = warmUp('http://ml:80');
  expect(metadata).toMatchObject({
    name: 'ml-warm-up',
    annotations: { 'helm.sh/hook': 'post-install,post-upgrade', 'helm.sh/hook-weight': '10' },
  });
  expect(spec).toMatchObject({ activeDeadlineSeconds: 300, backoffLimit: 2, ttlSecondsAfterFinished: 86400 });
  expect(checkHooks([{ kind: 'Job', metadata, spec }])).toEqual([]);
});

describe.each(['sh', 'bash'])('the script in %s', (shell) => {
  let server: AskedServer;

  beforeEach(async () => {
    server = await AskedServer.start();
  });

  afterEach(() => server.stop());

  test('waits for the service and then asks it several times', async () => {
    server.statuses = [503];
    const { status, output } = await runScript(shell, warmUp(server.url, 3).spec.template.spec.containers[0]);
    expect(status).toBe(0);
    expect(server.requests).toEqual([
      'GET /ready',
      'GET /ready',
      ...Array(3).fill('POST /v1/predict application/json {}'),
    ]);
    expect(output).toContain('The service answered 3 predictions');
  });

  test('fails with the first prediction that does', async () => {
    server.statuses = [200, 200, 500];
    const { status } = await runScript(shell, warmUp(server.url, 5).spec.template.spec.containers[0]);
    expect(status).not.toBe(0);
    expect(server.requests).toHaveLength(3);
  });
});
