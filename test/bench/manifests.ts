import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { HelmApp } from '../../lib';
import { helmBinary } from '../helm/binaries';
import { measuredInProcess } from './child-process';
import { chart, environments } from './example';
import { meanAfterWarmUp, ROUNDS } from './stopwatch';
import type { SynthesizeMeasurement } from './synthesize-process';
import { atLeast, type Row, rounded } from './table';

const SERVICES = 100;
const MIN_RATIO = 8;
/** How many of the Helm runs are made; the time of all is reckoned from these. */
const HELM_RUNS = 20;
const HELMS = [3, 4] as const;

/**
 * Where both sides read and write: in memory, where the system has a file system there. A disk takes the same time for
 * the same files, whoever writes them, but not the same time twice.
 */
const WORK_FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** How long it takes to write the manifests of many services, by this library and by Helm. */
export async function manifestRows(): Promise<Row[]> {
  const binaries = await Promise.all(HELMS.map(helmBinary));
  const folder = mkdtempSync(join(WORK_FOLDER, 'cdk8s-inference-bench-'));
  try {
    return compare(folder, binaries);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compare(folder: string, binaries: readonly string[]): Row[] {
  const names = environments.environments.map(({ name }) => name);
  const runs = SERVICES * names.length;
  const services = join(folder, 'services');
  for (let index = 0; index < SERVICES; index++) {
    cpSync(resolve(__dirname, '../../environments'), join(services, `service-${index}`), { recursive: true });
  }
  new HelmApp({ charts: [chart], environments, outdir: folder }).synth();

  const [oneApp, appForEach] = ['one-app', 'app-for-each'].map((way) => {
    const rounds = Array.from({ length: ROUNDS }, (_, round) =>
      measuredInProcess<SynthesizeMeasurement>('synthesize-process.ts', way, services, join(folder, `${way}-${round}`)),
    );
    return { files: rounds[0].files, time: Math.min(...rounds.map((round) => round.milliseconds)) };
  });
  const helms = binaries.map((helm, index) => runs * helmTemplate(helm, folder, names, join(folder, `helm-${index}`)));
  const seconds = (time: number) => `${rounded(time / 1000)} s`;
  return [
    {
      what: `${SERVICES} services × ${names.length} environments of one app, to ${oneApp.files} manifests in ${WORK_FOLDER}`,
      measured: seconds(oneApp.time),
    },
    ...helms.flatMap((time, index) => [
      {
        what: `${runs} runs of helm template (Helm ${HELMS[index]}), reckoned from ${HELM_RUNS}`,
        measured: seconds(time),
      },
      atLeast(`times as fast as Helm ${HELMS[index]}`, time / oneApp.time, MIN_RATIO),
    ]),
    {
      what: `the services as ${SERVICES} apps, each with its environments in YAML files`,
      measured: seconds(appForEach.time),
    },
    {
      what: `times as fast as Helm ${HELMS.join(', ')}`,
      measured: helms.map((time) => rounded(time / appForEach.time)).join(', '),
    },
  ];
}

/** Milliseconds of one `helm template` for the chart in a folder, which writes files as well. */
function helmTemplate(helm: string, folder: string, names: readonly string[], output: string): number {
  const chartFolder = join(folder, 'charts', chart.metadata.name);
  return meanAfterWarmUp(
    (run) => {
      const values = join(chartFolder, `values-${names[run % names.length]}.yaml`);
      const args = ['template', chart.metadata.name, chartFolder, '--values', values];
      execFileSync(helm, [...args, '--output-dir', join(output, String(run))], { stdio: 'ignore' });
    },
    { warmUp: 1, runs: HELM_RUNS },
  );
}
