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
  const chart = join(folder, chartName);
  const files = new Map([...goldenChartFiles(example), ...standInDependencies(example.chart)]);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(chart, path)), { recursive: true });
    writeFileSync(join(chart, path), text);
  }
  const archive = `${chart}.tgz`;
  writeFileSync(archive, packageChart(chartName, files));

  const { environments } = loadEnvironments(example.environments);
  const valuesFile = (environment: string) => join(goldenChart(example), `values-${environment}.yaml`);

  describe.each([3, 4] as const)('for Helm %i', (major) => {
    test.each([
      ...environments.map((environment) => ({ ...environment, form: 'chart', chart })),
      ...environments.slice(-1).map((environment) => ({ ...environment, form: 'archive', chart: archive })),
    ])('the $form with the values of $name gives the manifests of $name', async ({ name, release, ...input }) => {
      const rendered = await renderChart({
        helm: await helmBinary(major),
        chart: input.chart,
        release: release ?? chartName,
        namespace: input.namespace,
        valuesFiles: [valuesFile(name)],
      });
      expect(rendered.length).toBeGreaterThan(5);
      expect(comparableObjects(rendered)).toEqual(comparableObjects(goldenManifests(example, name)));
    });

    test('helm lint --strict finds nothing in chart and archive, as they are and in each environment', async () => {
      const helm = await helmBinary(major);
      const inputs = [[], ...environments.map(({ name }) => [valuesFile(name)])];
      const findings = inputs.map((valuesFiles) => lintChart({ helm, chart, valuesFiles }, [archive]));
      expect((await Promise.all(findings)).flat()).toEqual([]);
    });
  });
}
