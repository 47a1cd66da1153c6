import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { object, smallChart } from '../trace/small-chart';

const values = z.object({
  level: z.string().default('info'),
  secrets: z.array(z.object({ name: z.string() })).default([]),
  debug: z.boolean().default(false),
});

/** The environment of every container of the test charts, more lines than anybody wants to read twice. */
const env = ({ level, secrets, debug }: z.output<typeof values>) => [
  ...['A', 'B', 'C', 'D'].map((name) => ({ name, value: level })),
  ...(debug ? [{ name: 'DEBUG', value: 'on' }] : []),
  ...secrets,
];
const helpers = (files: ReadonlyMap<string, string>) => files.get('templates/_helpers.tpl') ?? '';

test('a block that stands twice is a named template, called after what its owners have in common', async () => {
  const chart = smallChart({
    values,
    constructs: (scope, all) => {
      const containers = (name: string, command: string) => [{ name, command: [command], env: env(all) }];
      object(scope, 'Deployment', 'one', { spec: { containers: containers('web-server', 'serve') } }, 'apps/v1');
      object(scope, 'Job', 'two', { spec: { containers: containers('migration', 'migrate') } }, 'batch/v1');
    },
  });
  expect(helpers(chart.files).split('{{/*').at(-1)).toMatchInlineSnapshot(`
"
The environment variables that the containers web-server and migration share.
*/}}
{{- define "demo.containerEnv" -}}
- name: A
  value: {{ .Values.level | quote }}
- name: B
  value: {{ .Values.level | quote }}
- name: C
  value: {{ .Values.level | quote }}
- name: D
  value: {{ .Values.level | quote }}
{{- if .Values.debug }}
- name: DEBUG
  value: "on"
{{- end }}
{{- with .Values.secrets }}
{{ toYaml . }}
{{- end }}
{{- end }}
"
`);
  expect(chart.template('job.yaml')).toContain('env:\n        {{- include "demo.containerEnv" . | nindent 8 }}\n');
  expect(chart.template('deployment.yaml')).toContain('{{- include "demo.containerEnv" . | nindent 8 }}');
  await expectEqualRendering(chart, [{ debug: true, secrets: [{ name: 'S' }] }]);
});

test('so is an item, dash included, also inside of a loop', async () => {
  const chart = smallChart({
    values: values
      .omit({ secrets: true })
      .extend({ models: z.array(z.object({ name: z.string().regex(/^[a-z]+$/) })).default([]) }),
    constructs: (scope, { models, ...all }) => {
      const sidecar = { name: 'log-shipper', env: env({ ...all, secrets: [] }) };
      object(scope, 'Pod', 'one', { spec: { containers: [{ name: 'a' }, sidecar] } });
      for (const [index, { name }] of models.entries()) {
        const job = { metadata: { name: `job-${name}` }, spec: { containers: [sidecar, { name }] } };
        object(scope, 'Job', `job-${index}`, job, 'batch/v1');
      }
    },
  });
  expect(chart.template('pod.yaml')).toContain(
    '    - name: a\n    {{- include "demo.logShipperContainer" . | nindent 4 }}\n',
  );
  expect(chart.template('job.yaml')).toContain('    {{- include "demo.logShipperContainer" $ | nindent 4 }}\n');
  await expectEqualRendering(chart, [{ models: [{ name: 'x' }, { name: 'y' }], debug: true }]);
});

test('what is short, reads a loop or holds a checksum stays', async () => {
  const chart = smallChart({
    values: values.extend({ models: z.array(z.string().regex(/^[a-z]+$/)).default([]) }),
    constructs: (scope, { models, ...all }, release) => {
      const settings = object(scope, 'ConfigMap', release.fullname(), { data: { level: all.level } });
      const annotations = { 'checksum/config': release.checksum(settings), env: JSON.stringify(all.level) };
      for (const kind of ['Deployment', 'StatefulSet']) {
        const short = { image: 'x', ports: [{ port: 80 }] };
        const spec = { short, long: { annotations, env: ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] } };
        object(scope, kind, release.fullname(kind.toLowerCase()), { spec }, 'apps/v1');
      }
      for (const [index, model] of models.entries()) {
        const loop = ['A', 'B', 'C', 'D', 'E'].map((name) => ({ name, value: model }));
        object(scope, 'Pod', `a-${index}`, { metadata: { name: `a-${model}` }, spec: { loop } });
        object(scope, 'Pod', `b-${index}`, { metadata: { name: `b-${model}` }, spec: { loop } });
      }
    },
  });
  expect(helpers(chart.files).match(/define "[^"]+"/g)).toEqual(
    ['name', 'fullname', 'resourceName', 'chart', 'labels', 'selectorLabels'].map((name) => `define "demo.${name}"`),
  );
  await expectEqualRendering(chart, [{ models: ['x', 'y'] }]);
});

test('names that are taken or wanted twice have the kind of their objects in front', async () => {
  const chart = smallChart({
    values,
    constructs: (scope, all, release) => {
      const taken = release.helper('serverEnv', `level ${all.level}`);
      const other = env({ ...all, secrets: [{ name: 'OTHER' }] });
      for (const name of ['one', 'two']) {
        object(scope, 'Deployment', name, {
          spec: { containers: [{ name: 'server', taken, name2: name, env: env(all) }] },
        });
        object(scope, 'Job', name, { spec: { containers: [{ name: 'server', name2: name, env: other }] } });
      }
    },
  });
  expect(helpers(chart.files).match(/define "demo\.[^"]+Env"/g)).toEqual([
    'define "demo.serverEnv"',
    'define "demo.deploymentServerEnv"',
    'define "demo.jobServerEnv"',
  ]);
  await expectEqualRendering(chart, [{ secrets: [{ name: 'S' }] }]);
});
