import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { object, smallChart } from '../trace/small-chart';

const values = z.object({
  level: z.string().default('info'),
  port: z.int().min(1).max(65535).default(80),
  folders: z.array(z.string()).default(['a']),
});
const helpers = (files: ReadonlyMap<string, string>) => files.get('templates/_helpers.tpl') ?? '';
const added = (text: string) => text.slice(text.indexOf('{{/*\nThe text of'));

test('text of several lines with values in it stands in a named template as it is read', async () => {
  const chart = smallChart({
    values,
    constructs: (scope, { level, port }, release) => {
      const text = `server {\n  level "${level}"\n  port ${port}\n  {{literal}} 5 %\n\tname ${release.fullname()}\n}\n`;
      object(scope, 'ConfigMap', 'demo', { data: { 'server.conf': text } });
      object(scope, 'Other', 'demo', { spec: { script: text, longer: `${text}end  ` } });
    },
  });
  expect(chart.template('configmap.yaml')).toContain('  server.conf: {{ include "demo.serverConf" . | quote }}\n');
  expect(chart.template('other.yaml')).toContain('  script: {{ include "demo.serverConf" . | quote }}\n');
  expect(added(helpers(chart.files))).toMatchInlineSnapshot(`
"{{/*
The text of longer.
*/}}
{{- define "demo.longer" -}}
server {
  level "{{ .Values.level }}"
  port {{ .Values.port }}
  {{ "{{" }}literal}} 5 %
	name {{ include "demo.fullname" . }}
}
end  {{ end }}

{{/*
The text of server.conf.
*/}}
{{- define "demo.serverConf" -}}
server {
  level "{{ .Values.level }}"
  port {{ .Values.port }}
  {{ "{{" }}literal}} 5 %
	name {{ include "demo.fullname" . }}
}
{{ end }}
"
`);
  const hostile = ['"', '{{ x }}', 'a\nb\r\n  c', '# %s %d', '', ' \u3000 '];
  await expectEqualRendering(
    chart,
    hostile.map((level) => ({ level })),
  );
});

test('where nothing in it can bend YAML, it is a block literal', async () => {
  const chart = smallChart({
    values,
    constructs: (scope, { port }, release) => {
      const text = `{\n  "name": "${release.fullname()}",\n  "port": ${port},\n\n  "pod": "{{pod}}"\n}`;
      object(scope, 'ConfigMap', 'demo', { data: { 'a.json': text, 'b.json': `${text}\n` } });
    },
  });
  const template = chart.template('configmap.yaml');
  expect(template.slice(template.indexOf('\ndata:'))).toMatchInlineSnapshot(`
"
data:
  a.json: |-
    {
      "name": "{{ include "demo.fullname" . }}",
      "port": {{ .Values.port }},

      "pod": "{{ "{{" }}pod}}"
    }
  b.json: |
    {
      "name": "{{ include "demo.fullname" . }}",
      "port": {{ .Values.port }},

      "pod": "{{ "{{" }}pod}}"
    }
"
`);
  expect(helpers(chart.files)).not.toContain('The text of');
  await expectEqualRendering(chart, [{ port: 8080 }]);
});

test('what is short, reads a loop, or begins with a blank stays', async () => {
  const chart = smallChart({
    values,
    spec: ({ level, folders }) => ({
      short: `a\n${level}\n`,
      blank: `\n\n\n\n\n${level}`,
      loop: folders.map((folder) => `a\nb\nc\nd\ne\nf ${folder}\n`),
    }),
  });
  expect(helpers(chart.files)).not.toContain('The text of');
  await expectEqualRendering(chart, [{ folders: ['x', '"y'] }]);
});
