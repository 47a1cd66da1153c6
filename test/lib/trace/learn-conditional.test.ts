import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { evaluatedMismatches } from '../../equality/mismatches';
import { randomValues } from '../../equality/random-values';
import { object, smallChart } from './small-chart';

const toggle = z.boolean().default(false);

describe('a condition', () => {
  test('of one toggle, its opposite, and both', async () => {
    const chart = smallChart({
      values: z.object({ debug: toggle, quiet: toggle, fast: toggle }),
      spec: ({ debug, quiet, fast }) => ({
        debug: debug ? 1 : undefined,
        loud: quiet ? undefined : 1,
        mode: fast ? 'fast' : 'exact',
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"{{- if .Values.debug }}
debug: 1
{{- end }}
{{- if not .Values.quiet }}
loud: 1
{{- end }}
{{- if .Values.fast }}
mode: fast
{{- else }}
mode: exact
{{- end }}"
`);
    await expectEqualRendering(chart);
  });

  test('of two toggles', async () => {
    const chart = smallChart({
      values: z.object({ a: toggle, b: toggle }),
      spec: ({ a, b }) => ({
        always: 1,
        both: a && b ? 1 : undefined,
        one: a || b ? 1 : undefined,
        onlyA: a && !b ? 1 : undefined,
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"always: 1
{{- if and .Values.a .Values.b }}
both: 1
{{- else if .Values.a }}
onlyA: 1
{{- end }}
{{- if or .Values.a .Values.b }}
one: 1
{{- end }}"
`);
    await expectEqualRendering(chart);
  });

  test('of a value that may be nothing as well as left out', async () => {
    const chart = smallChart({
      values: z.object({ bound: z.int().min(0).max(9).optional(), gpu: toggle }),
      spec: ({ bound, gpu }) => ({ bound: bound ?? (gpu ? 1 : 0) }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"{{- if not (kindIs "invalid" .Values.bound) }}
bound: {{ .Values.bound }}
{{- else if .Values.gpu }}
bound: 1
{{- else }}
bound: 0
{{- end }}"
`);
    await expectEqualRendering(chart, [{ bound: 0, gpu: true }]);
  });

  test('of several values, in any combination', async () => {
    const chart = smallChart({
      values: z.object({ a: toggle, b: toggle, c: toggle, d: z.enum(['x', 'y', 'z']).default('x') }),
      spec: ({ a, b, c, d }) => ({
        allThree: a && b && c ? 1 : undefined,
        oneOfThree: a || b || c ? 1 : undefined,
        andOr: a && (b || d === 'y') ? 1 : undefined,
        orAnd: a || (b && d !== 'y') ? 1 : undefined,
        notSame: a !== b ? 1 : undefined,
        notAll: a && b && c ? undefined : d,
      }),
    });
    const states = [false, true];
    await expectEqualRendering(
      chart,
      states.flatMap((a) => states.flatMap((b) => states.flatMap((c) => ['x', 'y', 'z'].map((d) => ({ a, b, c, d }))))),
    );
  });

  test('of a choice', async () => {
    const chart = smallChart({
      values: z.object({ storage: z.enum(['s3', 'pvc', 'none']).default('s3'), level: z.literal([1, 2]).default(1) }),
      spec: ({ storage, level }) => ({
        is: storage === 's3' ? 1 : undefined,
        isNot: storage !== 'none' ? 1 : undefined,
        isNumber: level === 2 ? 1 : undefined,
        always: 1,
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"always: 1
{{- if eq .Values.storage "s3" }}
is: 1
{{- end }}
{{- if ne .Values.storage "none" }}
isNot: 1
{{- end }}
{{- if eq (int64 .Values.level) 2 }}
isNumber: 1
{{- end }}"
`);
    await expectEqualRendering(chart, [{ storage: 'pvc' }, { storage: 'none', level: 2 }]);
  });

  test('of what is there', async () => {
    const chart = smallChart({
      values: z.object({
        text: z.string().default(''),
        number: z.int().min(0).default(0),
        dictionary: z.record(z.string(), z.string()).default({}),
        sequence: z.array(z.string()).default([]),
        optional: z.int().optional(),
        inner: z.object({ text: z.string() }).optional(),
      }),
      spec: ({ text, number, dictionary, sequence, optional, inner }) => ({
        text: text ? 1 : undefined,
        number: number > 0 ? 1 : undefined,
        dictionary: Object.keys(dictionary).length > 0 ? 1 : undefined,
        sequence: sequence.length > 0 ? 1 : undefined,
        optional: optional !== undefined ? 1 : undefined,
        inner: inner ? 1 : undefined,
        always: 1,
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"always: 1
{{- if .Values.dictionary }}
dictionary: 1
{{- end }}
{{- if .Values.inner }}
inner: 1
{{- end }}
{{- if .Values.number }}
number: 1
{{- end }}
{{- if not (kindIs "invalid" .Values.optional) }}
optional: 1
{{- end }}
{{- if .Values.sequence }}
sequence: 1
{{- end }}
{{- if .Values.text }}
text: 1
{{- end }}"
`);
    await expectEqualRendering(chart, [{ optional: 0 }, { number: 1, inner: { text: '' } }]);
  });

  test('of how large a whole number is', async () => {
    const chart = smallChart({
      values: z.object({ replicas: z.int().min(0).max(100).default(3), bytes: z.int().default(1) }),
      spec: ({ replicas, bytes }) => ({
        several: replicas > 1 ? 1 : undefined,
        size: replicas < 5 ? 'small' : replicas < 20 ? 'medium' : 'large',
        much: bytes >= 20_000 ? 1 : undefined,
        atLeast: Math.max(replicas, 2),
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"atLeast: {{ max .Values.replicas 2 }}
{{- if ge (int64 .Values.bytes) 20000 }}
much: 1
{{- end }}
{{- if ge (int64 .Values.replicas) 2 }}
several: 1
{{- end }}
{{- if ge (int64 .Values.replicas) 20 }}
size: large
{{- else if ge (int64 .Values.replicas) 5 }}
size: medium
{{- else }}
size: small
{{- end }}"
`);
    await expectEqualRendering(
      chart,
      [0, 1, 2, 4, 5, 19, 20].map((replicas) => ({ replicas, bytes: 20_000 - (replicas % 2) })),
    );
  });

  test('of how many elements a list has', async () => {
    const list = z.array(z.string());
    const chart = smallChart({
      values: z.object({ hosts: list.default([]), more: list.optional() }),
      spec: ({ hosts, more = [] }) => ({
        mode: hosts.length > 1 ? 'several' : 'single',
        ...(hosts.length >= 4 && { large: hosts[3] }),
        more: more.length < 3 ? 'few' : 'many',
      }),
    });
    expect(chart.traced.fixed).toEqual([]);
    expect(chart.spec).toMatchInlineSnapshot(`
"{{- if ge (len .Values.hosts) 4 }}
large: {{ index .Values.hosts 3 | quote }}
{{- end }}
{{- if ge (len .Values.hosts) 2 }}
mode: several
{{- else }}
mode: single
{{- end }}
{{- if ge (.Values.more | default list | len) 3 }}
more: many
{{- else }}
more: few
{{- end }}"
`);
    const some = (length: number) => Array.from({ length }, (_, index) => `h${index}`);
    await expectEqualRendering(
      chart,
      [0, 1, 2, 3, 4, 5, 20].map((length) => ({ hosts: some(length), more: some(length) })),
    );
  });

  test('of what is in a list', async () => {
    const chart = smallChart({
      values: z.object({
        modes: z.array(z.enum(['ReadWriteOnce', 'ReadWriteMany', 'ReadOnlyMany'])).default(['ReadWriteOnce']),
        features: z.array(z.string()).default([]),
        optional: z.array(z.string()).optional(),
        users: z.array(z.object({ name: z.string(), roles: z.array(z.enum(['read', 'write'])) })).default([]),
        replicas: z.int().min(0).default(1),
      }),
      spec: ({ modes, features, optional, users, replicas }) => ({
        strategy: modes.includes('ReadWriteMany') || replicas <= 1 ? 'RollingUpdate' : 'Recreate',
        ...(features.includes('metrics') && { metrics: 9090 }),
        trace: optional?.includes('tracing') ? 'on' : 'off',
        users: users.map(({ name, roles }) => ({ name, canWrite: roles.includes('write') })),
      }),
    });
    expect(chart.traced.fixed).toEqual([]);
    expect(chart.spec).toMatchInlineSnapshot(`
"{{- if has "metrics" .Values.features }}
metrics: 9090
{{- end }}
{{- if and (not (has "ReadWriteMany" .Values.modes)) (ge (int64 .Values.replicas) 2) }}
strategy: Recreate
{{- else }}
strategy: RollingUpdate
{{- end }}
{{- if has "tracing" .Values.optional }}
trace: "on"
{{- else }}
trace: "off"
{{- end }}
{{- if .Values.users }}
users:
  {{- range .Values.users }}
  - name: {{ .name | quote }}
    {{- if has "write" .roles }}
    canWrite: true
    {{- else }}
    canWrite: false
    {{- end }}
  {{- end }}
{{- else }}
users: []
{{- end }}"
`);
    await expectEqualRendering(chart, [
      { modes: ['ReadOnlyMany', 'ReadWriteMany'], replicas: 3, features: ['metrics'] },
      { modes: [], replicas: 2, features: ['a', 'metrics', 'b'], optional: [] },
      { optional: ['tracing'], features: ['metrics2'] },
      {
        users: [
          { name: 'a', roles: ['write', 'read'] },
          { name: 'b', roles: [] },
          { name: 'c', roles: ['read'] },
        ],
      },
    ]);
  });

  test('of one whole number among others', async () => {
    const chart = smallChart({
      values: z.object({ replicas: z.int().min(0).max(100).default(3) }),
      spec: ({ replicas }) => ({ replicas, one: replicas === 7 ? 1 : undefined }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"replicas: {{ .Values.replicas }}
{{- if eq (int64 .Values.replicas) 7 }}
one: 1
{{- end }}"
`);
    await expectEqualRendering(chart, [{ replicas: 6 }, { replicas: 7 }, { replicas: 8 }]);
  });
});

describe('alternatives', () => {
  test('become a chain', async () => {
    const chart = smallChart({
      values: z.object({ server: z.enum(['triton', 'vllm', 'tgi']).default('vllm'), host: z.string().default('') }),
      spec: ({ server, host }) => ({
        port: { triton: 8001, vllm: 8000, tgi: 80 }[server],
        some: server === 'triton' ? 'grpc' : server === 'vllm' ? host : undefined,
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"{{- if eq .Values.server "vllm" }}
port: 8000
some: {{ .Values.host | quote }}
{{- else if eq .Values.server "triton" }}
port: 8001
some: grpc
{{- else }}
port: 80
{{- end }}"
`);
    await expectEqualRendering(chart, [{ server: 'triton' }, { server: 'tgi' }]);
  });

  test('inside of alternatives only ask what is still open', async () => {
    const chart = smallChart({
      values: z.object({
        enabled: toggle,
        kind: z.enum(['cpu', 'gpu']).default('cpu'),
        count: z.int().min(1).default(1),
      }),
      spec: ({ enabled, kind, count }) => ({
        scaling: enabled ? { by: kind === 'gpu' ? { gpus: count } : { cpus: count } } : undefined,
        replicas: enabled ? undefined : count,
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"{{- if .Values.enabled }}
scaling:
  by:
    {{- if eq .Values.kind "cpu" }}
    cpus: {{ .Values.count | int64 }}
    {{- else }}
    gpus: {{ .Values.count | int64 }}
    {{- end }}
{{- else }}
replicas: {{ .Values.count | int64 }}
{{- end }}"
`);
    await expectEqualRendering(chart, [{ enabled: true, kind: 'gpu' }]);
  });

  test('of different kinds: text, map, list, nothing', async () => {
    const chart = smallChart({
      values: z.object({ form: z.enum(['text', 'map', 'list', 'empty', 'none']).default('text') }),
      spec: ({ form }) => ({
        place: { text: 'text', map: { a: 1 }, list: ['a'], empty: {}, none: undefined }[form],
        always: 1,
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"always: 1
{{- if eq .Values.form "text" }}
place: text
{{- else if eq .Values.form "list" }}
place:
  - a
{{- else if eq .Values.form "map" }}
place:
  a: 1
{{- else if eq .Values.form "empty" }}
place: {}
{{- end }}"
`);
    await expectEqualRendering(chart, [{ form: 'map' }, { form: 'list' }, { form: 'empty' }, { form: 'none' }]);
  });

  test('that hold the same are not told apart', () => {
    const chart = smallChart({
      values: z.object({ a: toggle, text: z.string().default('x') }),
      spec: ({ a, text }) => ({ same: a ? `${text}!` : `${text}!` }),
    });
    expect(chart.spec).toBe('same: {{ printf "%s!" .Values.text | quote }}');
  });
});

describe('conditions around whole parts', () => {
  test('of a map whose entries are all conditional', async () => {
    const chart = smallChart({
      values: z.object({ cpu: z.string().default(''), memory: z.string().default('') }),
      spec: ({ cpu, memory }) => ({
        limits: cpu || memory ? { cpu: cpu || undefined, memory: memory || undefined } : undefined,
        always: 1,
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"{{- if or .Values.cpu .Values.memory }}
limits:
  {{- with .Values.cpu }}
  cpu: {{ . | quote }}
  {{- end }}
  {{- with .Values.memory }}
  memory: {{ . | quote }}
  {{- end }}
{{- end }}
always: 1"
`);
    await expectEqualRendering(chart);
  });

  test('of an object are around its file', async () => {
    const chart = smallChart({
      values: z.object({ enabled: toggle, name: z.string().min(1).default('x') }),
      constructs: (scope, { enabled, name }) => {
        if (enabled) object(scope, 'Service', 'service', { spec: { name } });
        object(scope, 'ConfigMap', 'settings', { data: { enabled: String(enabled) } });
      },
    });
    expect(chart.template('service.yaml')).toMatchInlineSnapshot(`
"{{- if .Values.enabled }}
apiVersion: v1
kind: Service
metadata:
  name: service
  namespace: {{ .Release.Namespace | quote }}
  labels:
    {{- include "demo.labels" . | nindent 4 }}
spec:
  name: {{ .Values.name | quote }}
{{- end }}
"
`);
    await expectEqualRendering(chart, [{ enabled: true }]);
  });

  test('of an object whose kind depends on values', async () => {
    const chart = smallChart({
      values: z.object({ stateful: toggle, replicas: z.int().default(1) }),
      constructs: (scope, { stateful, replicas }) => {
        object(scope, stateful ? 'StatefulSet' : 'Deployment', 'server', { spec: { replicas } }, 'apps/v1');
      },
    });
    expect(chart.template('statefulset.yaml')).toMatch(/^\{\{- if \.Values\.stateful \}\}\n/);
    expect(chart.template('deployment.yaml')).toMatch(/^\{\{- if not \.Values\.stateful \}\}\n/);
    await expectEqualRendering(chart, [{ stateful: true }]);
  });
});

describe('a condition with several reasons, each of several values', () => {
  const MODES = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'] as const;
  const volume = (modes: readonly (typeof MODES)[number][] = MODES) =>
    z.object({ enabled: toggle, accessMode: z.enum(modes).default('ReadWriteOnce') }).prefault({});
  const isOneNode = ({ accessMode }: { readonly accessMode: string }) => accessMode.startsWith('ReadWriteOnce');
  const chart = smallChart({
    values: z.object({
      type: z.enum(['RollingUpdate', 'Recreate']).optional(),
      maxSurge: z.union([z.int(), z.string()]).optional(),
      gpu: toggle,
      persistence: volume(),
      source: z.enum(['none', 's3', 'gcs', 'azure', 'huggingface', 'http', 'pvc', 'oci']).default('none'),
      pvc: volume(),
      cache: volume(['ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod']),
    }),
    environments: { prod: { persistence: { enabled: true }, pvc: { enabled: true } } },
    spec: ({ type, maxSurge, gpu, persistence, source, pvc, cache }) => {
      const isHeld =
        (persistence.enabled && isOneNode(persistence)) ||
        (source === 'pvc' && pvc.enabled && isOneNode(pvc)) ||
        (cache.enabled && isOneNode(cache));
      const isPlanned = type === undefined && maxSurge === undefined && isHeld;
      if (type === 'Recreate' || isPlanned) return { source, type: 'Recreate' };
      return { source, type: 'RollingUpdate', maxSurge: maxSurge ?? (gpu ? 0 : '25%') };
    },
  });

  test('is right for many random values', () => {
    expect(chart.traced.fixed).toEqual([]);
    expect(evaluatedMismatches(chart, randomValues(chart, 5000, 1))).toEqual([]);
  });

  test('asks for each reason by what it is made of', () => {
    const asked = [...chart.spec.matchAll(/\((?:eq|ne) \.Values\.(\S+) ("\w+")\)/g)].map(
      ([, value, text]) => `${value} ${text}`,
    );
    expect([...new Set(asked)].sort()).toEqual([
      'cache.accessMode "ReadWriteOnce"',
      'cache.accessMode "ReadWriteOncePod"',
      'persistence.accessMode "ReadWriteOnce"',
      'persistence.accessMode "ReadWriteOncePod"',
      'pvc.accessMode "ReadWriteOnce"',
      'pvc.accessMode "ReadWriteOncePod"',
      'source "pvc"',
      'type "Recreate"',
      'type "RollingUpdate"',
    ]);
  });
});
