import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { object, type SmallChart, smallChart } from './small-chart';

const toggle = z.boolean().default(false);
const text = z.string().default('some');

/** The named templates that the constructs brought. */
function helpersOf({ files }: SmallChart): string {
  const helpers = files.get('templates/_helpers.tpl') ?? '';
  const standard = /define "demo\.selectorLabels"[\s\S]*?\n\{\{- end \}\}\n/.exec(helpers) as RegExpExecArray;
  return helpers.slice(standard.index + standard[0].length).trim();
}

describe('text with parts under conditions', () => {
  test('flags', async () => {
    const chart = smallChart({
      values: z.object({ text, fast: toggle, safe: toggle, type: z.enum(['auto', 'half', 'full']).default('auto') }),
      spec: ({ text, fast, safe, type }) => ({
        command: `serve ${text}${fast ? ' --fast' : ''}${safe ? ' --safe' : ''}${type === 'auto' ? '' : ` --type ${type}`} --port 80`,
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`"command: {{ include "demo.command" . | quote }}"`);
    expect(helpersOf(chart)).toMatchInlineSnapshot(`
"{{/*
The text of command.
*/}}
{{- define "demo.command" -}}
serve {{ .Values.text }}
{{- if .Values.fast }} --fast{{ end }}
{{- if .Values.safe }} --safe{{ end }}
{{- if ne .Values.type "auto" }} --type {{ .Values.type }}{{ end }} --port 80
{{- end }}"
`);
    await expectEqualRendering(chart, [
      { fast: true, text: 'a "b" {{ c }}' },
      { safe: true, type: 'half', text: '' },
      { fast: true, safe: true, type: 'full' },
    ]);
  });

  test('lines, of which one more than halves the text', async () => {
    const chart = smallChart({
      values: z.object({ text, debug: toggle }),
      spec: ({ text, debug }) => ({
        script: ['#!/bin/sh', 'set -eu', ...(debug ? ['set -x', 'env # {{ all }}'] : []), `exec "${text}"`, ''].join(
          '\n',
        ),
      }),
    });
    expect(helpersOf(chart)).toMatchInlineSnapshot(`
"{{/*
The text of script.
*/}}
{{- define "demo.script" -}}
#!/bin/sh
set -eu
{{- if .Values.debug }}
set -x
env # {{ "{{" }} all }}
{{- end }}
exec "{{ .Values.text }}"
{{ end }}"
`);
    await expectEqualRendering(chart, [{ debug: true, text: 'a b' }]);
  });

  test('an address, of which nothing separates the parts', async () => {
    const chart = smallChart({
      values: z.object({ host: text, tls: toggle, user: z.string().optional(), port: z.int().optional() }),
      spec: ({ host, tls, user, port }) => ({
        url: `${tls ? 'https' : 'http'}://${user ? `${user}@` : ''}${host}${port ? `:${port}` : ''}/api`,
      }),
    });
    expect(helpersOf(chart)).toMatchInlineSnapshot(`
"{{/*
The text of url.
*/}}
{{- define "demo.url" -}}
{{- if .Values.tls }}https{{ else }}http{{ end }}://
{{- with .Values.user }}{{ . }}@{{ end }}{{ .Values.host }}
{{- with .Values.port }}:{{ . | int64 }}{{ end }}/api
{{- end }}"
`);
    await expectEqualRendering(chart, [{ tls: true, user: 'me' }, { port: 8080 }, { user: '', port: 0, host: '' }]);
  });

  test('as items of a list, told apart by their first words', async () => {
    const chart = smallChart({
      values: z.object({ text, other: text, one: toggle, two: toggle, three: toggle }),
      spec: ({ text, other, one, two, three }) => ({
        script: [
          'sh',
          '-c',
          ['set -e', `run ${text}`, ...(one ? ['echo 1'] : []), ...(two ? ['echo 2'] : [])].join('\n'),
        ],
        commands: [
          `run ${text}${one ? ' -1' : ''}${two ? ' -2' : ''}`,
          ...(three ? [`exec ${other}${one ? ' -1' : ''}${two ? ' -2' : ''}`] : []),
        ],
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"commands:
  - {{ include "demo.commands" . | quote }}
  {{- if .Values.three }}
  - {{ include "demo.commands2" . | quote }}
  {{- end }}
script:
  - sh
  - -c
  - {{ include "demo.script" . | quote }}"
`);
    await expectEqualRendering(chart, [
      { one: true, text: '' },
      { two: true, three: true, other: '' },
    ]);
  });

  test('JSON', async () => {
    const chart = smallChart({
      values: z.object({ text, gpu: toggle, count: z.int().optional() }),
      spec: ({ text, gpu, count }) => ({
        json: JSON.stringify({ text, ...(gpu && { device: 'cuda' }), ...(count !== undefined && { count }) }),
      }),
    });
    expect(helpersOf(chart)).toMatchInlineSnapshot(`
"{{/*
The text of json.
*/}}
{{- define "demo.json" -}}
{"text":{{ .Values.text | toRawJson }}
{{- if .Values.gpu }},"device":"cuda"{{ end }}
{{- if not (kindIs "invalid" .Values.count) }},"count":{{ .Values.count | int64 }}{{ end }}}
{{- end }}"
`);
    await expectEqualRendering(chart, [{ gpu: true, text: '"q"\\' }, { count: 3 }, { gpu: true, count: 0 }]);
  });

  test('in base64', async () => {
    const chart = smallChart({
      values: z.object({ text, one: toggle, two: toggle }),
      spec: ({ text, one, two }) => ({
        data: Buffer.from(`user=${text}${one ? '\none=1' : ''}${two ? '\ntwo=2' : ''}`).toString('base64'),
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`"data: {{ include "demo.data" . | b64enc | quote }}"`);
    expect(helpersOf(chart)).toMatchInlineSnapshot(`
"{{/*
The text of data.
*/}}
{{- define "demo.data" -}}
user={{ .Values.text }}
{{- if .Values.one }}
one=1
{{- end }}
{{- if .Values.two }}
two=2
{{- end }}
{{- end }}"
`);
    await expectEqualRendering(chart, [{ one: true }, { two: true, text: 'ü' }, { one: true, two: true }]);
  });

  test('what may be nothing at all is a list first', async () => {
    const chart = smallChart({
      values: z.object({ gpu: toggle, debug: toggle, trace: toggle }),
      spec: ({ gpu, debug, trace }) => ({
        features: [...(gpu ? ['gpu'] : []), ...(debug ? ['debug'] : []), ...(trace ? ['trace'] : [])].join() || 'none',
      }),
    });
    expect(helpersOf(chart)).toMatchInlineSnapshot(`
"{{/*
The text of features.
*/}}
{{- define "demo.features" -}}
{{- $texts := list }}
{{- if .Values.gpu }}
{{- $texts = append $texts "gpu" }}
{{- end }}
{{- if .Values.debug }}
{{- $texts = append $texts "debug" }}
{{- end }}
{{- if .Values.trace }}
{{- $texts = append $texts "trace" }}
{{- else if and (not .Values.gpu) (not .Values.debug) }}
{{- $texts = append $texts "none" }}
{{- end }}
{{- join "," $texts }}
{{- end }}"
`);
    await expectEqualRendering(chart, [{ gpu: true }, { debug: true, trace: true }, { trace: true }]);
  });

  test('blanks, control characters and braces at the seams', async () => {
    const chart = smallChart({
      values: z.object({ text, one: toggle, two: toggle, three: toggle }),
      spec: ({ text, one, two, three }) => ({
        braces: `{${one ? '{a' : ''}${two ? 'b}' : ''}{${text}}}`,
        blanks: `  start ${one ? ' a ' : ''}${two ? '\n\n b\n' : ''}${three ? '\t' : ''} end  \n`,
        control: `x\u0000y${one ? '\u0000a' : ''}${two ? '\r\nb' : ''}${three ? '\u2028c' : ''}`,
        // What Helm would take away is escaped, which only works where the text stands whole.
        missing: `pre <no value>${one ? ' a' : ''}${two ? ' b' : ''}`,
      }),
    });
    await expectEqualRendering(chart, [
      { one: true, text: '{{ x }}' },
      { two: true, three: true },
      { one: true, two: true },
      { one: true, two: true, three: true, text: '' },
    ]);
  });

  test('different texts, and few alternatives, stay whole', () => {
    const chart = smallChart({
      values: z.object({ mode: z.enum(['a', 'b', 'c']).default('a'), fast: toggle }),
      spec: ({ mode, fast }) => ({
        start: { a: 'run alpha', b: 'start beta now', c: 'launch gamma' }[mode],
        command: `serve${fast ? ' --fast' : ''}`,
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"{{- if .Values.fast }}
command: serve --fast
{{- else }}
command: serve
{{- end }}
{{- if eq .Values.mode "a" }}
start: run alpha
{{- else if eq .Values.mode "b" }}
start: start beta now
{{- else }}
start: launch gamma
{{- end }}"
`);
  });
});

describe('text of elements', () => {
  const hosts = z
    .array(z.object({ name: z.string(), port: z.int().optional(), enabled: z.boolean().default(true) }))
    .default([]);

  test('that are filtered, and differ in more than values', async () => {
    const chart = smallChart({
      values: z.object({ hosts }),
      spec: ({ hosts }) => ({
        hosts: hosts
          .filter(({ enabled }) => enabled)
          .map(({ name, port }) => (port === undefined ? name : `${name}:${port}`))
          .join(','),
      }),
    });
    expect(helpersOf(chart)).toMatchInlineSnapshot(`
"{{/*
A text for each of hosts, with "," between them.
*/}}
{{- define "demo.hosts" -}}
{{- $texts := list }}
{{- range .Values.hosts }}
{{- if and (not (kindIs "invalid" .port)) .enabled }}
{{- $texts = append $texts (printf "%s:%d" .name (.port | int64)) }}
{{- else if .enabled }}
{{- $texts = append $texts .name }}
{{- end }}
{{- end }}
{{- join "," $texts }}
{{- end }}"
`);
    await expectEqualRendering(chart, [
      {
        hosts: [
          { name: 'a', port: 80, enabled: true },
          { name: '', enabled: true },
        ],
      },
      {
        hosts: [
          { name: 'a', enabled: false },
          { name: 'b,c', port: 1, enabled: true },
        ],
      },
    ]);
  });

  test('behind a fixed beginning, which needs no template of its own', async () => {
    const chart = smallChart({
      values: z.object({ names: z.array(z.string()).default([]) }),
      spec: ({ names }) => ({ arg: `--names=${names.filter((name) => name !== '').join(',')}` }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`"arg: {{ printf "--names=%s" (include "demo.names" .) | quote }}"`);
    await expectEqualRendering(chart, [{ names: ['a', '', 'b,c'] }, { names: [''] }]);
  });

  test('beside others under conditions, with values of environments that look like separators', async () => {
    const chart = smallChart({
      values: z.object({ text, gpu: toggle, debug: toggle, args: z.array(z.string()).default([]) }),
      environments: { prod: { text: 'a b', gpu: true, args: ['--x 1', '--gpu', ''] } },
      spec: ({ text, gpu, debug, args }) => ({
        command: ['serve', text, ...(gpu ? ['--gpu'] : []), ...(debug ? ['--debug'] : []), ...args].join(' '),
      }),
    });
    expect(helpersOf(chart)).toMatchInlineSnapshot(`
"{{/*
The text of command.
*/}}
{{- define "demo.command" -}}
serve {{ .Values.text }}
{{- if .Values.gpu }} --gpu{{ end }}
{{- if .Values.debug }} --debug{{ end }}
{{- range .Values.args }} {{ . }}{{ end }}
{{- end }}"
`);
    await expectEqualRendering(chart, [{ args: ['', ''] }, { debug: true, args: ['{{ x }}'] }]);
  });

  test('in a loop, where the lines stand before the field', async () => {
    const server = z.object({
      name: z.string(),
      gpu: toggle,
      debug: toggle,
      env: z.record(z.string(), z.string()).default({}),
      steps: z.array(z.object({ run: z.string(), skip: toggle })).default([]),
    });
    const chart = smallChart({
      values: z.object({ servers: z.array(server).default([]), trace: toggle }),
      spec: ({ servers, trace }) => ({
        servers: servers.map(({ name, gpu, debug, env, steps }) => ({
          command: [
            'serve',
            name,
            ...(gpu ? ['--gpu'] : []),
            ...(debug ? ['--debug'] : []),
            ...(trace ? ['-t'] : []),
          ].join(' '),
          env: Object.entries(env)
            .map(([key, value]) => `${key}=${value}`)
            .join(),
          run: steps
            .filter(({ skip }) => !skip)
            .map(({ run }) => `run ${run}`)
            .join(' && '),
        })),
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"{{- if .Values.servers }}
servers:
  {{- range .Values.servers }}
  -
    {{- $texts := list (printf "serve %s" .name) }}
    {{- if .gpu }}
    {{- $texts = append $texts "--gpu" }}
    {{- end }}
    {{- if .debug }}
    {{- $texts = append $texts "--debug" }}
    {{- end }}
    {{- if $.Values.trace }}
    {{- $texts = append $texts "-t" }}
    {{- end }}
    command: {{ join " " $texts | quote }}
    {{- $texts := list }}
    {{- range $key, $value := .env }}
    {{- $texts = append $texts (printf "%s=%s" $key $value) }}
    {{- end }}
    env: {{ join "," $texts | quote }}
    {{- $texts := list }}
    {{- range .steps }}
    {{- if not .skip }}
    {{- $texts = append $texts (printf "run %s" .run) }}
    {{- end }}
    {{- end }}
    run: {{ join " && " $texts | quote }}
  {{- end }}
{{- else }}
servers: []
{{- end }}"
`);
    const one = { name: 'one', gpu: true, debug: true, env: { A: '1', B: '2' }, steps: [{ run: 'x', skip: false }] };
    const two = { name: '', gpu: false, debug: false, env: {}, steps: [{ run: 'y', skip: true }] };
    await expectEqualRendering(chart, [{ servers: [one, two] }, { servers: [two], trace: true }]);
  });

  test('of lists inside of lists', async () => {
    const groups = z.array(z.object({ name: z.string(), hosts: z.array(z.string()).default([]) })).default([]);
    const chart = smallChart({
      values: z.object({ groups }),
      spec: ({ groups }) => ({
        flat: groups.flatMap(({ name, hosts }) => hosts.map((host) => `${name}/${host}`)).join(),
        nested: groups.map(({ name, hosts }) => `${name}=${hosts.join('+')}`).join(';'),
      }),
    });
    expect(helpersOf(chart)).toMatchInlineSnapshot(`
"{{/*
A text for each of groups, with "," between them.
*/}}
{{- define "demo.groups" -}}
{{- $texts := list }}
{{- range $group := .Values.groups }}
{{- range .hosts }}
{{- $texts = append $texts (printf "%s/%s" $group.name .) }}
{{- end }}
{{- end }}
{{- join "," $texts }}
{{- end }}

{{/*
A text for each of groups, with ";" between them.
*/}}
{{- define "demo.groupsNested" -}}
{{- $texts := list }}
{{- range .Values.groups }}
{{- $texts = append $texts (printf "%s=%s" .name (join "+" .hosts)) }}
{{- end }}
{{- join ";" $texts }}
{{- end }}"
`);
    await expectEqualRendering(chart, [
      {
        groups: [
          { name: 'a', hosts: ['1', '2'] },
          { name: 'b', hosts: [] },
        ],
      },
      { groups: [{ name: '', hosts: [''] }] },
    ]);
  });

  test('numbers, as JavaScript writes them', async () => {
    const chart = smallChart({
      values: z.object({ one: toggle, two: toggle, numbers: z.array(z.number()).default([]) }),
      spec: ({ one, two, numbers }) => ({
        numbers: [...(one ? ['one'] : []), ...(two ? ['two'] : []), ...numbers].join(' '),
      }),
    });
    await expectEqualRendering(chart, [{ numbers: [1, 2.5, 1e6, 1e21, 1e-7] }, { one: true, numbers: [0] }]);
  });

  test('in several objects, also with more keys than nine', async () => {
    const chart = smallChart({
      values: z.object({
        ...Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((key) => [key, text])),
        options: z.record(z.string(), z.string()).default({}),
        jobs: z.array(z.object({ name: z.string() })).default([]),
      }),
      environments: { prod: { options: { a: '1' }, jobs: [{ name: 'job' }] } },
      constructs: (scope, values) => {
        const { options, jobs, ...texts } = values;
        const query = Object.entries(options)
          .filter(([, value]) => value !== '')
          .map(([key, value]) => `${key}=${value}`)
          .join('&');
        object(scope, 'Example', 'example', { spec: { query, texts } });
        for (const [at, { name }] of jobs.entries()) object(scope, 'Job', `${name}-${at}`, {});
      },
    });
    expect(chart.traced.fixed).toEqual([]);
    await expectEqualRendering(chart, [{ options: { a: '', b: 'x' } }, { options: { a: '' } }]);
  });
});

test('text of which every part is empty is empty', async () => {
  const chart = smallChart({
    values: z.object({ one: toggle, two: toggle, text }),
    spec: ({ one, two, text }) => ({
      never: `${one && !one ? 'x' : ''}`,
      empty: `${one ? '' : ''}${two ? '' : ''}`,
      text,
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"empty: ""
never: ""
text: {{ .Values.text | quote }}"
`);
  await expectEqualRendering(chart, [{ one: true, two: true }]);
});

test('elements that may show nothing of themselves, with something else in the place of what is missing', async () => {
  const chart = smallChart({
    values: z.object({
      tenants: z.array(z.object({ name: z.string().min(1), host: z.string().optional() })).default([]),
      domain: z.string().default('example.com'),
    }),
    spec: ({ tenants, domain }) => ({ hosts: tenants.map(({ name, host }) => host ?? `${name}.${domain}`).join(',') }),
  });
  expect(chart.traced.fixed).toEqual([]);
  await expectEqualRendering(chart, [
    {},
    { tenants: [{ name: 'a' }, { name: 'b', host: 'b.example.org' }] },
    { tenants: [{ name: 'a', host: '' }] },
    { tenants: [{ name: 'a', host: '' }, { name: 'b' }] },
  ]);
});
