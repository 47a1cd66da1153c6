import { inferenceServiceValues } from '../../../lib/inference/inference-service-values';
import { parseValues } from '../../../lib/values/validate';
import { buildService, MINIMAL } from './build-service';

test('all settings of model and application are variables of the server', () => {
  const { environment, server } = buildService(parseValues(inferenceServiceValues, MINIMAL));
  expect(server.envFrom).toEqual([{ configMapRef: { name: 'ml' } }]);
  expect(environment).toMatchInlineSnapshot(`
{
  "BATCH_SIZE": "32",
  "CORS_ENABLED": "false",
  "DRAIN_SECONDS": "20",
  "FLASK_DEBUG": "false",
  "FLASK_ENV": "production",
  "JSON_SORT_KEYS": "false",
  "LOG_FORMAT": "json",
  "LOG_LEVEL": "INFO",
  "MAX_BATCH_DELAY": "100",
  "MAX_CONTENT_LENGTH": "16777216",
  "METRICS_ENABLED": "true",
  "METRICS_PATH": "/metrics",
  "MODEL_NAME": "sentiment",
  "MODEL_STORAGE_TYPE": "none",
  "MODEL_VERSION": "v1",
  "PIPELINE_PARALLEL_SIZE": "1",
  "RATE_LIMIT_ENABLED": "false",
  "REQUEST_TIMEOUT": "30",
  "TENSOR_PARALLEL_SIZE": "1",
  "THREADS": "2",
  "WARMUP_ENABLED": "false",
  "WORKERS": "4",
}
`);
});

test('settings that nobody has written are left to the application', () => {
  const { environment } = buildService({
    flask: { logLevel: 'DEBUG' },
    model: { ...MINIMAL.model, serving: { workers: 2 } },
  });
  expect(environment).toEqual({
    MODEL_NAME: 'sentiment',
    MODEL_VERSION: 'v1',
    MODEL_STORAGE_TYPE: 'none',
    LOG_LEVEL: 'DEBUG',
    WORKERS: '2',
  });
});

test("but for those that the command of the server's profile names", () => {
  expect(Object.keys(buildService({ server: { profile: 'flask' } }).environment).sort()).toEqual([
    'DRAIN_SECONDS',
    'MODEL_NAME',
    'MODEL_STORAGE_TYPE',
    'MODEL_VERSION',
    'THREADS',
    'WORKERS',
  ]);
});

test('settings of what is turned on', () => {
  const { environment } = buildService({
    api: {
      rateLimit: { enabled: true, requestsPerMinute: 1000, burstSize: 5 },
      cors: { enabled: true, origins: ['https://a.example.com', 'https://b.example.com'] },
    },
    model: { name: 'sentiment', version: 'v1', framework: 'onnx', warmup: { enabled: true, samples: 3 } },
    metrics: { port: 9090, path: '/prometheus' },
  });
  expect(environment).toMatchObject({
    RATE_LIMIT_ENABLED: 'true',
    RATE_LIMIT_REQUESTS_PER_MINUTE: '1000',
    RATE_LIMIT_BURST_SIZE: '5',
    CORS_ENABLED: 'true',
    CORS_ORIGINS: 'https://a.example.com,https://b.example.com',
    MODEL_FRAMEWORK: 'onnx',
    WARMUP_ENABLED: 'true',
    WARMUP_SAMPLES: '3',
    METRICS_PORT: '9090',
    METRICS_PATH: '/prometheus',
  });
});

test('a change of the settings replaces the pods', () => {
  const checksum = (logLevel: 'INFO' | 'DEBUG') =>
    buildService({ flask: { logLevel } }).find('Deployment').spec.template.metadata.annotations['checksum/config'];
  expect(checksum('INFO')).toBe(checksum('INFO'));
  expect(checksum('DEBUG')).not.toBe(checksum('INFO'));
});
