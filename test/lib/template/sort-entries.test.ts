import { z } from 'zod';
import { smallChart } from '../trace/small-chart';

const toggle = z.boolean().default(false);

test('what a value switches on comes after the entry that shows the value', () => {
  const chart = smallChart({
    values: z.object({ limited: toggle, cors: toggle, burst: z.int().default(1) }),
    spec: ({ limited, cors, burst }) => ({
      LIMIT_BURST: limited ? burst : undefined,
      LIMIT_ENABLED: String(limited),
      LIMIT_OTHER: cors ? 'cors' : 'none',
      LIMIT_RATE: limited ? 2 : undefined,
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"LIMIT_ENABLED: {{ .Values.limited | quote }}
{{- if .Values.limited }}
LIMIT_BURST: {{ .Values.burst | int64 }}
LIMIT_RATE: 2
{{- end }}
{{- if .Values.cors }}
LIMIT_OTHER: cors
{{- else }}
LIMIT_OTHER: none
{{- end }}"
`);
});
