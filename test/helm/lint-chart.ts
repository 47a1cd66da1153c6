import { type ChartInput, chartArguments } from './render-chart';
import { HelmError, runHelm } from './run-helm';

const FINDING = /^\[(?:ERROR|WARNING|INFO)\]/;

/**
 * What `helm lint --strict` found, one `[ERROR]`, `[WARNING]` or `[INFO]` line each, and whatever Helm logged beside
 * them: an empty list is a clean chart.
 *
 * @param others paths of more charts that are linted in the same run, with the same values
 */
export async function lintChart(input: ChartInput, others: readonly string[] = []): Promise<string[]> {
  const args = ['lint', '--strict', input.chart, ...others, ...chartArguments(input)];
  const result = await runHelm(input.helm, args, { stdin: JSON.stringify(input.values ?? {}) });
  const found = result.stdout.split('\n').filter((line) => FINDING.test(line));
  if (result.exitCode !== 0 && found.length === 0) throw new HelmError(args, result);
  const logged = result.stderr.split('\n').filter((line) => line !== '' && !/^Error: \d+ chart\(s\) linted/.test(line));
  return [...found, ...logged];
}
