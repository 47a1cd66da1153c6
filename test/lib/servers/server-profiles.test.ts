import type { ServerProfile } from '../../../lib/servers/server-profile';
import { SERVER_NAMES, SERVER_PROFILES } from '../../../lib/servers/server-profiles';
import { buildService, problemsOf } from '../constructs/build-service';

/** What the pod offers beside the values, by the variables that servers are given it in. */
const OFFERED = [
  'PORT',
  'GRPC_PORT',
  'METRICS_PORT',
  'MODEL_NAME',
  'MODEL_PATH',
  'DRAIN_SECONDS',
  'WORKERS',
  'THREADS',
  'TENSOR_PARALLEL_SIZE',
  'PIPELINE_PARALLEL_SIZE',
];

const storage = { type: 'pvc', pvc: { existingClaim: 'models', accessMode: 'ReadOnlyMany' } } as const;
const model = { name: 'sentiment', version: 'v1', storage };

describe.each(SERVER_NAMES)('%s', (name) => {
  const profile: ServerProfile = SERVER_PROFILES[name];
  const { server, environment, podSpec, find } = buildService({ server: { profile: name }, model });
  const ports = Object.fromEntries(
    server.ports.map((port: { name: string; containerPort: number }) => [port.name, port.containerPort]),
  );

  test('is all that has to be written', () => {
    expect(problemsOf({ server: { profile: name }, model })).toEqual([]);
  });

  test('has its ports in the container and in the Service', () => {
    const { http, grpc, metrics } = profile.ports;
    expect(ports).toEqual({ http, ...(grpc && { grpc }), ...(metrics && { metrics }) });
    const inService = find('Service').spec.ports.map((port: { name: string }) => port.name);
    expect(inService.sort()).toEqual(Object.keys(ports).sort());
  });

  test('names only variables that are there', () => {
    const texts: string[] = [
      ...(server.command ?? []),
      ...(server.args ?? []),
      ...server.env.map((variable: { value?: string }) => variable.value ?? ''),
    ];
    const own = server.env.map((variable: { name: string }) => variable.name);
    const named = texts.flatMap((text) =>
      [...text.matchAll(/\$\(?"?(\w+)/g)].map(([, variable]) => variable as string),
    );
    for (const variable of named) {
      expect([...own, ...Object.keys(environment)]).toContain(variable);
      expect([...own, ...OFFERED]).toContain(variable);
    }
  });

  test('writes only where it may', () => {
    const mounted = server.volumeMounts.map((mount: { mountPath: string }) => mount.mountPath);
    for (const { path } of Object.values(profile.writableFolders ?? {})) expect(mounted).toContain(path);
    for (const volume of podSpec.volumes) if (volume.emptyDir) expect(volume.emptyDir.sizeLimit).toBeDefined();
  });

  test('is asked how it is where it answers', () => {
    const { livenessProbe, readinessProbe, startupProbe } = server;
    const expected =
      profile.checks.protocol === 'grpc'
        ? Array(3).fill({ grpc: { port: profile.ports.grpc } })
        : [profile.checks.liveness, profile.checks.readiness, profile.checks.startup].map((path) => ({
            httpGet: { path, port: 'http' },
          }));
    expect([livenessProbe, readinessProbe, startupProbe]).toMatchObject(expected);
  });

  test('has longer to end than to drain', () => {
    expect(podSpec.terminationGracePeriodSeconds).toBeGreaterThan(profile.drainSeconds);
  });
});

test('vLLM, as it stands in the pod', () => {
  const { server } = buildService({ server: { profile: 'vllm' }, model });
  const { command, args, env, volumeMounts } = server;
  expect({ command, args, env, volumeMounts }).toMatchInlineSnapshot(`
{
  "args": [
    "$(MODEL_PATH)",
    "--served-model-name=$(MODEL_NAME)",
    "--port=$(PORT)",
    "--tensor-parallel-size=$(TENSOR_PARALLEL_SIZE)",
    "--pipeline-parallel-size=$(PIPELINE_PARALLEL_SIZE)",
    "--shutdown-timeout=$(DRAIN_SECONDS)",
  ],
  "command": [
    "vllm",
    "serve",
  ],
  "env": [
    {
      "name": "PORT",
      "value": "8000",
    },
    {
      "name": "HF_HOME",
      "value": "/cache/huggingface",
    },
    {
      "name": "HOME",
      "value": "/cache",
    },
    {
      "name": "TORCHINDUCTOR_CACHE_DIR",
      "value": "/cache/torchinductor",
    },
    {
      "name": "TRITON_CACHE_DIR",
      "value": "/cache/triton",
    },
    {
      "name": "VLLM_CACHE_ROOT",
      "value": "/cache/vllm",
    },
    {
      "name": "XDG_CACHE_HOME",
      "value": "/cache",
    },
  ],
  "volumeMounts": [
    {
      "mountPath": "/tmp",
      "name": "tmp",
    },
    {
      "mountPath": "/dev/shm",
      "name": "shared-memory",
    },
    {
      "mountPath": "/cache",
      "name": "writable-cache",
    },
    {
      "mountPath": "/models",
      "name": "model-storage",
      "readOnly": true,
    },
  ],
}
`);
});

test('TensorFlow Serving reads a file, and the pods are replaced when it changes', () => {
  const { manifests, find } = buildService({ server: { profile: 'tensorflow-serving' }, model });
  const files = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'ml-files');
  expect(files.data).toEqual({
    'monitoring.config': 'prometheus_config {\n  enable: true\n  path: "/monitoring/prometheus/metrics"\n}\n',
  });
  expect(Object.keys(find('Deployment').spec.template.metadata.annotations)).toEqual([
    'checksum/config',
    'checksum/files',
  ]);
});

test('everything that follows may be written otherwise', () => {
  const { server, environment } = buildService({
    server: { profile: 'vllm', args: ['org/model'], env: { HF_HOME: '/models/cache' }, drainSeconds: 90 },
    service: { targetPort: 9000 },
    healthChecks: { liveness: { path: '/ping' } },
  });
  expect(server.args).toEqual(['org/model']);
  expect(server.env).toEqual(
    expect.arrayContaining([
      { name: 'HF_HOME', value: '/models/cache' },
      { name: 'HOME', value: '/cache' },
    ]),
  );
  expect(server.ports).toEqual([{ name: 'http', containerPort: 9000, protocol: 'TCP' }]);
  expect([server.livenessProbe.httpGet.path, server.readinessProbe.httpGet.path]).toEqual(['/ping', '/health']);
  expect(environment.DRAIN_SECONDS).toBe('90');
});

describe('mistakes', () => {
  test('a server that is not known', () => {
    expect(problemsOf({ server: { profile: 'vlm' } })).toEqual([
      'server.profile: expected one of "custom", "vllm", "triton", "torchserve", "tensorflow-serving", "tgi", "bentoml", "ray-serve", "mlserver", "flask", "fastapi", found text "vlm"; did you mean "vllm"?',
    ]);
  });

  test('a port that the server has for its metrics', () => {
    expect(problemsOf({ server: { profile: 'triton' }, service: { targetPort: 8002 } })).toEqual([
      'metrics.port: port 8002 is taken by service; leave metrics.port out where the server has its metrics on the HTTP port (it follows from server.profile "triton")',
    ]);
  });

  test('a port that the server has for gRPC', () => {
    expect(problemsOf({ server: { profile: 'triton' }, service: { targetPort: 8001 } })).toEqual([
      'service.grpc.port: port 8001 is taken by service.targetPort, service.port or metrics.port; give gRPC another one (it follows from server.profile "triton")',
    ]);
  });

  test('checks by gRPC without it', () => {
    expect(problemsOf({ server: { profile: 'tensorflow-serving' }, service: { grpc: { enabled: false } } })).toEqual([
      'healthChecks.protocol: cannot be "grpc" while service.grpc.enabled is false; change it, or set service.grpc.enabled to true (it follows from server.profile "tensorflow-serving")',
    ]);
  });

  test('a variable that other values set', () => {
    expect(problemsOf({ server: { env: { PORT: '1' } } })).toEqual([
      'server.env.PORT: "PORT" is set by the inference service itself; take another name',
    ]);
  });
});
