import { createHash } from 'node:crypto';
import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { object, smallChart } from './small-chart';

describe('a value that is copied', () => {
  test('text is quoted, whatever it is', async () => {
    const chart = smallChart({
      values: z.object({
        text: z.string().default('x'),
        pattern: z
          .string()
          .regex(/^[a-z]+$/)
          .default('abc'),
      }),
      spec: ({ text, pattern }) => ({ text, pattern }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"pattern: {{ .Values.pattern | quote }}
text: {{ .Values.text | quote }}"
`);
    await expectEqualRendering(chart);
  });

  test('a whole number is printed without an exponent, which small ones do not have anyway', async () => {
    const chart = smallChart({
      values: z.object({ large: z.int().default(1), small: z.int().min(-5).max(100).default(1) }),
      spec: ({ large, small }) => ({ large, small }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"large: {{ .Values.large | int64 }}
small: {{ .Values.small }}"
`);
    await expectEqualRendering(chart, [{ large: Number.MAX_SAFE_INTEGER }, { large: -1_000_000, small: 0 }]);
  });

  test('a fraction', async () => {
    const chart = smallChart({
      values: z.object({ share: z.number().min(0).max(1).default(0.5), any: z.number().default(1) }),
      spec: ({ share, any }) => ({ share, any }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"any: {{ .Values.any }}
share: {{ .Values.share }}"
`);
    await expectEqualRendering(chart, [
      { share: 0, any: 1e-7 },
      { share: 1, any: 1e21 },
    ]);
  });

  test('a toggle', async () => {
    const chart = smallChart({
      values: z.object({ toggle: z.boolean().default(true) }),
      spec: ({ toggle }) => ({ toggle }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`"toggle: {{ .Values.toggle }}"`);
    await expectEqualRendering(chart, [{ toggle: false }]);
  });

  test('a choice is a reference, quoted where one of the options has to be', async () => {
    const chart = smallChart({
      values: z.object({
        words: z.enum(['Always', 'Never']).default('Always'),
        switches: z.enum(['on', 'off']).default('on'),
        sizes: z.literal([1, 2, 4]).default(1),
        either: z.literal([true, 'auto']).default('auto'),
      }),
      spec: (values) => ({ ...values }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"either: {{ .Values.either | toJson }}
sizes: {{ .Values.sizes }}
switches: {{ .Values.switches | quote }}
words: {{ .Values.words }}"
`);
    await expectEqualRendering(chart, [{ sizes: 4, either: true, switches: 'off' }]);
  });

  test('a number or text keeps its type', async () => {
    const chart = smallChart({
      values: z.object({ minAvailable: z.union([z.int(), z.string()]).default(1) }),
      spec: ({ minAvailable }) => ({ minAvailable }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`"minAvailable: {{ .Values.minAvailable | toJson }}"`);
    await expectEqualRendering(chart, [{ minAvailable: '50%' }, { minAvailable: '1' }, { minAvailable: 0 }]);
  });

  test('is found below a key that is no identifier', async () => {
    const chart = smallChart({
      values: z.object({
        'my-key': z.string().default('x'),
        inner: z.object({ 'a.b/"c"': z.boolean().default(false) }).prefault({}),
      }),
      spec: (values) => ({ text: values['my-key'], there: values.inner['a.b/"c"'] ? 1 : undefined }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"text: {{ index .Values "my-key" | quote }}
{{- if index .Values.inner "a.b/\\"c\\"" }}
there: 1
{{- end }}"
`);
    await expectEqualRendering(chart);
  });

  test('is told from a literal that happens to be the same', async () => {
    const chart = smallChart({
      values: z.object({ port: z.int().default(80), name: z.string().default('x') }),
      spec: ({ port, name }) => ({ fixedPort: 80, port, fixedName: 'x', name }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"name: {{ .Values.name | quote }}
port: {{ .Values.port | int64 }}
fixedName: x
fixedPort: 80"
`);
    await expectEqualRendering(chart);
  });
});

describe('a value that may be absent', () => {
  const values = z.object({
    text: z.string().optional(),
    number: z.int().optional(),
    toggle: z.boolean().optional(),
    choice: z.enum(['a', 'b']).optional(),
  });

  test('is there only if the value is, empty or not', async () => {
    const chart = smallChart({ values, spec: (present) => ({ ...present, always: 1 }) });
    expect(chart.spec).toMatchInlineSnapshot(`
"always: 1
{{- if not (kindIs "invalid" .Values.choice) }}
choice: {{ .Values.choice }}
{{- end }}
{{- if not (kindIs "invalid" .Values.number) }}
number: {{ .Values.number | int64 }}
{{- end }}
{{- if not (kindIs "invalid" .Values.text) }}
text: {{ .Values.text | quote }}
{{- end }}
{{- if not (kindIs "invalid" .Values.toggle) }}
toggle: {{ .Values.toggle }}
{{- end }}"
`);
    await expectEqualRendering(chart, [{ text: '', number: 0, toggle: false, choice: 'b' }]);
  });

  test('is reached safely inside of an object that may be absent', async () => {
    const chart = smallChart({
      values: z.object({ outer: z.object({ inner: z.object({ text: z.string() }).optional() }).optional() }),
      spec: ({ outer }) => ({ text: outer?.inner?.text, always: 1 }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"always: 1
{{- with (.Values.outer).inner }}
text: {{ .text | quote }}
{{- end }}"
`);
    await expectEqualRendering(chart, [{ outer: {} }, { outer: { inner: { text: 'x' } } }]);
  });
});

describe('what stands in for an empty value', () => {
  test('a literal, another value, or what is known of the release', async () => {
    const text = z.string().default('');
    const chart = smallChart({
      values: z.object({ tag: text, host: text, name: text, port: z.int().min(1).max(65535).optional() }),
      spec: ({ tag, host, name, port }, release) => ({
        literal: tag || 'latest',
        value: host || name,
        release: name || release.name,
        inside: `image:${tag || release.appVersion}`,
        composed: host || `${release.name}-db.local`,
        port: port ?? 8080,
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"port: {{ .Values.port | default 8080 }}
value: {{ .Values.host | default .Values.name | quote }}
composed: {{ .Values.host | default (printf "%s-db.local" .Release.Name) | quote }}
inside: {{ printf "image:%s" (.Values.tag | default .Chart.AppVersion) | quote }}
literal: {{ .Values.tag | default "latest" | quote }}
release: {{ .Values.name | default .Release.Name | quote }}"
`);
    await expectEqualRendering(chart);
  });

  test('is not left to `default` where zero and absence differ', async () => {
    const chart = smallChart({
      values: z.object({ number: z.int().optional(), text: z.string().optional() }),
      spec: ({ number, text }) => ({ number: number ?? 5, text: text ?? 'none' }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"{{- if not (kindIs "invalid" .Values.number) }}
number: {{ .Values.number | int64 }}
{{- else }}
number: 5
{{- end }}
{{- if not (kindIs "invalid" .Values.text) }}
text: {{ .Values.text | quote }}
{{- else }}
text: none
{{- end }}"
`);
    await expectEqualRendering(chart, [{ number: 0, text: '' }]);
  });
});

describe('text put together', () => {
  test('from values that may need quoting goes through printf', async () => {
    const chart = smallChart({
      values: z.object({ repository: z.string().default('x'), tag: z.string().default('y') }),
      spec: ({ repository, tag }) => ({ image: `${repository}:${tag}`, percent: `100% of ${repository} "${tag}"` }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"image: {{ printf "%s:%s" .Values.repository .Values.tag | quote }}
percent: {{ printf "100%% of %s \\"%s\\"" .Values.repository .Values.tag | quote }}"
`);
    await expectEqualRendering(chart);
  });

  test('from parts that never need quoting reads as text', async () => {
    const chart = smallChart({
      values: z.object({ count: z.int().default(3), mode: z.enum(['fast', 'exact']).default('fast') }),
      spec: ({ count, mode }, release) => ({
        text: `n=${count}`,
        url: `http://${release.fullname('api')}/${mode}`,
        quoted: `a "${mode}" {{ b }}`,
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"quoted: "a \\"{{ .Values.mode }}\\" {{ "{{" }} b }}"
text: "n={{ .Values.count | int64 }}"
url: "http://{{ include "demo.resourceName" (list . "api") }}/{{ .Values.mode }}""
`);
    await expectEqualRendering(chart);
  });

  test('numbers and toggles as text are as JavaScript writes them', async () => {
    const chart = smallChart({
      values: z.object({
        large: z.int().default(1),
        small: z.int().min(0).max(9).default(1),
        fraction: z.number().default(0.5),
        toggle: z.boolean().default(true),
        either: z.union([z.int().max(65535), z.string()]).default(1),
      }),
      spec: ({ large, small, fraction, toggle, either }) => ({
        large: String(large),
        small: String(small),
        fraction: String(fraction),
        toggle: String(toggle),
        either: String(either),
        all: `${large}/${small}/${fraction}/${toggle}`,
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"all: "{{ .Values.large | int64 }}/{{ .Values.small }}/{{ .Values.fraction | toJson }}/{{ .Values.toggle }}"
either: {{ kindIs "string" .Values.either | ternary .Values.either (.Values.either | toJson) | quote }}
fraction: {{ .Values.fraction | toJson | quote }}
large: {{ .Values.large | int64 | quote }}
small: {{ .Values.small | quote }}
toggle: {{ .Values.toggle | quote }}"
`);
    await expectEqualRendering(chart, [{ large: 1_000_000, fraction: 1_234_567.5, either: '007' }]);
  });

  test('from the elements of a sequence', async () => {
    const chart = smallChart({
      values: z.object({ origins: z.array(z.string()).default([]) }),
      spec: ({ origins }) => ({
        joined: origins.join(','),
        prefixed: `--origins=${origins.join(' ')}`,
        present: origins.length > 0 ? origins.join(';') : undefined,
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"joined: {{ join "," .Values.origins | quote }}
prefixed: {{ printf "--origins=%s" (join " " .Values.origins) | quote }}
{{- with .Values.origins }}
present: {{ join ";" . | quote }}
{{- end }}"
`);
    await expectEqualRendering(chart, [{ origins: ['a'] }, { origins: ['a', 'b', 'c'] }]);
  });
});

describe('texts of elements, joined', () => {
  const brokers = z.array(z.object({ host: z.string(), port: z.int().min(1).max(65535) })).default([]);
  const helpersOf = ({ files }: { readonly files: ReadonlyMap<string, string> }) =>
    /\{\{\/\*\nA text for each.*/s.exec(files.get('templates/_helpers.tpl') ?? '')?.[0];

  test('are made by a named template, one for all places that need it', async () => {
    const chart = smallChart({
      values: z.object({ brokers, topic: z.string().default('events') }),
      spec: ({ brokers, topic }) => ({
        servers: brokers.map(({ host, port }) => `${host}:${port}`).join(','),
        url: `kafka://${brokers.map(({ host, port }) => `${host}:${port}`).join(',')}/${topic}`,
        topics: brokers.map(({ host }) => `${topic}@${host.toLowerCase()}`).join(' '),
      }),
    });
    expect(chart.traced.fixed).toEqual([]);
    expect(chart.spec).toMatchInlineSnapshot(`
"servers: {{ include "demo.brokers" . | quote }}
topics: {{ include "demo.brokersTopics" . | quote }}
url: {{ printf "kafka://%s/%s" (include "demo.brokers" .) .Values.topic | quote }}"
`);
    expect(helpersOf(chart)).toMatchInlineSnapshot(`
"{{/*
A text for each of brokers, with "," between them.
*/}}
{{- define "demo.brokers" -}}
{{- $texts := list }}
{{- range .Values.brokers }}
{{- $texts = append $texts (printf "%s:%v" .host .port) }}
{{- end }}
{{- join "," $texts }}
{{- end }}

{{/*
A text for each of brokers, with " " between them.
*/}}
{{- define "demo.brokersTopics" -}}
{{- $texts := list }}
{{- range .Values.brokers }}
{{- $texts = append $texts (printf "%s@%s" $.Values.topic (.host | lower)) }}
{{- end }}
{{- join " " $texts }}
{{- end }}
"
`);
    await expectEqualRendering(chart, [
      { brokers: [{ host: 'A', port: 1 }] },
      { brokers: ['a', '', '"ä"\n'].map((host, index) => ({ host, port: 65535 - index })), topic: '{{ x }}' },
    ]);
  });

  test('also inside of another named template', async () => {
    const chart = smallChart({
      values: z.object({ brokers }),
      spec: ({ brokers }, release) => {
        const servers = brokers.map(({ host, port }) => `${host}:${port}`).join(',');
        return { url: release.helper('url', `kafka://${servers}/`), servers };
      },
    });
    expect(chart.traced.fixed).toEqual([]);
    await expectEqualRendering(chart, [{ brokers: [{ host: 'a', port: 1 }] }]);
  });

  test('of the entries of a dictionary, and with text around each', async () => {
    const chart = smallChart({
      values: z.object({
        modules: z.record(z.string(), z.string()).default({}),
        names: z.array(z.string()).default([]),
        ports: z.array(z.int()).default([]),
      }),
      spec: ({ modules, names, ports }) => ({
        modules: Object.entries(modules)
          .map(([name, path]) => `--module ${name}=${path}`)
          .join(' '),
        lines: names.map((name) => `${name};\n`).join(''),
        list: `[${names.map((name) => `'${name}'`).join(', ')}]`,
        several: `${names.join('+')}|${ports.join(',')}|${names.map((name) => `<${name}>`).join('')}`,
        base64: Buffer.from(Object.keys(modules).join('\n')).toString('base64'),
      }),
    });
    expect(chart.traced.fixed).toEqual([]);
    expect(chart.spec).toMatchInlineSnapshot(`
"base64: {{ include "demo.modules" . | b64enc | quote }}
lines: {{ include "demo.names" . | quote }}
list: {{ printf "[%s]" (include "demo.namesList" .) | quote }}
modules: {{ include "demo.modulesModules" . | quote }}
{{- if .Values.names }}
several: {{ printf "%s|%s|<%s>" (join "+" .Values.names) (include "demo.ports" .) (join "><" .Values.names) | quote }}
{{- else }}
several: {{ printf "|%s|" (include "demo.ports" .) | quote }}
{{- end }}"
`);
    await expectEqualRendering(chart, [
      { modules: { b: '1', a: '', A: 'x=y' }, names: ['one'], ports: [0] },
      { names: ['one', '', "'three'"], ports: [1, 30_000_000, -2, 2 ** 53 - 1] },
    ]);
  });

  test('are told where one looks at another', () => {
    const chart = smallChart({
      values: z.object({ brokers }),
      spec: ({ brokers }) => ({ text: brokers.map(({ host }, at) => `${host}${brokers[at - 1]?.port ?? ''}`).join() }),
    });
    expect(chart.traced.fixed).toMatchObject([{ path: 'brokers' }]);
  });
});

test('the keys of an object are in the order of the schema, wherever it shows', async () => {
  const settings = z.object({ zone: z.string().default('a'), area: z.string().default('b'), mode: z.int().default(1) });
  const chart = smallChart({
    values: z.object({ settings: settings.prefault({}), each: z.array(settings).default([]) }),
    environments: { prod: { settings: { area: 'c' } } },
    spec: ({ settings, each }) => ({
      json: JSON.stringify(settings),
      env: Object.entries(settings).map(([name, value]) => ({ name, value: String(value) })),
      each: each.map((one) => JSON.stringify(one)),
    }),
  });
  expect(chart.traced.fixed).toEqual([]);
  expect(chart.spec).toMatchInlineSnapshot(`
"env:
  - name: zone
    value: {{ .Values.settings.zone | quote }}
  - name: area
    value: {{ .Values.settings.area | quote }}
  - name: mode
    value: {{ .Values.settings.mode | int64 | quote }}
{{- if .Values.each }}
each:
  {{- range .Values.each }}
  - {{ printf "{\\"zone\\":%s,\\"area\\":%s,\\"mode\\":%d}" (.zone | toRawJson) (.area | toRawJson) (.mode | int64) | quote }}
  {{- end }}
{{- else }}
each: []
{{- end }}
json: {{ printf "{\\"zone\\":%s,\\"area\\":%s,\\"mode\\":%d}" (.Values.settings.zone | toRawJson) (.Values.settings.area | toRawJson) (.Values.settings.mode | int64) | quote }}"
`);
  await expectEqualRendering(chart, [{ settings: { mode: 0, zone: '"' }, each: [{ zone: '', area: 'x', mode: 3 }] }]);
});

test('functions of text that Helm has too', async () => {
  const chart = smallChart({
    values: z.object({ text: z.string().default('x') }),
    spec: ({ text }) => ({
      lower: text.toLowerCase(),
      upper: text.toUpperCase(),
      trimmed: text.trim(),
      base64: Buffer.from(text).toString('base64'),
      sha256: createHash('sha256').update(text).digest('hex'),
      inside: `http://${text.toLowerCase()}/`,
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"base64: {{ .Values.text | b64enc | quote }}
inside: {{ printf "http://%s/" (.Values.text | lower) | quote }}
lower: {{ .Values.text | lower | quote }}
sha256: {{ .Values.text | sha256sum | quote }}
trimmed: {{ .Values.text | trim | quote }}
upper: {{ .Values.text | upper | quote }}"
`);
  await expectEqualRendering(chart, [{ text: ' ABC ' }]);
});

describe('signs in text that are replaced', () => {
  const text = z.string().default('some');

  test('by other text, also by none', async () => {
    const chart = smallChart({
      values: z.object({ dash: text, none: text, slug: text, several: text, both: text, json: text }),
      spec: ({ dash, none, slug, several, both, json }) => ({
        dash: dash.replaceAll('/', '--'),
        none: none.replace(/\./g, ''),
        slug: `model-${slug.toLowerCase().split('_').join('-')}`,
        trimmed: several.trim().replaceAll('/', '-'),
        several: several.replaceAll('.', '-').replaceAll('/', '.'),
        both: `${both}=${both.replaceAll('=', '-')}`,
        json: JSON.stringify({ text: json.replaceAll('@', ' at ') }),
      }),
    });
    expect(chart.traced.fixed).toEqual([]);
    expect(chart.spec).toMatchInlineSnapshot(`
"both: {{ printf "%s=%s" .Values.both (.Values.both | replace "=" "-") | quote }}
dash: {{ .Values.dash | replace "/" "--" | quote }}
json: {{ printf "{\\"text\\":\\"%s\\"}" (.Values.json | replace "@" " at " | toRawJson | trimPrefix "\\"" | trimSuffix "\\"") | quote }}
none: {{ .Values.none | replace "." "" | quote }}
several: {{ .Values.several | replace "." "-" | replace "/" "." | quote }}
slug: {{ printf "model-%s" (.Values.slug | lower | replace "_" "-") | quote }}
trimmed: {{ .Values.several | trim | replace "/" "-" | quote }}"
`);
    const all = (value: string) =>
      Object.fromEntries(['dash', 'none', 'slug', 'several', 'both', 'json'].map((key) => [key, value]));
    await expectEqualRendering(chart, ['', 'org/Model_X.1', '..//__==@@"', '$&.$1/$', 'ä/\n/"'].map(all));
  });

  test.each<[string, z.ZodString, string, (text: string) => string]>([
    ['with one slash', z.string().regex(/^[\w.-]+(?:\/[\w.-]+)?$/), 'a/b', (value) => value.replaceAll('/', '--')],
    ['of digits', z.string().regex(/^\d+\.\d+\.\d+$/), '1.2.3', (value) => value.replaceAll('.', '-')],
    ['of a label', z.string().regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/), 'a-b-c', (value) => value.replaceAll('-', '_')],
  ])('in text %s', async (_, schema, example, replace) => {
    const chart = smallChart({
      values: z.object({ text: schema.default(example) }),
      spec: (values) => ({ replaced: replace(values.text) }),
    });
    expect(chart.traced.fixed).toEqual([]);
    await expectEqualRendering(chart);
  });

  test('in elements and keys', async () => {
    const chart = smallChart({
      values: z.object({
        names: z.array(z.string()).default([]),
        env: z.record(z.string(), z.string()).default({}),
      }),
      spec: ({ names, env }) => ({
        names: names.map((name) => name.replaceAll('_', '-')),
        env: Object.entries(env).map(([name, value]) => ({ name: name.toUpperCase().replaceAll('-', '_'), value })),
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"{{- if .Values.env }}
env:
  {{- range $key, $value := .Values.env }}
  - name: {{ $key | upper | replace "-" "_" | quote }}
    value: {{ $value | quote }}
  {{- end }}
{{- else }}
env: []
{{- end }}
{{- if .Values.names }}
names:
  {{- range .Values.names }}
  - {{ . | replace "_" "-" | quote }}
  {{- end }}
{{- else }}
names: []
{{- end }}"
`);
    await expectEqualRendering(chart, [{ names: ['a_b', '', '_'], env: { 'a-b': 'c-d', e: '' } }]);
  });

  test.each<[string, (text: string) => string]>([
    ['the first one only', (value) => value.replace('-', '_')],
    ['all that fit a pattern', (value) => value.replace(/[^a-z]/g, '_')],
    ['two of them', (value) => value.replaceAll('--', '-')],
    ['one of them in short text', (value) => value.slice(0, 20).replace(':', '')],
  ])('is told where it is %s', (_, replace) => {
    const chart = smallChart({ values: z.object({ text }), spec: (values) => ({ replaced: replace(values.text) }) });
    expect(chart.traced.fixed).toMatchObject([{ path: 'text' }]);
  });
});

describe('base64', () => {
  const base64 = (plain: string) => Buffer.from(plain).toString('base64');
  const text = z.string().default('some');

  test('of text put together, also inside of other text', async () => {
    const chart = smallChart({
      values: z.object({
        user: text,
        password: text,
        port: z.int().default(80),
        list: z.array(z.string()).default([]),
      }),
      spec: ({ user, password, port, list }) => ({
        both: base64(`${user}:${password}`),
        header: `Basic ${base64(`${user}:`)}`,
        port: base64(`port ${port}`),
        list: base64(JSON.stringify({ list })),
        twice: base64(base64(`x${user}`)),
      }),
    });
    expect(chart.traced.fixed).toEqual([]);
    expect(chart.spec).toMatchInlineSnapshot(`
"port: {{ printf "port %d" (.Values.port | int64) | b64enc | quote }}
both: {{ printf "%s:%s" .Values.user .Values.password | b64enc | quote }}
header: {{ printf "Basic %s" (printf "%s:" .Values.user | b64enc) | quote }}
list: {{ printf "{\\"list\\":%s}" (.Values.list | toRawJson) | b64enc | quote }}
twice: {{ printf "x%s" .Values.user | b64enc | b64enc | quote }}"
`);
    await expectEqualRendering(chart, [
      { user: '', password: 'ü"\n', port: 0, list: ['<a>', ''] },
      { user: 'MTIz', password: 'yes', port: 443 },
    ]);
  });

  test('of numbers, which Helm takes for text only if they are', async () => {
    const chart = smallChart({
      values: z.object({ count: z.int().default(1), ports: z.array(z.int()).default([]) }),
      spec: ({ count, ports }) => ({
        count: base64(String(count)),
        ports: ports.map((port) => ({ port: base64(String(port)) })),
      }),
    });
    expect(chart.traced.fixed).toEqual([]);
    expect(chart.spec).toContain('count: {{ .Values.count | int64 | toString | b64enc | quote }}');
    await expectEqualRendering(chart, [{ count: 0, ports: [1, 30_000_000] }, { count: -5 }]);
  });

  test('of what registries are logged in to', async () => {
    const chart = smallChart({
      values: z.object({ registry: text, user: text, password: text }),
      spec: ({ registry, user, password }) => ({
        '.dockerconfigjson': base64(
          JSON.stringify({ auths: { [registry]: { username: user, password, auth: base64(`${user}:${password}`) } } }),
        ),
      }),
    });
    expect(chart.traced.fixed).toEqual([]);
    expect(chart.spec).toMatchInlineSnapshot(
      `"".dockerconfigjson": {{ printf "{\\"auths\\":{%s:{\\"username\\":%s,\\"password\\":%s,\\"auth\\":\\"%s\\"}}}" (.Values.registry | toRawJson) (.Values.user | toRawJson) (.Values.password | toRawJson) (printf "%s:%s" .Values.user .Values.password | b64enc) | b64enc | quote }}"`,
    );
    await expectEqualRendering(chart, [{ registry: 'r.example.com', user: 'u"', password: '\\ü' }]);
  });

  test('of what is known of the release, and of what named templates give', async () => {
    const chart = smallChart({
      values: z.object({ user: text }),
      spec: ({ user }, release) => ({
        name: base64(release.name),
        url: base64(`http://${release.fullname('db')}/${user}`),
        helped: base64(`${release.helper('login', `${user}@${release.name}`)}!`),
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"name: {{ .Release.Name | b64enc | quote }}
helped: {{ printf "%s!" (include "demo.login" .) | b64enc | quote }}
url: {{ printf "http://%s/%s" (include "demo.resourceName" (list . "db")) .Values.user | b64enc | quote }}"
`);
    await expectEqualRendering(chart, [{ user: '' }]);
  });

  test('of elements and entries', async () => {
    const chart = smallChart({
      values: z.object({
        users: z.array(z.object({ name: z.string(), password: z.string() })).default([]),
        files: z.record(z.string(), z.string()).default({}),
      }),
      spec: ({ users, files }) => ({
        users: users.map(({ name, password }) => ({ name, value: base64(`${name}:${password}`) })),
        files: Object.fromEntries(
          Object.entries(files).map(([key, value]) => [`${key}.url`, base64(`http://${value}`)]),
        ),
      }),
    });
    expect(chart.traced.fixed).toEqual([]);
    await expectEqualRendering(chart, [
      {
        users: [
          { name: 'a', password: '' },
          { name: 'ä', password: 'q' },
        ],
        files: { a: '', b: 'q' },
      },
    ]);
  });
});

test('sums, and the largest of several whole numbers', async () => {
  const chart = smallChart({
    values: z.object({ drain: z.int().default(5), stop: z.int().default(30) }),
    spec: ({ drain, stop }) => ({ sum: drain + stop + 10, weighted: 2 * drain - stop, largest: Math.max(drain, stop) }),
  });
  expect(chart.traced.fixed).toEqual([]);
  expect(chart.spec).toContain('sum: {{ add .Values.drain .Values.stop 10 }}');
  await expectEqualRendering(chart, [{ drain: 50 }, { drain: 30, stop: 0 }, { drain: -1, stop: -2 }]);
});

test('arithmetic on one whole number', async () => {
  const chart = smallChart({
    values: z.object({ seconds: z.int().min(0).max(1_000_000).default(30) }),
    spec: ({ seconds }) => ({
      plus: seconds + 5,
      minus: seconds - 5,
      times: seconds * 1000,
      both: 2 * seconds + 30,
      rest: 100 - seconds,
      text: String(seconds * 2),
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"both: {{ add (mul .Values.seconds 2) 30 }}
minus: {{ sub .Values.seconds 5 }}
plus: {{ add .Values.seconds 5 }}
rest: {{ sub 100 .Values.seconds }}
text: {{ mul .Values.seconds 2 | quote }}
times: {{ mul .Values.seconds 1000 }}"
`);
  await expectEqualRendering(chart, [{ seconds: 0 }, { seconds: 1_000_000 }]);
});

test('the checksum of an object is that of its template file', async () => {
  const chart = smallChart({
    values: z.object({ text: z.string().default('x') }),
    constructs: (scope, { text }, release) => {
      const settings = object(scope, 'ConfigMap', release.fullname('settings'), { data: { text } });
      object(scope, 'ConfigMap', release.fullname('other'), { data: { static: 'x' } });
      object(scope, 'Pod', 'pod', { spec: { annotations: { 'checksum/settings': release.checksum(settings) } } });
    },
  });
  expect(chart.template('pod.yaml')).toContain(
    'checksum/settings: {{ include (print $.Template.BasePath "/configmap-settings.yaml") . | sha256sum }}',
  );
  await expectEqualRendering(chart);
});
