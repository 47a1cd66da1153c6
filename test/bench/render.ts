import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { HelmApp } from '../../lib';
import { helmBinary } from '../helm/binaries';
import { chart, environments } from './example';
import { milliseconds } from './stopwatch';
import { atMost, type Row, rounded } from './table';

const MAX_RATIO = 1.2;
const RUNS = 20;
const HELMS = [3, 4] as const;

/** What the hand-written chart does not have. */
const WITHOUT = [
  'networkPolicy.enabled=false',
  'hooks.databaseMigration.enabled=false',
  'hooks.smokeTest.enabled=false',
];

/** A chart of the same objects with the same values, as a person would write it, without a schema of the values. */
const HAND_WRITTEN = resolve(__dirname, 'hand-written-chart');

/** How long Helm takes to render the example's chart for production, next to a hand-written one. */
export async function renderRows(): Promise<Row[]> {
  const binaries = await Promise.all(HELMS.map(helmBinary));
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-inference-bench-'));
  try {
    new HelmApp({ charts: [chart], environments, outdir: folder }).synth();
    const synthesized = join(folder, 'charts', chart.metadata.name);
    const handWritten = join(folder, 'hand-written');
    cpSync(HAND_WRITTEN, handWritten, { recursive: true });
    cpSync(join(synthesized, 'values.yaml'), join(handWritten, 'values.yaml'));
    const withoutSchema = join(folder, 'without-schema');
    cpSync(synthesized, withoutSchema, { recursive: true });
    rmSync(join(withoutSchema, 'values.schema.json'));
    const values = join(synthesized, 'values-prod.yaml');
    const charts = [synthesized, handWritten, withoutSchema];
    return binaries.flatMap((helm, index) => compare(helm, HELMS[index], charts, values));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compare(helm: string, major: number, charts: readonly string[], values: string): Row[] {
  const kinds = charts.map((folder) => kindsOf(render(helm, folder, values)));
  if (new Set(kinds).size > 1) throw new Error(`the charts to compare have different objects: ${kinds.join(' and ')}`);
  const rounds = Array.from({ length: RUNS }, () =>
    charts.map((folder) => milliseconds(() => render(helm, folder, values))),
  );
  const [synthesized, handWritten, withoutSchema] = charts.map((_, at) =>
    Math.min(...rounds.map((times) => times[at])),
  );
  return [
    {
      what: `helm template (Helm ${major}) of the example's chart, and of a hand-written one`,
      measured: `${rounded(synthesized)} and ${rounded(handWritten)} ms`,
    },
    atMost(`times as long as the hand-written chart (Helm ${major})`, synthesized / handWritten, MAX_RATIO),
    {
      what: `without values.schema.json, which the hand-written chart does not have (Helm ${major})`,
      measured: `${rounded(withoutSchema / handWritten)} times as long`,
    },
  ];
}

function render(helm: string, folder: string, values: string): string {
  const args = ['template', chart.metadata.name, folder, '--values', values, '--set', WITHOUT.join()];
  return execFileSync(helm, args, { encoding: 'utf8' });
}

function kindsOf(rendered: string): string {
  return (rendered.match(/^kind: .*$/gm) ?? []).sort().join();
}
