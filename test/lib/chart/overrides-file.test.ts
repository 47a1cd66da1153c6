import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { overridesFileName, overridesYaml } from '../../../lib/chart/overrides-file';
import { valuesYaml } from '../../../lib/chart/values-file';
import { isRecord } from '../../../lib/values/defaults';
import { type ObjectShape, shapeOf } from '../../../lib/values/shape';
import { helmBinary } from '../../helm/binaries';
import { renderChart } from '../../helm/render-chart';
import { temporaryChart } from '../../helm/temporary-chart';

type Values = Record<string, unknown>;

const target = { release: 'sentiment', namespace: 'ml-prod' };

function overrides(schema: z.ZodObject, base: Values, values: Values, isOmitted?: (path: string) => boolean): string {
  const shape = shapeOf(schema) as ObjectShape;
  return overridesYaml({
    chart: 'ml-inference',
    environment: 'prod',
    target,
    shape,
    base,
    values,
    ...(isOmitted && { isOmitted }),
  });
}

/** Helm's merge as its documentation has it: maps merge, everything else replaces, a null removes the key. */
function helmMerge(base: Values, over: Values): Values {
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const before = merged.get(key);
    if (value === null) merged.delete(key);
    else merged.set(key, isRecord(before) && isRecord(value) ? helmMerge(before, value) : value);
  }
  return Object.fromEntries(merged);
}

const schema = z.object({
  replicaCount: z.int(),
  image: z.object({ repository: z.string(), tag: z.string().optional(), digest: z.string().optional() }),
  labels: z.record(z.string(), z.string()).optional(),
  hosts: z.array(z.string()),
  minAvailable: z.union([z.int(), z.string()]).optional(),
  affinity: z.any(),
});

const base = {
  replicaCount: 1,
  image: { repository: 'company/ml', tag: 'v1' },
  labels: { team: 'ml', tier: 'one' },
  hosts: ['a', 'b'],
  minAvailable: 1,
  affinity: { nodeAffinity: { x: [1] } },
};

test('holds only what differs, in the order of the schema', () => {
  const prod = {
    hosts: ['a', 'b', 'c'],
    labels: { team: 'ml' },
    image: { digest: 'sha256:0', repository: 'company/ml' },
    replicaCount: 1,
    affinity: { nodeAffinity: { x: [1] } },
    minAvailable: '50%',
  };
  expect(overrides(schema, base, prod)).toMatchInlineSnapshot(`
"# What the prod environment changes in values.yaml of the ml-inference chart; a null removes a key.
# From the chart's folder:
#
#   helm upgrade --install sentiment . --namespace ml-prod --create-namespace -f values-prod.yaml

image:
  tag: null
  digest: sha256:0
labels:
  tier: null
hosts:
  - a
  - b
  - c
minAvailable: "50%"
"
`);
  expect(helmMerge(base, parse(overrides(schema, base, prod)))).toEqual(prod);
});

test('is an empty map where nothing differs', () => {
  expect(parse(overrides(schema, base, structuredClone(base)))).toEqual({});
});

test('leaves out what the chart does not take', () => {
  const text = overrides(schema, base, { ...base, replicaCount: 2, hosts: [] }, (path) => path === 'hosts');
  expect(parse(text)).toEqual({ replicaCount: 2 });
});

test('quotes what the header needs to quote', () => {
  const text = overridesYaml({
    chart: 'x',
    environment: 'prod',
    target: { release: 'r', context: "it's prod" },
    shape: shapeOf(schema) as ObjectShape,
    base,
    values: base,
  });
  expect(text).toContain(`#   helm upgrade --install r . --kube-context 'it'\\''s prod' -f values-prod.yaml\n`);
});

describe('random values', () => {
  const CASES = 60;
  const random = mulberry32(20);
  const pick = <T>(options: readonly T[]): T => options[Math.floor(random() * options.length)] as T;

  /** Values of a few keys, so that two of them often share a key and often not, with and without maps below it. */
  function randomValues(depth: number): Values {
    const keys = ['a', 'b', 'c', 'y', '007', 'nvidia.com/gpu', '__proto__'].filter(() => random() < 0.5);
    return Object.fromEntries(keys.map((key) => [key, randomValue(depth)]));
  }
  function randomValue(depth: number): unknown {
    const leaf = () => pick<unknown>([0, 1, 1.5, 1e6, 2 ** 53 - 1, true, false, '', 'on', '1', 'a: b', 'x\ny\n', '{{']);
    if (depth > 0 && random() < 0.6) return randomValues(depth - 1);
    return random() < 0.3 ? [leaf(), { a: leaf(), b: null }] : leaf();
  }

  const cases = Array.from({ length: CASES }, (_, index) => `case${index}`);
  const open = z.object(Object.fromEntries(cases.map((key) => [key, z.any()])));
  const sets = ['base', 'first', 'second'].map(() => Object.fromEntries(cases.map((key) => [key, randomValues(3)])));
  const [defaults = {}, ...environments] = sets;
  // Keys of the root too: some environments lack some of them.
  for (const [index, values] of environments.entries()) delete values[`case${index}`];
  const shape = shapeOf(open) as ObjectShape;

  test.each(environments)('merge to the values of the environment', (values) => {
    expect(helmMerge(defaults, parse(overrides(open, defaults, values)))).toEqual(values);
  });

  const files = environments.map((values, index) => ({
    values,
    file: overridesFileName(`env${index}`),
    text: overrides(open, defaults, values),
  }));
  const chart = temporaryChart('merge', {
    'Chart.yaml': 'apiVersion: v2\nname: merge\nversion: 1.0.0\n',
    'values.yaml': valuesYaml({ chart: 'merge', shape, values: defaults }),
    'templates/values.yaml': 'data: {{ .Values | toJson | quote }}\n',
    ...Object.fromEntries(files.map(({ file, text }) => [file, text])),
  });

  describe.each([3, 4] as const)('in Helm %i', (major) => {
    test('values.yaml is read as it was written', async () => {
      expect(await helmValues(major)).toEqual(defaults);
    });

    test.each(files)('$file merges to the values of its environment', async ({ file, values }) => {
      expect(await helmValues(major, join(chart, file))).toEqual(values);
    });
  });

  async function helmValues(major: 3 | 4, ...valuesFiles: string[]): Promise<unknown> {
    const [object] = await renderChart({ helm: await helmBinary(major), chart, valuesFiles });
    return JSON.parse(object.data);
  }
});

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
