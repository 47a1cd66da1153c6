import { z } from 'zod';
import { Release } from '../../../lib/release/release';
import { helmBinary } from '../../helm/binaries';
import { renderChart } from '../../helm/render-chart';
import { temporaryChart } from '../../helm/temporary-chart';
import { object, smallChart } from '../trace/small-chart';

const GREET = 'set -eu\n\necho "{{ literally }}"\n  # moved in\n';
const LEAVE = 'case $1 in\n*) exit 0 ;;\nesac\n';
const STAY = '# nothing\nsleep infinity\n';

const chart = smallChart({
  values: z.object({ stays: z.boolean().default(false), user: z.string().default('nobody') }),
  constructs: (scope, { stays, user }) => {
    const release = Release.of(scope);
    const greet = release.helper('greeting', GREET);
    const end = release.helper('ending', stays ? STAY : LEAVE);
    const hint = release.helper('hint', 'one\ntwo\n');
    const spec = { command: ['sh', '-c', `${greet}${end}`], greet, hint, addressed: `${hint} for ${user}` };
    object(scope, 'Demo', 'demo', { spec });
  },
});
const folder = temporaryChart('demo', Object.fromEntries(chart.files));

test('lines stand in their named template as they are, and are included as lines', () => {
  const template = chart.files.get('templates/demo.yaml') ?? '';
  expect(template.slice(template.indexOf('spec:'))).toMatchInlineSnapshot(`
"spec:
  command:
    - sh
    - -c
    - |
      {{- include "demo.greeting" . | nindent 6 }}
      {{- include "demo.ending" . | nindent 6 }}
  addressed: {{ printf "%s for %s" (include "demo.hint" .) .Values.user | quote }}
  greet: |
    {{- include "demo.greeting" . | nindent 4 }}
  hint: {{ include "demo.hint" . | quote }}
"
`);
  const helpers = chart.files.get('templates/_helpers.tpl') ?? '';
  expect(helpers.slice(helpers.indexOf('{{/*\nThe hint.'))).toMatchInlineSnapshot(`
"{{/*
The hint.
*/}}
{{- define "demo.hint" -}}
{{- "one\\ntwo\\n" }}
{{- end }}

{{/*
The ending.
*/}}
{{- define "demo.ending" -}}
{{- if .Values.stays -}}
# nothing
sleep infinity
{{- else -}}
case $1 in
*) exit 0 ;;
esac
{{- end }}
{{- end }}

{{/*
The greeting.
*/}}
{{- define "demo.greeting" -}}
set -eu

echo "{{ "{{" }} literally }}"
  # moved in
{{- end }}
"
`);
});

test.each([3, 4] as const)('Helm %i gives the texts that the constructs have', async (major) => {
  const render = async (values: object) =>
    (await renderChart({ helm: await helmBinary(major), chart: folder, values: { ...values } }))[0].spec;
  const others = { greet: GREET, hint: 'one\ntwo\n', addressed: 'one\ntwo\n for nobody' };
  expect(await render({})).toEqual({ command: ['sh', '-c', GREET + LEAVE], ...others });
  expect(await render({ stays: true })).toEqual({ command: ['sh', '-c', GREET + STAY], ...others });
});
