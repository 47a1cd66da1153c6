import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { archiveFileName, packageChart } from '../../../lib/chart/archive';
import { chartYaml } from '../../../lib/chart/chart-yaml';
import { helmignore } from '../../../lib/chart/helmignore';
import { notesTxt } from '../../../lib/chart/notes';
import { replaceFolders } from '../../../lib/chart/output';
import { overridesYaml } from '../../../lib/chart/overrides-file';
import { readmeMarkdown } from '../../../lib/chart/readme';
import { valuesYaml } from '../../../lib/chart/values-file';
import { valuesJsonSchema } from '../../../lib/chart/values-schema';
import { withDefaults } from '../../../lib/values/defaults';
import { type ObjectShape, shapeOf } from '../../../lib/values/shape';
import { helmBinary } from '../../helm/binaries';
import { lintChart } from '../../helm/lint-chart';
import { renderChart } from '../../helm/render-chart';

const metadata = {
  name: 'demo',
  version: '1.0.0',
  appVersion: '2.0',
  description: 'All parts of a chart.',
  icon: 'https://example.com/icon.svg',
};
const schema = z.object({
  text: z.string().default('on').describe('Text that is no toggle.'),
  labels: z.record(z.string(), z.string()).default({ 'a.b/c': '1', gone: 'x' }),
  size: z.int().min(1).optional().describe('A size.'),
  unused: z.string().default('x'),
});
const shape = shapeOf(schema) as ObjectShape;
const complete = (raw: object) => withDefaults(shape, raw) as Record<string, unknown>;
const base = complete({});
const prod = complete({ text: '007', labels: { 'a.b/c': '2' }, size: 1_000_000 });
const target = { release: 'demo', namespace: 'prod' };
const isOmitted = (path: string) => path === 'unused';

const files = new Map([
  ['Chart.yaml', chartYaml(metadata)],
  ['values.yaml', valuesYaml({ chart: 'demo', shape, values: base, isOmitted })],
  [
    'values-prod.yaml',
    overridesYaml({ chart: 'demo', environment: 'prod', target, shape, base, values: prod, isOmitted }),
  ],
  ['values.schema.json', `${JSON.stringify(valuesJsonSchema({ chart: 'demo', shape, isOmitted }), null, 2)}\n`],
  ['templates/NOTES.txt', notesTxt({ chart: 'demo', objects: [{ kind: 'Service', name: 'demo', port: 80 }], shape })],
  ['templates/_helpers.tpl', '{{ define "demo.name" }}{{ .Chart.Name }}{{ end }}'],
  [
    'templates/configmap.yaml',
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: demo\ndata:\n  values: {{ .Values | toJson | quote }}\n',
  ],
  ['README.md', readmeMarkdown({ metadata, shape, values: base, environments: [{ name: 'prod', target }], isOmitted })],
  ['.helmignore', helmignore()],
]);

const outdir = mkdtempSync(join(tmpdir(), 'whole-chart-'));
afterAll(() => rmSync(outdir, { recursive: true }));
const archive = archiveFileName('demo', '1.0.0');
replaceFolders(
  outdir,
  new Map([
    [
      'charts',
      new Map<string, string | Buffer>([
        ...[...files].map(([path, text]) => [`demo/${path}`, text] as const),
        [archive, packageChart('demo', files)],
      ]),
    ],
  ]),
);

describe.each([3, 4] as const)('for Helm %i', (major) => {
  describe.each(['demo', archive])('%s', (name) => {
    const chart = join(outdir, 'charts', name);

    test('is clean', async () => {
      const helm = await helmBinary(major);
      expect(await lintChart({ helm, chart })).toEqual([]);
      expect(await lintChart({ helm, chart, valuesFiles: [join(outdir, 'charts/demo/values-prod.yaml')] })).toEqual([]);
    });

    test('renders with the values of the environment', async () => {
      const helm = await helmBinary(major);
      const valuesFiles = [join(outdir, 'charts/demo/values-prod.yaml')];
      const [configMap] = await renderChart({ helm, chart, valuesFiles });
      const { unused: _, ...expected } = prod;
      expect(JSON.parse(configMap.data.values)).toEqual(expected);
    });
  });
});
