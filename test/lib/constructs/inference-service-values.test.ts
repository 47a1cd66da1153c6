import { type InferenceServiceProps, inferenceServiceValues } from '../../../lib/inference/inference-service-values';
import { isRecord } from '../../../lib/values/defaults';
import { formatPath, type PathSegment } from '../../../lib/values/path';
import { type Shape, shapeOf } from '../../../lib/values/shape';
import { parseValues } from '../../../lib/values/validate';
import { buildService } from './build-service';
import { KEDA, RICH } from './rich-values';

type Values = Record<string, unknown>;

const root = shapeOf(inferenceServiceValues);

const SURGE = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } };

const SECRET = { secretName: 'storage', key: 'key' };

/** A model from each source that downloads, with all that the source takes, and from a registry. */
const STORAGES: InferenceServiceProps['model']['storage'][] = [
  {
    type: 'gcs',
    gcs: { bucket: 'models', credentials: SECRET },
    size: '4Gi',
    checksums: [`${'0'.repeat(64)}  model.bin`],
    cache: { enabled: true },
  },
  { type: 'azure', azure: { account: 'models', container: 'models', sasToken: SECRET } },
  { type: 'azure', azure: { endpoint: 'http://azurite:10000', container: 'models' } },
  { type: 'huggingface', huggingface: { repository: 'a/b', revision: 'v1', include: ['*.bin'], token: SECRET } },
  { type: 'http', http: { urls: ['https://example.com/model.bin'], header: SECRET } },
  { type: 'oci', oci: { repository: 'registry.example.com/models' } },
];

/** Between them, these values turn on everything that a value can be for. */
const BASES: Values[] = [
  ...STORAGES.map((storage) => ({ ...RICH, model: { ...RICH.model, storage } })),
  RICH,
  { ...RICH, autoscaling: { ...RICH.autoscaling, enabled: false } },
  { ...RICH, autoscaling: { enabled: false }, keda: KEDA },
  { ...RICH, lifecycle: {}, persistence: { enabled: false }, strategy: {}, rollout: { spareGpus: 2 } },
  {
    ...RICH,
    externalSecrets: {
      a: { secretStoreRef: { name: 'vault' }, data: [{ secretKey: 'b', remoteRef: { key: 'c' } }] },
    },
    sealedSecrets: { b: { encryptedData: { c: 'A'.repeat(720) }, annotations: { d: 'e' } } },
  },
  { ...RICH, gpu: { enabled: false }, persistence: { enabled: false }, strategy: SURGE },
  { ...RICH, healthChecks: { startup: { failureThreshold: 90 } }, terminationGracePeriodSeconds: 60 },
  {
    ...RICH,
    autoscaling: { ...RICH.autoscaling, minReplicas: 10 },
    podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
  },
  { ...RICH, model: { ...RICH.model, storage: { type: 'pvc', pvc: { enabled: true } } } },
  { ...RICH, serviceMonitor: { enabled: false }, startup: {} },
  {
    ...RICH,
    postgresql: { enabled: true },
    redis: { enabled: true },
    database: {},
    cache: {},
    hooks: { ...RICH.hooks, databaseMigration: { enabled: false } },
  },
  {
    ...RICH,
    model: { ...RICH.model, storage: { ...RICH.model.storage, cache: { enabled: true, existingClaim: 'models' } } },
    hooks: { ...RICH.hooks, modelPrefetch: { enabled: true } },
  },
  { ...RICH, securityContext: { seccompProfile: { type: 'Localhost', localhostProfile: 'a.json' } } },
  {
    ...RICH,
    server: { writableFolders: { cache: { path: '/cache', sizeLimit: '1Gi' } } },
    runtimeClassName: '',
    gpu: {
      enabled: true,
      count: 8,
      type: 'habana.ai/gaudi',
      model: 'gaudi3',
      productLabel: 'product',
      parallelism: { tensor: 2 },
    },
    service: { grpc: { enabled: true } },
    metrics: {
      annotations: true,
      names: {
        waitingRequests: 'waiting',
        runningRequests: 'running',
        requests: 'requests',
        failures: 'failures',
        failureMatchers: 'code="500"',
        latency: 'latency',
      },
    },
    prometheusRule: { enabled: true },
    grafanaDashboard: { enabled: true },
  },
].map((props) => parseValues(inferenceServiceValues, props) as unknown as Values);

/** A place in the values at which something stands that is not a map of known keys. */
interface Leaf {
  readonly path: readonly PathSegment[];
  readonly shape: Shape;
}

function leavesBelow(shape: Shape, path: readonly PathSegment[], value: unknown): Leaf[] {
  if (shape.kind === 'object') {
    const known = [...shape.keys].flatMap(([key, child]) =>
      leavesBelow(child, [...path, key], isRecord(value) ? value[key] : undefined),
    );
    return shape.optional ? [{ path, shape }, ...known] : known;
  }
  const elements = shape.kind === 'sequence' && Array.isArray(value) && value.length > 0;
  return [{ path, shape }, ...(elements ? leavesBelow(shape.element, [...path, 0], value[0]) : [])];
}

const leaves = new Map(
  BASES.flatMap((base) => leavesBelow(root, [], base)).map((leaf) => [formatPath(leaf.path), leaf]),
);

const TEXTS = [
  'changed',
  'https://changed.example.com/a',
  `${'1'.repeat(64)}  changed`,
  '/changed',
  '7Gi',
  '7s',
  '77%',
  'example.com/changed',
  `sha256:${'7'.repeat(64)}`,
];

function alternatives(shape: Shape, value: unknown): unknown[] {
  switch (shape.kind) {
    case 'toggle':
      return [!value];
    case 'text':
      return TEXTS;
    case 'number':
      return [typeof value === 'number' ? value + 1 : 7, 7, 0.5];
    case 'choice':
      return [...shape.options];
    case 'scalarUnion':
      return shape.options.flatMap((option) => alternatives(option, value));
    case 'dictionary':
      return [{ ...(value as Values), changed: 'changed' }, { ...(value as Values), changed: '7' }, {}];
    case 'sequence':
      return [
        [],
        [...(value as unknown[]), ...(value as unknown[])],
        ...alternatives(shape.element, undefined).map((element) => [element]),
      ];
    case 'object':
      return [undefined];
    default:
      return ['changed'];
  }
}

function withValueAt(values: unknown, [key, ...rest]: readonly PathSegment[], value: unknown): unknown {
  if (key === undefined) return value;
  const copy = (Array.isArray(values) ? [...values] : { ...(values as Values) }) as Record<PathSegment, unknown>;
  const child = withValueAt(copy[key], rest, value);
  if (child === undefined) delete copy[key];
  else copy[key] = child;
  return copy;
}

const valueAt = (values: unknown, path: readonly PathSegment[]) =>
  path.reduce<unknown>((value, key) => (value as Record<PathSegment, unknown> | undefined)?.[key], values);

/** The manifests as text; `undefined` where the schema or synth refuses the values, such as requests above limits. */
function manifestsOf(values: unknown): string | undefined {
  try {
    return JSON.stringify(buildService(values as InferenceServiceProps).manifests);
  } catch {
    return undefined;
  }
}

/** Other values in the place of one that the schema takes there, whatever it says of them beside others. */
const acceptable = (shape: Shape, value: unknown) =>
  alternatives(shape, value).filter(
    (other) =>
      other === undefined || (JSON.stringify(other) !== JSON.stringify(value) && shape.schema.safeParse(other).success),
  );

test('every value reaches the manifests', () => {
  const built = BASES.map(manifestsOf);
  expect(built).not.toContain(undefined);
  let order = BASES.map((_, index) => index);
  const dead = [...leaves.values()].filter(({ path, shape }) => {
    const attempts = order.flatMap((index) =>
      acceptable(shape, valueAt(BASES[index], path)).map((other, turn) => ({ index, other, turn })),
    );
    const showing = attempts
      .sort((left, right) => left.turn - right.turn)
      .find(({ index, other }) => {
        const manifests = manifestsOf(withValueAt(BASES[index], path, other));
        return manifests !== undefined && manifests !== built[index];
      });
    // Where one value shows, the next one, which lies beside it, mostly shows too: that is tried first.
    if (showing) order = [showing.index, ...order.filter((index) => index !== showing.index)];
    return showing === undefined;
  });
  // Where no claim is named the first must be true, and where one is named it does not matter; only rules read the others.
  expect(dead.map(({ path }) => formatPath(path))).toEqual([
    'model.storage.pvc.enabled',
    'podDisruptionBudget.blocksDrains',
    'rollout.spareGpus',
    'startup.modelSizeGiB',
    'startup.secondsPerGiB',
    'startup.loadSeconds',
  ]);
  expect(leaves.size).toBeGreaterThan(150);
});

test('every value has prose of one to three lines', () => {
  const without: string[] = [];
  const visit = (shape: Shape, path: string) => {
    const { description } = shape;
    if (path !== '' && !path.endsWith('[]') && (description === undefined || description.length > 300))
      without.push(path);
    if (shape.kind === 'object') for (const [key, child] of shape.keys) visit(child, path ? `${path}.${key}` : key);
    // An element that Kubernetes describes needs no prose of ours.
    if (shape.kind === 'sequence' && !(shape.element.kind === 'object' && shape.element.open)) {
      visit(shape.element, `${path}[]`);
    }
  };
  visit(root, '');
  expect(without).toEqual([]);
});

test('a chart may have values of its own beside them', () => {
  const extended = inferenceServiceValues.extend({ mine: inferenceServiceValues.shape.replicaCount });
  expect(extended.safeParse({ ...RICH, mine: 2 }).success).toBe(true);
  expect(extended.safeParse({ ...RICH, metrics: { enabled: false }, mine: 2 }).success).toBe(false);
});
