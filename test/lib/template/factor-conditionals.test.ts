import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { smallChart } from '../trace/small-chart';

const toggle = z.boolean().default(false);
const values = z.object({
  enabled: toggle,
  annotations: toggle,
  port: z.int().min(1).max(65535).optional(),
  path: z.string().default(''),
});

test('neighbours that ask for the same and for something of their own come under one condition', async () => {
  const chart = smallChart({
    values,
    spec: ({ enabled, annotations, port, path }) => ({
      always: true,
      ...(enabled && annotations && path !== '/' && { 'example.com/path': path || undefined }),
      ...(enabled && annotations && port !== undefined && { 'example.com/port': String(port) }),
      own: 1,
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"always: true
{{- if and .Values.enabled .Values.annotations }}
{{- if and .Values.path (ne .Values.path "/") }}
example.com/path: {{ .Values.path | quote }}
{{- end }}
{{- with .Values.port }}
example.com/port: {{ . | quote }}
{{- end }}
{{- end }}
own: 1"
`);
  const states = [{ port: 1 }, { path: 'a' }, { path: '/' }, { port: 2, path: 'b' }];
  await expectEqualRendering(chart, [
    ...states.map((state) => ({ ...state, enabled: true, annotations: true })),
    { enabled: true, port: 1, path: 'a' },
  ]);
});

test('one condition in common stays in each of them, and so does what is the whole of one', async () => {
  const chart = smallChart({
    values,
    spec: ({ enabled, annotations, port, path }) => ({
      env: [
        ...(enabled && port !== undefined ? [{ name: 'A', value: port }] : []),
        ...(enabled && path ? [{ name: 'B', value: path }] : []),
        { name: 'C' },
        ...(enabled && annotations && path ? [{ name: 'D', value: path }] : []),
        ...(enabled && annotations ? [{ name: 'E' }] : []),
      ],
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"env:
  {{- if and .Values.enabled .Values.port }}
  - name: A
    value: {{ .Values.port }}
  {{- end }}
  {{- if and .Values.enabled .Values.path }}
  - name: B
    value: {{ .Values.path | quote }}
  {{- end }}
  - name: C
  {{- if and .Values.enabled .Values.annotations }}
  {{- with .Values.path }}
  - name: D
    value: {{ . | quote }}
  {{- end }}
  - name: E
  {{- end }}"
`);
  await expectEqualRendering(chart, [
    { enabled: true, annotations: true, path: 'a', port: 1 },
    { enabled: true, path: 'a' },
  ]);
});
