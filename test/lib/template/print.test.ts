import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { smallChart } from '../trace/small-chart';

test('a brace right before a value is not a part of its action', async () => {
  const chart = smallChart({
    values: z.object({ count: z.int().min(0).max(9).default(1) }),
    spec: ({ count }) => ({
      short: `{${count}}`,
      lines: `first\nsecond {{${count}}}\nthird {{{${count}\n`,
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"lines: |
  first
  second {{ "{{" }}{{ .Values.count }}}}
  third {{ "{{" }}{{ "{" }}{{ .Values.count }}
short: "{{ "{" }}{{ .Values.count }}}""
`);
  await expectEqualRendering(chart, [{ count: 2 }]);
});

describe('what does not depend on values', () => {
  test('keeps literal template syntax', async () => {
    const chart = smallChart({
      values: z.object({ text: z.string().default('x') }),
      spec: ({ text }) => ({
        rule: 'value {{ $value }} of {{ $labels.pod }}',
        code: '{{- if .Values.text }}no{{- end }}',
        chat: '{% for m in messages %}{{ m.content }}{% endfor %}\n{{- "}}" }}\n',
        joined: `{{ ${text} }}`,
        comment: '{{/* a */}}',
        nested: '{{{ }}} {{"{{"}}',
        '{{ key }}': 1,
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"chat: |
  {% for m in messages %}{{ "{{" }} m.content }}{% endfor %}
  {{ "{{" }}- "}}" }}
code: "{{ "{{" }}- if .Values.text }}no{{ "{{" }}- end }}"
comment: "{{ "{{" }}/* a */}}"
joined: {{ printf "{{ %s }}" .Values.text | quote }}
nested: "{{ "{{" }}{ }}} {{ "{{" }}\\"{{ "{{" }}\\"}}"
rule: "value {{ "{{" }} $value }} of {{ "{{" }} $labels.pod }}"
"{{ "{{" }} key }}": 1"
`);
    await expectEqualRendering(chart);
  });

  test('is quoted where a parser would take it for something else', async () => {
    const chart = smallChart({
      values: z.object({}),
      spec: () => ({
        texts: [
          'on',
          'NO',
          '007',
          '0o17',
          '1e3',
          '1_000',
          '12:30',
          '2001-01-01',
          'null',
          '~',
          '',
          ' a',
          'a: b',
          '- a',
          '<<',
          '=',
        ],
        plain: ['a', 'two words', '/path', 'v1.2.3', '500m', 'image:tag'],
        numbers: [0, 1.5, 1e21],
        y: true,
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"numbers:
  - 0
  - 1.5
  - 1e+21
plain:
  - a
  - two words
  - /path
  - v1.2.3
  - 500m
  - image:tag
texts:
  - "on"
  - "NO"
  - "007"
  - "0o17"
  - "1e3"
  - "1_000"
  - "12:30"
  - "2001-01-01"
  - "null"
  - "~"
  - ""
  - " a"
  - "a: b"
  - "- a"
  - "<<"
  - "="
"y": true"
`);
    await expectEqualRendering(chart);
  });

  test('is a block where it has several lines', async () => {
    const chart = smallChart({
      values: z.object({ toggle: z.boolean().default(true) }),
      spec: ({ toggle }) => ({
        command: ['/bin/sh', '-c', 'set -eu\n\n  echo "{{ x }}"\n# end\n'],
        noNewline: 'a\nb',
        twoNewlines: 'a\nb\n\n',
        blanks: 'a \nb',
        under: toggle ? { script: 'a\n\nb\n' } : undefined,
        next: 1,
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"command:
  - /bin/sh
  - -c
  - |
    set -eu

      echo "{{ "{{" }} x }}"
    # end
blanks: "a \\nb"
next: 1
noNewline: |-
  a
  b
twoNewlines: "a\\nb\\n\\n"
{{- if .Values.toggle }}
under:
  script: |
    a

    b
{{- end }}"
`);
    await expectEqualRendering(chart, [{ toggle: false }]);
  });
});

test('fields come in the order that Kubernetes manifests have, others by alphabet', async () => {
  const chart = smallChart({
    values: z.object({
      image: z.string().default('x'),
      debug: z.boolean().default(false),
      labels: z.record(z.string().regex(/^own/), z.string()).default({}),
    }),
    spec: ({ image, debug, labels }) => ({
      zeta: 1,
      containers: [
        {
          resources: { requests: {}, limits: {} },
          env: [{ value: 'x', name: 'A' }],
          image,
          command: debug ? ['x'] : undefined,
          name: 'main',
        },
      ],
      alpha: 2,
      labels: { ...labels, app: 'demo' },
      replicas: 1,
      selector: 3,
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"labels:
  app: demo
  {{- with .Values.labels }}
  {{- toYaml . | nindent 4 }}
  {{- end }}
replicas: 1
selector: 3
containers:
  - name: main
    image: {{ .Values.image | quote }}
    {{- if .Values.debug }}
    command:
      - x
    {{- end }}
    env:
      - name: A
        value: x
    resources:
      limits: {}
      requests: {}
alpha: 2
zeta: 1"
`);
  await expectEqualRendering(chart);
});

describe('neighbours', () => {
  test('under the same condition come under one', async () => {
    const chart = smallChart({
      values: z.object({ debug: z.boolean().default(false), level: z.string().min(1).default('x') }),
      spec: ({ debug, level }) => ({
        a: debug ? 1 : undefined,
        b: debug ? level : undefined,
        c: 1,
        list: [...(debug ? ['--debug', `--level=${level}`] : []), '--end'],
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"{{- if .Values.debug }}
a: 1
b: {{ .Values.level | quote }}
{{- end }}
c: 1
list:
  {{- if .Values.debug }}
  - --debug
  - {{ printf "--level=%s" .Values.level | quote }}
  {{- end }}
  - --end"
`);
    await expectEqualRendering(chart);
  });

  test('under opposite conditions become if and else', async () => {
    const chart = smallChart({
      values: z.object({ gpu: z.boolean().default(false) }),
      spec: ({ gpu }) => ({ cpuOnly: gpu ? undefined : 1, gpuOnly: gpu ? 1 : undefined, next: 1 }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"{{- if .Values.gpu }}
gpuOnly: 1
{{- else }}
cpuOnly: 1
{{- end }}
next: 1"
`);
    await expectEqualRendering(chart);
  });
});

test('hostile text in every kind of place', async () => {
  const chart = smallChart({
    values: z.object({
      text: z.string().default('x'),
      list: z.array(z.string()).default([]),
      map: z.record(z.string(), z.string()).default({}),
      any: z.any().default({}),
      absent: z.string().optional(),
    }),
    spec: ({ text, list, map, any, absent }) => ({
      alone: text,
      inText: `a ${text} b`,
      optional: absent,
      fallback: absent || text,
      loop: list.map((item) => ({ name: item, value: `${item}=${text}` })),
      joined: list.join(','),
      copied: { list, map, any },
      spliced: ['first', ...list],
      keyed: { [`key-${text}`]: 1 },
    }),
  });
  const hostile = [
    '---',
    '...',
    'a\n---\nkind: Secret\n',
    '{{ .Values }}',
    '{{',
    '}}',
    '" quote',
    "'",
    '\\',
    '\\n',
    '\nx',
    'x\n',
    '\r\n',
    '\t',
    '\u0000',
    '\u0007',
    '\ufeff',
    '# x',
    'a #b',
    'a: b',
    '? x',
    '!!int 3',
    '&a',
    '*a',
    '%YAML 1.1',
    '@',
    '`',
    'on',
    '1e3',
    '~',
    'x'.repeat(900),
    ' ',
    'end \n',
    '<b>&',
    '$(HOME)',
    '%s%d',
    '%!s(MISSING)',
    '🚀',
    'a\u0301',
  ];
  await expectEqualRendering(chart, [
    ...hostile.map((text) => ({
      text,
      absent: text,
      list: [text, text],
      map: { [text]: text },
      any: { [text]: [text] },
    })),
    { list: ['x'.repeat(100_000)], any: { text: 'y '.repeat(50_000) } },
  ]);
});
