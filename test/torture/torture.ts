import Ajv from 'ajv';
import { stringify } from 'yaml';
import { loadingFilesOnce } from '../../lib/trace/loaded-files';
import { withValueAt } from '../../lib/trace/place';
import { parsePath } from '../../lib/values/path';
import {
  bothOutputs,
  type ChartUnderTest,
  evaluatedMismatches,
  findMismatches,
  type Values,
  valuesFile,
} from '../equality/mismatches';
import type { HelmMajor } from '../helm/bundles';
import { hostileValues, SETS_AT_ONCE } from './hostile-values';
import { shrink } from './shrink';

/** What came of torturing a chart. */
export interface Tortured {
  /** Sets of values that both Helms rendered. */
  readonly sets: number;
  /** Sets that the chart's schema or the constructs refuse, although zod takes them. */
  readonly refused: number;
  /** A text for each mismatch: how to see it again, the values, and both outputs. */
  readonly mismatches: readonly string[];
}

export interface TortureOptions {
  readonly seed: number;
  /** At least so many sets. */
  readonly sets: number;
  /** Only this one of the sets. @default all */
  readonly only?: number;
  /** @default both */
  readonly helms?: readonly HelmMajor[];
}

/** Beyond so many mismatches of a chart, there is nothing more to learn. */
const MAX_MISMATCHES = 3;

/** Renders a chart with hostile values on Helm 3 and 4, and compares that with what its constructs build. */
export async function torture(
  chart: ChartUnderTest,
  { seed, sets, only, helms = [3, 4] }: TortureOptions,
): Promise<Tortured> {
  const isTaken = schemaOf(chart);
  const mismatches: string[] = [];
  let done = 0;
  let refused = 0;
  for (let round = 0; round * SETS_AT_ONCE < sets && mismatches.length < MAX_MISMATCHES; round++) {
    const first = round * SETS_AT_ONCE;
    if (only !== undefined && (only < first || only >= first + SETS_AT_ONCE)) continue;
    const drawn = hostileValues(chart, seed + round).map((values, at) => ({ values, set: first + at }));
    const wanted = drawn.filter(({ set }) => only === undefined || set === only);
    const taken = loadingFilesOnce(() => wanted.filter(({ values }) => isTaken(values) && isBuilt(chart, values)));
    done += taken.length;
    refused += wanted.length - taken.length;
    const found = await Promise.all(
      helms.map(async (major) => {
        const values = taken.map((one) => one.values);
        return (await findMismatches(major, chart, values)).map(({ index }) => ({ major, ...taken[index] }));
      }),
    );
    for (const { major, values, set } of found.flat().slice(0, MAX_MISMATCHES)) {
      const again = `npm run torture -- --chart ${chart.definition.metadata.name} --seed ${seed} --only ${set} --helm ${major}`;
      mismatches.push(await described(major, chart, values, again));
    }
  }
  return { sets: done, refused, mismatches };
}

/** Whether the constructs take values: they may throw on what no schema says, such as two objects of one name. */
function isBuilt(chart: ChartUnderTest, values: Values): boolean {
  try {
    evaluatedMismatches(chart, [values]);
    return true;
  } catch {
    return false;
  }
}

/** Whether the chart's `values.schema.json` takes values. */
function schemaOf({ files, traced }: ChartUnderTest): (values: Values) => boolean {
  const validate = new Ajv({ strict: false }).compile(JSON.parse(files.get('values.schema.json') as string));
  const fixed = traced.fixed.map(({ path }) => parsePath(path));
  return (values) => validate(fixed.reduce<unknown>((rest, path) => withValueAt(rest, path, undefined), values));
}

async function described(major: HelmMajor, chart: ChartUnderTest, values: Values, again: string): Promise<string> {
  const least = await shrink(major, chart, values);
  const [{ built, rendered }] = await bothOutputs(major, chart, [least]);
  const [mismatch] = await findMismatches(major, chart, [least]);
  return [
    `Helm ${major} renders something else than the constructs of ${chart.definition.metadata.name} build: ${again}`,
    '# values',
    valuesFile(chart, least).trimEnd(),
    '# differences',
    ...(mismatch?.differences ?? ['none with the values alone: see the whole set']),
    '# built',
    differing(built, rendered),
    '# rendered',
    typeof rendered === 'string' ? rendered : differing(rendered, built),
  ].join('\n');
}

/** The objects that the others do not have, as YAML. */
function differing(objects: readonly unknown[], others: readonly unknown[] | string): string {
  const known = typeof others === 'string' ? [] : others.map((other) => JSON.stringify(other));
  return objects
    .filter((object) => !known.includes(JSON.stringify(object)))
    .map((object) => stringify(object))
    .join('---\n')
    .trimEnd();
}
