import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { object, smallChart } from '../trace/small-chart';

const templates = (files: ReadonlyMap<string, string>) =>
  [...files.keys()].filter((file) => /^templates\/.*\.yaml$/.test(file)).map((file) => file.slice('templates/'.length));

test('each object has a file, named after its kind, and after its suffix where the kind is there twice', async () => {
  const chart = smallChart({
    values: z.object({ name: z.string().min(1).max(30).default('x') }),
    constructs: (scope, { name }, release) => {
      object(scope, 'PersistentVolumeClaim', release.fullname(), {});
      object(scope, 'PodDisruptionBudget', release.fullname('a'), {});
      object(scope, 'HorizontalPodAutoscaler', release.fullname('a'), {});
      object(scope, 'Service', release.fullname(), {});
      object(scope, 'Service', release.fullname('metrics'), {});
      object(scope, 'ConfigMap', 'fixed.name', {});
      object(scope, 'ConfigMap', `a-${name}`, {});
      object(scope, 'ConfigMap', `b-${name}`, {});
    },
  });
  expect(templates(chart.files).sort()).toEqual([
    'configmap-a.yaml',
    'configmap-b.yaml',
    'configmap-fixed-name.yaml',
    'hpa.yaml',
    'pdb.yaml',
    'pvc.yaml',
    'service-metrics.yaml',
    'service.yaml',
  ]);
  await expectEqualRendering(chart);
});

test('objects under conditions are whole files under conditions', async () => {
  const chart = smallChart({
    values: z.object({ a: z.boolean().default(false), b: z.boolean().default(false) }),
    constructs: (scope, { a, b }, release) => {
      if (a) object(scope, 'Service', release.fullname('a'), { spec: { b: b ? 1 : 2 } });
      if (a || b) object(scope, 'Service', release.fullname('b'), {});
    },
  });
  expect(chart.template('service-a.yaml')).toMatch(
    /^\{\{- if \.Values\.a \}\}\napiVersion: v1\n[\s\S]*\n\{\{- end \}\}\n$/,
  );
  expect(chart.template('service-b.yaml')).toMatch(/^\{\{- if or \.Values\.. \.Values\.. \}\}\n/);
  await expectEqualRendering(chart);
});

test('the notes know the objects and the conditions under which they are there', () => {
  const chart = smallChart({
    values: z.object({ port: z.int().min(1).max(65535).default(80), ingress: z.boolean().default(false) }),
    constructs: (scope, { port, ingress }, release) => {
      object(scope, 'Service', release.fullname(), { spec: { ports: [{ port }] } });
      if (ingress) object(scope, 'Ingress', release.fullname(), {}, 'networking.k8s.io/v1');
    },
  });
  const notes = chart.files.get('templates/NOTES.txt');
  expect(notes).toContain('{{ include "demo.fullname" . }}');
  expect(notes).toContain('{{ .Values.port }}');
});
