import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadEnvironments } from '../../lib';
import { packageChart } from '../../lib/chart/archive';
import { comparableObjects } from '../equality/comparable-objects';
import { helmBinary } from '../helm/binaries';
import { lintChart } from '../helm/lint-chart';
import { renderChart } from '../helm/render-chart';
import { type Example, goldenChart, goldenChartFiles, goldenManifests } from './example';
import { standInDependencies } from './stand-in-dependencies';

/** What Helm makes of an example's expected chart, as a folder and as an archive. */
export function describeEnvironments(example: Example): void {
  const { name: chartName } = example;
  const folder = mkdtempSync(join(tmpdir(), 'environments-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const files = new Map([...goldenChartFiles(example), ...standInDependencies(example.chart)]);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, chartName, path)), { recursive: true });
    writeFileSync(join(folder, chartName, path), text);
  }
  const archive = join(folder, `${chartName}.tgz`);
  writeFileSync(archive, packageChart(chartName, files));

  const { environments } = loadEnvironments(example.environments);
  const valuesFile = (environment: string) => join(goldenChart(example), `values-${environment}.yaml`);

  describe.each([3, 4] as const)('for Helm %i', (major) => {
    describe.each([
      ['the chart', join(folder, chartName)],
      ['the archive', archive],
    ])('%s', (_, chart) => {
      test.each(environments)(
        'with the values of $name gives the manifests of $name',
        async ({ name, release, namespace }) => {
          const rendered = await renderChart({
            helm: await helmBinary(major),
            chart,
            release: release ?? chartName,
            namespace,
            valuesFiles: [valuesFile(name)],
          });
          expect(rendered.length).toBeGreaterThan(5);
          expect(comparableObjects(rendered)).toEqual(comparableObjects(goldenManifests(example, name)));
        },
      );

      test('is clean to helm lint --strict, as it is and in each environment', async () => {
        const helm = await helmBinary(major);
        const inputs = [[], ...environments.map(({ name }) => [valuesFile(name)])];
        const findings = inputs.map((valuesFiles) => lintChart({ helm, chart, valuesFiles }));
        expect((await Promise.all(findings)).flat()).toEqual([]);
      });
    });
  });
}
