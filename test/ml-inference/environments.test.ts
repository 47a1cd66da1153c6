import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnvironments } from '../../lib';
import { packageChart } from '../../lib/chart/archive';
import { comparableObjects } from '../equality/comparable-objects';
import { helmBinary } from '../helm/binaries';
import { lintChart } from '../helm/lint-chart';
import { renderChart } from '../helm/render-chart';
import { ENVIRONMENTS } from './example';
import { GOLDEN_CHART, goldenChartFiles, goldenManifests } from './golden';

const folder = mkdtempSync(join(tmpdir(), 'environments-'));
afterAll(() => rmSync(folder, { recursive: true }));
const archive = join(folder, 'ml-inference-1.0.0.tgz');
writeFileSync(archive, packageChart('ml-inference', goldenChartFiles()));

const { environments } = loadEnvironments(ENVIRONMENTS);
const valuesFile = (environment: string) => join(GOLDEN_CHART, `values-${environment}.yaml`);

describe.each([3, 4] as const)('for Helm %i', (major) => {
  describe.each([
    ['the chart', GOLDEN_CHART],
    ['the archive', archive],
  ])('%s', (_, chart) => {
    test.each(environments)('with the values of $name gives the manifests of $name', async ({ name, namespace }) => {
      const rendered = await renderChart({
        helm: await helmBinary(major),
        chart,
        release: 'ml-inference',
        namespace,
        valuesFiles: [valuesFile(name)],
      });
      expect(rendered.length).toBeGreaterThan(5);
      expect(comparableObjects(rendered)).toEqual(comparableObjects(goldenManifests(name)));
    });

    test('is clean to helm lint --strict, as it is and in each environment', async () => {
      const helm = await helmBinary(major);
      const inputs = [[], ...environments.map(({ name }) => [valuesFile(name)])];
      const findings = inputs.map((valuesFiles) => lintChart({ helm, chart, valuesFiles }));
      expect((await Promise.all(findings)).flat()).toEqual([]);
    });
  });
});
