import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { type SmallChartProps, smallChart } from './small-chart';

/** What constructs do with texts by how they begin and end and what is in them, as both Helms render it. */

const text = z.object({ uri: z.string().default('a') });
type Spec = NonNullable<SmallChartProps<typeof text>['spec']>;

test.each<[string, string, Spec, string[]]>([
  [
    'one of several ways to begin',
    's3://bucket',
    ({ uri }) => ({
      kind: uri.startsWith('s3://') ? 's3' : uri.startsWith('gs://') ? 'gs' : uri.startsWith('pvc://') ? 'pvc' : 'path',
    }),
    ['s3://', 'gs://b', 'pvc://c/d', 'xs3://', 's3:/'],
  ],
  [
    'a beginning and an end together, which an environment has',
    's3://x.gguf',
    ({ uri }) => ({ isModel: uri.startsWith('s3://') && uri.endsWith('.gguf') }),
    ['s3://y.gguf', 's3://.gguf', 's3://', '.gguf'],
  ],
  [
    'beginnings of which one begins with the other',
    'a',
    ({ uri }) => ({ scheme: uri.startsWith('https') ? 'tls' : uri.startsWith('http') ? 'plain' : 'none' }),
    ['http', 'https', 'https:', 'http:', 'htt'],
  ],
  [
    'what is in a text',
    'image',
    ({ uri }) => ({ image: uri.includes('@sha256:') || uri.includes(':') ? uri : `${uri}:latest` }),
    ['a:b', '@sha256:', ':', 'a@b'],
  ],
  [
    'a simple pattern',
    'https://b.example.com/',
    ({ uri }) => ({ url: `${uri.replace(/\/$/, '')}/v1`, isUrl: /^https?:\/\//.test(uri) }),
    ['http://a/', 'a//', '/', 'https://'],
  ],
  [
    'what stands before a sign, and beginnings that are put together',
    'path',
    ({ uri }) => {
      const begins = (scheme: string) => uri.startsWith(`${scheme}://`);
      return { isS3: uri.split('://')[0] === 's3', other: begins('gs') ? 'gs' : begins('pvc') ? 'pvc' : 'none' };
    },
    ['s3', 's3://b', 'gs://b', 'pvc://', 'xs3://'],
  ],
  [
    'text in JSON without its beginning, whatever it says',
    'hf:x',
    ({ uri }) => ({ json: JSON.stringify({ model: uri.startsWith('hf:') ? uri.slice(3) : uri }) }),
    ['hf:"', 'hf:\\', '"', 'hf:a\tb'],
  ],
  [
    'text without its beginning, and blanks',
    'Bearer abc',
    ({ uri }) => ({ token: uri.startsWith('Bearer ') ? uri.slice(7).trim() : uri }),
    ['Bearer  x ', ' x ', 'Bearer '],
  ],
  [
    'text without its end, in other letters',
    'a-PROD',
    ({ uri }) => ({ name: uri.endsWith('-PROD') ? uri.slice(0, -5).toLowerCase() : uri }),
    ['B-PROD', 'B', '-PROD'],
  ],
])('%s', async (_, prod, spec, others) => {
  const chart = smallChart({ values: text, environments: { prod: { uri: prod } }, spec });
  expect(chart.traced.fixed).toEqual([]);
  await expectEqualRendering(
    chart,
    others.map((uri) => ({ uri })),
  );
});

const source = z.discriminatedUnion('type', [
  z.object({ type: z.literal('uri'), uri: z.string() }),
  z.object({ type: z.literal('none') }),
]);

test('a text that only one option of a union has', async () => {
  const chart = smallChart({
    values: z.object({ source: source.default({ type: 'none' }), more: z.array(source).default([]) }),
    environments: { prod: { source: { type: 'uri', uri: 'https://a/' } } },
    spec: ({ source, more }) => ({
      ...(source.type === 'uri' ? { url: source.uri, tls: source.uri.startsWith('https://') } : { none: true }),
      more: more.map((one) => (one.type === 'uri' ? { tls: one.uri.startsWith('https://') } : { none: true })),
    }),
  });
  expect(chart.traced.fixed).toEqual([]);
  await expectEqualRendering(chart, [
    { source: { type: 'uri', uri: 'b' } },
    { more: [{ type: 'none' }, { type: 'uri', uri: 'https://c' }, { type: 'uri', uri: '' }] },
  ]);
});

test('each of several options is tried, where base has another one', async () => {
  const option = <Type extends string>(type: Type) => z.object({ type: z.literal(type), at: z.string() });
  const place = z.discriminatedUnion('type', [
    option('s3'),
    option('pvc'),
    option('http'),
    z.object({ type: z.literal('none') }),
  ]);
  const chart = smallChart({
    values: z.object({ place: place.default({ type: 'none' }) }),
    spec: ({ place }) => {
      if (place.type === 'none') return {};
      if (place.type === 's3') return { bucket: place.at === 'default' ? 'models' : place.at };
      return { path: place.type === 'pvc' ? place.at.replace(/^v/, '').replaceAll('.', '-') : place.at };
    },
  });
  expect(chart.traced.fixed).toEqual([]);
  await expectEqualRendering(chart, [
    { place: { type: 's3', at: 'default' } },
    { place: { type: 'pvc', at: 'v1.2' } },
    { place: { type: 'pvc', at: '.v' } },
    { place: { type: 'http', at: 'default' } },
  ]);
});

test('texts of which the schema demands a pattern, a format or a length', async () => {
  const chart = smallChart({
    values: z.object({
      size: z
        .string()
        .regex(/^\d+(Mi|Gi)$/)
        .default('4Gi'),
      address: z.ipv4().default('10.0.0.1'),
      pool: z.string().max(5).default('gpu-x'),
      version: z
        .string()
        .regex(/^\d+\.\d+\.\d+$/)
        .default('1.2.3'),
    }),
    spec: ({ size, address, pool, version }) => ({
      isLarge: size.endsWith('Gi'),
      isPrivate: address.startsWith('10.'),
      pool: pool.replace(/^gpu-/, ''),
      isNew: version.startsWith('2.'),
    }),
  });
  expect(chart.traced.fixed).toEqual([]);
  await expectEqualRendering(chart, [
    { size: '1Gi', address: '10.1.1.1', pool: 'gpu-1', version: '2.3.4' },
    { size: '12Mi', address: '100.1.1.1', pool: 'a', version: '22.0.0' },
  ]);
});

test.each<[string, Spec]>([
  ['what stands between signs', ({ uri }) => ({ bucket: uri.startsWith('s3://') ? uri.split('/')[3] : uri })],
  ['a length', ({ uri }) => ({ isLong: uri.startsWith('s3://') && uri.length > 20 })],
  ['capitals', ({ uri }) => ({ isLoud: uri.startsWith('s3://') && /[A-Z]/.test(uri) })],
  ['any case', ({ uri }) => ({ isUrl: /^https:/i.test(uri) })],
  ['a sign that stands for any', ({ uri }) => ({ is: /ghcr.io/.test(uri) })],
])('what also depends on %s cannot be expressed, and is told', (_, spec) => {
  expect(smallChart({ values: text, spec }).traced.fixed.map(({ path }) => path)).toEqual(['uri']);
});

test('texts of entries whose keys the schema demands a pattern of, and of elements that need texts of a length', async () => {
  const account = z.object({
    id: z
      .string()
      .regex(/^[0-9]+$/)
      .length(12),
    password: z.string().default('none'),
  });
  const isKept = (secret: string) => secret.startsWith('vault:');
  const chart = smallChart({
    values: z.object({
      env: z.record(z.string().regex(/^[A-Z_][A-Z0-9_]*$/), z.string()).default({}),
      levels: z.partialRecord(z.enum(['debug', 'error']), z.string()).default({}),
      accounts: z.array(account).default([]),
    }),
    spec: ({ env, levels, accounts }) => ({
      env: Object.entries(env).map(([name, value]) =>
        isKept(value) ? { name, path: value.slice(6) } : { name, value },
      ),
      levels: Object.entries(levels).map(([level, file]) => ({ level, file: file === 'stdout' ? '-' : file })),
      accounts: accounts.map(({ id, password }) =>
        isKept(password) ? { id, path: password.slice(6) } : { id, password },
      ),
    }),
  });
  expect(chart.traced.fixed).toEqual([]);
  await expectEqualRendering(chart, [
    { env: { TOKEN: 'vault:a/b', HOST: 'db' } },
    { levels: { debug: 'stdout', error: 'log' } },
    { accounts: [{ id: '012345678901', password: 'vault:' }, { id: '123456789012' }] },
  ]);
});
