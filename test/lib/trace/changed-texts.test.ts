import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { smallChart } from './small-chart';

const text = z.string().default('Some text');
const label = z
  .string()
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/)
  .default('some-label');
const long = 'a-long-name-of-more-than-so-many-characters-which-kubernetes-does-not-take';

test('text is cut at either end, also where it is joined with other text', async () => {
  const chart = smallChart({
    values: z.object({ name: label, app: label, commit: label, image: text, suffix: label }),
    spec: ({ name, app, commit, image, suffix }) => ({
      name: name.slice(0, 63),
      id: commit.slice(-8),
      joined: `${app}-${suffix}`.slice(0, 40),
      part: `${image.slice(0, 12)}:latest`,
      first: image.slice(0, 1),
    }),
  });
  expect(chart.traced.fixed).toEqual([]);
  expect(chart.spec).toMatchInlineSnapshot(`
"name: {{ .Values.name | trunc 63 | quote }}
first: {{ .Values.image | trunc 1 | quote }}
id: {{ .Values.commit | trunc -8 | quote }}
joined: {{ printf "%s-%s" .Values.app .Values.suffix | trunc 40 | quote }}
part: {{ printf "%s:latest" (.Values.image | trunc 12) | quote }}"
`);
  await expectEqualRendering(chart, [
    {},
    { name: long, app: long, commit: long, image: long },
    { app: 'a', suffix: long },
    { image: 'x' },
  ]);
});

test('what fits a pattern is replaced, one after the other', async () => {
  const chart = smallChart({
    values: z.object({ branch: text, team: text, note: text, title: text }),
    spec: ({ branch, team, note, title }) => ({
      branch: branch
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '')
        .slice(0, 20),
      team: team.replace(/\W/g, '_'),
      note: note.replace(/\s+/g, ' ').trim(),
      title: `title: ${title.replace(/[aeiou]/g, '*')}!`,
    }),
  });
  expect(chart.traced.fixed).toEqual([]);
  expect(chart.spec).toMatchInlineSnapshot(`
"branch: {{ regexReplaceAll "[^a-z0-9]+" (.Values.branch | lower) "-" | trimAll "-" | trunc 20 | quote }}
note: {{ regexReplaceAll "\\\\s+" .Values.note " " | trim | quote }}
team: {{ regexReplaceAll "\\\\W" .Values.team "_" | quote }}
title: {{ printf "title: %s!" (regexReplaceAll "[aeiou]" .Values.title "*") | quote }}"
`);
  await expectEqualRendering(chart, [
    {},
    { branch: 'Feature/Some_thing #12', team: 'A & B', note: ' two\n\n lines\t', title: 'vowels' },
    { branch: '--', team: '', note: '', title: '' },
    { branch: `${'x'.repeat(19)}/y`, title: 'é' },
  ]);
});

test('several functions, and capitals that a pattern takes for small letters', async () => {
  const chart = smallChart({
    values: z.object({ name: text, title: text, path: text }),
    spec: ({ name, title, path }) => ({
      name: name.trim().toLowerCase(),
      title: title.replace(/[^a-z0-9]+/gi, '_'),
      url: `${path.replace(/\/+$/, '')}/v1`,
    }),
  });
  expect(chart.traced.fixed).toEqual([]);
  expect(chart.spec).toMatchInlineSnapshot(`
"name: {{ .Values.name | trim | lower | quote }}
title: {{ regexReplaceAll "(?i)[^a-z0-9]+" .Values.title "_" | quote }}
url: {{ printf "%s/v1" (regexReplaceAll "\\\\/+$" .Values.path "") | quote }}"
`);
  await expectEqualRendering(chart, [
    {},
    { name: ' A b ', title: 'Some Title', path: 'a//' },
    { name: '', title: '--', path: '//' },
  ]);
});

test('names are cut by a function, without a dash at their end', async () => {
  const truncated = (name: string, length: number) => name.slice(0, length).replace(/-+$/, '');
  const chart = smallChart({
    values: z.object({ name: label, worker: label }),
    spec: ({ name, worker }) => ({ name: truncated(name, 15), worker: truncated(`${worker}-worker`, 20) }),
  });
  expect(chart.traced.fixed).toEqual([]);
  expect(chart.spec).toMatchInlineSnapshot(`
"name: {{ regexReplaceAll "-+$" (.Values.name | trunc 15) "" | quote }}
worker: {{ regexReplaceAll "-+$" (printf "%s-worker" .Values.worker | trunc 20) "" | quote }}"
`);
  await expectEqualRendering(chart, [
    {},
    { name: 'a-name-of-just-so-many', worker: 'a-worker-with-name' },
    { name: `${'a'.repeat(13)}--b`, worker: `${'a'.repeat(18)}--b` },
  ]);
});

test('elements, keys and what is there under a condition', async () => {
  const chart = smallChart({
    values: z.object({
      ports: z.array(z.object({ name: label, port: z.int().min(1).max(65535) })).default([]),
      settings: z.record(z.string().regex(/^[a-z][a-z.-]*$/), z.string()).default({}),
      author: z.string().optional(),
    }),
    spec: ({ ports, settings, author }) => ({
      ports: ports.map(({ name, port }) => ({ name: name.slice(0, 15), port })),
      env: Object.entries(settings).map(([key, value]) => ({
        name: key.toUpperCase().replace(/[^A-Z0-9]/g, '_'),
        value: value.slice(0, 32),
      })),
      ...(author !== undefined && { author: author.replace(/\s+/g, '.') }),
    }),
  });
  expect(chart.traced.fixed).toEqual([]);
  expect(chart.spec).toMatchInlineSnapshot(`
"{{- if .Values.ports }}
ports:
  {{- range .Values.ports }}
  - name: {{ .name | trunc 15 | quote }}
    port: {{ .port }}
  {{- end }}
{{- else }}
ports: []
{{- end }}
{{- if .Values.settings }}
env:
  {{- range $key, $value := .Values.settings }}
  - name: {{ regexReplaceAll "[^A-Z0-9]" ($key | upper) "_" | quote }}
    value: {{ $value | trunc 32 | quote }}
  {{- end }}
{{- else }}
env: []
{{- end }}
{{- if not (kindIs "invalid" .Values.author) }}
author: {{ regexReplaceAll "\\\\s+" .Values.author "." | quote }}
{{- end }}"
`);
  await expectEqualRendering(chart, [
    {},
    {
      ports: [
        { name: long, port: 80 },
        { name: 'http', port: 81 },
      ],
    },
    { settings: { 'log.level': 'info', 'a-b.c': long }, author: 'Some  Body' },
  ]);
});

test('characters that Helm counts in another way are refused where they are', () => {
  const values = z.object({ name: text, note: text });
  const spec = ({ name, note }: z.output<typeof values>) => ({ name: name.slice(0, 8), note: note.replace(/\s/g, '') });
  const environments = { prod: { name: 'Änderung', note: 'a\u00a0b' } };
  expect(() => smallChart({ values, spec, environments })).toThrowErrorMatchingInlineSnapshot(`
"The chart cannot carry all values:
  environment prod: name: the text contains "Ä", which Helm's trunc changes in another way than the constructs do; leave it out
  environment prod: note: the text contains U+00A0, which Helm's regexReplaceAll changes in another way than the constructs do; leave it out"
`);
});

test('the first and the last part of what is split', async () => {
  const chart = smallChart({
    values: z.object({
      image: z.string().default('registry.example.com:5000/team/web:1.0'),
      digest: z.string().default('web'),
      owner: z.string().default('somebody@example.com'),
      hosts: z.array(z.string()).default([]),
    }),
    spec: ({ image, digest, owner, hosts }) => {
      const [name] = digest.split('@sha256:');
      return {
        registry: image.split('/')[0],
        tag: image.split('/').pop(),
        name,
        owner: `owner: ${owner.split('@')[0].toLowerCase()}`,
        subdomains: hosts.map((host) => host.split('.')[0]),
      };
    },
  });
  expect(chart.traced.fixed).toEqual([]);
  expect(chart.spec).toMatchInlineSnapshot(`
"name: {{ .Values.digest | splitList "@sha256:" | first | quote }}
owner: {{ printf "owner: %s" (.Values.owner | splitList "@" | first | lower) | quote }}
registry: {{ .Values.image | splitList "/" | first | quote }}
{{- if .Values.hosts }}
subdomains:
  {{- range .Values.hosts }}
  - {{ . | splitList "." | first | quote }}
  {{- end }}
{{- else }}
subdomains: []
{{- end }}
tag: {{ .Values.image | splitList "/" | last | quote }}"
`);
  await expectEqualRendering(chart, [
    {},
    { image: '', digest: 'web@sha256:00@sha256:11', owner: '@', hosts: ['a.example.com', '', 'b'] },
    { image: 'a/b/c', owner: 'ABC' },
  ]);
});

test('the first part of what is left without something that text begins with', async () => {
  const chart = smallChart({
    values: z.object({ uri: z.string().default('') }),
    spec: ({ uri }) => ({ bucket: uri.startsWith('s3://') ? uri.slice(5).split('/')[0] : uri }),
  });
  expect(chart.traced.fixed).toEqual([]);
  expect(chart.spec).toMatchInlineSnapshot(`
"{{- if hasPrefix "s3://" .Values.uri }}
bucket: {{ .Values.uri | trimPrefix "s3://" | splitList "/" | first | quote }}
{{- else }}
bucket: {{ .Values.uri | quote }}
{{- end }}"
`);
  await expectEqualRendering(chart, [{ uri: 's3://models/a/b' }, { uri: 's3://' }, { uri: '/models/s3://a' }]);
});

test('a text that is not only cut has to be fixed', () => {
  const chart = smallChart({
    values: z.object({ name: text, other: text }),
    spec: ({ name, other }) => ({
      name: name.slice(0, 8) === name ? name : `${name.slice(0, 5)}${name.length}`,
      other: other.slice(0, 30),
    }),
  });
  expect(chart.traced.fixed.map(({ path }) => path)).toEqual(['name']);
});

test('a function of text that is only there under conditions on an element and another value', async () => {
  const chart = smallChart({
    values: z.object({
      audit: z.boolean().default(false),
      shard: z.string().default('b'),
      workers: z
        .array(z.object({ name: label, kind: z.string().default(''), owner: z.string().optional() }))
        .default([]),
    }),
    spec: ({ audit, shard, workers }) => ({
      urls: workers.map(({ name, kind, owner }) => {
        const path = owner === undefined && kind === '' && audit ? `/${shard.toLowerCase()}` : '';
        return `${name}${path}`;
      }),
      shard: audit ? undefined : workers.length,
    }),
  });
  expect(chart.traced.fixed).toEqual([]);
  await expectEqualRendering(chart, [
    { audit: true, shard: 'D1', workers: [{ name: 'web' }, { name: 'api', kind: 'x' }] },
    { shard: 'D1', workers: [{ name: 'web' }] },
  ]);
});
