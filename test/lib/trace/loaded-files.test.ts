import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Include, Yaml } from 'cdk8s';
import { z } from 'zod';
import { loadingFilesOnce } from '../../../lib/trace/loaded-files';
import { smallChart } from './small-chart';

const folder = mkdtempSync(join(tmpdir(), 'loaded-'));
const file = join(folder, 'objects.yaml');
beforeEach(() => writeFileSync(file, 'kind: One\n---\nkind: Two\n'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a file is loaded once, whatever is done with its objects', () => {
  const load = jest.spyOn(Yaml, 'load');
  loadingFilesOnce(() => {
    const [object] = Yaml.load(file);
    object.kind = 'Changed';
    expect(Yaml.load(file)).toEqual([{ kind: 'One' }, { kind: 'Two' }]);
  });
  expect(load).toHaveBeenCalledTimes(1);
  load.mockRestore();
});

test('a file that has changed is loaded again', () => {
  loadingFilesOnce(() => {
    expect(Yaml.load(file)).toHaveLength(2);
    writeFileSync(file, 'kind: Three\n');
    expect(Yaml.load(file)).toEqual([{ kind: 'Three' }]);
  });
});

test('afterwards, cdk8s loads as always, also if the action threw', () => {
  const { load } = Yaml;
  const throwing = () => {
    throw new Error('refused');
  };
  expect(() => loadingFilesOnce(throwing)).toThrow('refused');
  expect(Yaml.load).toBe(load);
});

test('a chart that includes a file is traced with one load of it', () => {
  writeFileSync(file, 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: included }\ndata: { a: b }\n');
  const load = jest.spyOn(Yaml, 'load');
  const chart = smallChart({
    values: z.object({ included: z.boolean().default(true) }),
    constructs: (scope, { included }) => {
      if (included) new Include(scope, 'include', { url: file });
    },
  });
  expect(load).toHaveBeenCalledTimes(1);
  expect(chart.template('configmap.yaml')).toContain('{{- if .Values.included }}');
  load.mockRestore();
});
