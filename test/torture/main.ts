import { Command, InvalidArgumentError } from 'commander';
import type { HelmMajor } from '../helm/bundles';
import { tortureCharts } from './charts';
import { torture } from './torture';

interface Options {
  readonly chart: readonly string[];
  readonly seed: number;
  readonly sets: number;
  readonly only?: number;
  readonly helm?: HelmMajor;
}

/** `npm run torture`: thousands of hostile sets of values through every chart of the suite, on both Helms. */
async function main(options: Options): Promise<void> {
  const names = options.chart.length > 0 ? options.chart : [...tortureCharts.keys()];
  const helms = options.helm ? [options.helm] : ([3, 4] as const);
  const isAlone = options.only !== undefined;
  const sets = isAlone ? (options.only as number) + 1 : Math.ceil(options.sets / names.length);
  let done = 0;
  let failed = 0;
  for (const name of names) {
    const make = tortureCharts.get(name);
    if (!make) throw new RangeError(`there is no chart ${name}; there are ${[...tortureCharts.keys()].join(', ')}`);
    const started = performance.now();
    const only = isAlone && { only: options.only };
    const result = await torture(make(), { seed: options.seed, sets, helms, ...only });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `${name}: ${result.sets} sets, ${result.refused} refused, ${result.mismatches.length} wrong, ${seconds} s`,
    );
    for (const mismatch of result.mismatches) console.log(`\n${mismatch}\n`);
    done += result.sets;
    failed += result.mismatches.length;
  }
  console.log(`seed ${options.seed}: ${done} sets on Helm ${helms.join(' and ')}, ${failed} wrong`);
  process.exitCode = failed > 0 ? 1 : 0;
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new InvalidArgumentError('It must be a whole number.');
  return number;
}

new Command('torture')
  .option('--chart <name...>', 'only these charts', [])
  .option('--seed <number>', 'other numbers give other values', wholeNumber, 1)
  .option('--sets <number>', 'sets of values for all charts together; constructs refuse some', wholeNumber, 10_250)
  .option('--only <set>', 'only this set of each chart', wholeNumber)
  .option('--helm <major>', 'only Helm 3 or Helm 4', wholeNumber)
  .action(main)
  .parseAsync();
