import { App, Chart } from 'cdk8s';
import { checkHooks } from '../../../lib/hooks/check-hooks';
import { SmokeTest, type SmokeTestProps } from '../../../lib/hooks/smoke-test';
import type { AnyManifest } from '../constructs/build-service';
import { AskedServer, runScript } from './asked-server';

const service = { url: 'http://ml:80', readinessPath: '/ready' };

function smokeTest(props: Partial<SmokeTestProps> = {}): AnyManifest {
  const chart = new Chart(new App(), 'ml', { namespace: 'serving' });
  new SmokeTest(chart, 'test', { service, ...props });
  expect(checkHooks(chart.toJson())).toEqual([]);
  return chart.toJson()[0];
}

test('a pod that helm test runs', () => {
  const { metadata, spec } = smokeTest({ imagePullSecrets: [{ name: 'registry' }], deadlineSeconds: 60 });
  expect(metadata).toEqual({
    name: 'ml-test-connection',
    namespace: 'serving',
    labels: {
      // Not what the service selects its pods by.
      'app.kubernetes.io/name': 'ml-test-connection',
      'app.kubernetes.io/instance': 'ml',
      'app.kubernetes.io/component': 'hook',
      'app.kubernetes.io/part-of': 'ml',
      'app.kubernetes.io/managed-by': 'cdk8s',
    },
    annotations: {
      'helm.sh/hook': 'test',
      'helm.sh/hook-weight': '0',
      'helm.sh/hook-delete-policy': 'before-hook-creation',
    },
  });
  expect(spec).toMatchObject({
    activeDeadlineSeconds: 60,
    automountServiceAccountToken: false,
    restartPolicy: 'Never',
    imagePullSecrets: [{ name: 'registry' }],
    containers: [
      {
        image: 'curlimages/curl:8.14.1',
        resources: {
          requests: { cpu: '10m', memory: '32Mi', 'ephemeral-storage': '16Mi' },
          limits: { cpu: '100m', memory: '64Mi', 'ephemeral-storage': '64Mi' },
        },
      },
    ],
  });
  expect(spec.serviceAccountName).toBeUndefined();
});

describe.each(['sh', 'bash'])('the script in %s', (shell) => {
  let server: AskedServer;

  beforeEach(async () => {
    server = await AskedServer.start();
  });

  afterEach(() => server.stop());

  const run = (props: Partial<SmokeTestProps> = {}) =>
    runScript(shell, smokeTest({ service: { url: server.url, readinessPath: '/ready' }, ...props }).spec.containers[0]);

  const prediction = { path: '/v1/predict', body: '@{"text": "it\'s $HOME \\"fine\\""}' };

  test('waits for the service and then asks for a prediction', async () => {
    server.statuses = [503, 404, 200];
    const { status, output } = await run({ prediction });
    expect({ status, requests: server.requests }).toEqual({
      status: 0,
      requests: [
        'GET /ready',
        'GET /ready',
        'GET /ready',
        'POST /v1/predict application/json @{"text": "it\'s $HOME \\"fine\\""}',
      ],
    });
    expect(output).toContain('{"label":"positive"}');
  });

  test('asks for no prediction where there is no body for one', async () => {
    expect((await run()).status).toBe(0);
    expect(server.requests).toEqual(['GET /ready']);
  });

  test('fails where the prediction does, and shows the answer', async () => {
    server.statuses = [200, 500];
    const { status, output } = await run({ prediction });
    expect(status).not.toBe(0);
    expect(output).toContain('{"label":"positive"}');
  });
});
