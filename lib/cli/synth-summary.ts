import { join, relative, sep } from 'node:path';
import type { ChartReport, SynthReport } from '../app/report';
import { formatLocation, formatProblem } from '../errors';

/** What was written, a line each: the path and what is there. Paths are relative to the working directory. */
export function summaryLines({ outdir, folders, charts }: SynthReport): string[] {
  const rows = [
    ...[...objectsByEnvironment(charts)].map(([name, objects]) => ({
      path: `manifests/${name}`,
      what: objects === 1 ? '1 object' : `${objects} objects`,
    })),
    ...charts.flatMap(({ name, archive }) =>
      archive === undefined
        ? []
        : [{ path: archive, what: `Helm chart, unpacked in ${shown(outdir, `charts/${name}`)}` }],
    ),
    ...(folders.includes('schemas') ? [{ path: 'schemas', what: 'JSON schema of the environments, for editors' }] : []),
  ].map(({ path, what }) => ({ path: shown(outdir, path), what }));
  const width = Math.max(...rows.map(({ path }) => path.length));
  return rows.map(({ path, what }) => `${path.padEnd(width)}  ${what}`);
}

/** What the author of a chart should know about its values. */
export function warnings({
  name,
  fixedValues,
  deadValues,
  unenforcedValues,
  untakenBranches,
  slowConstructs,
}: ChartReport): string[] {
  const fixed = fixedValues.map(
    ({ path, reason, readAt }) =>
      `\n  ${formatProblem({ path, message: reason, ...(readAt && { location: readAt }) })}`,
  );
  // What is used together with a fixed value may be of no use without it.
  const whileFixed = fixed.length > 0 ? ' while those are fixed' : '';
  const unenforced = unenforcedValues.map((path) => `\n  ${path === '' ? '(the values as a whole)' : path}`);
  const dead = deadValues.map((path) => `\n  ${path}`);
  const untaken = untakenBranches.map(({ location, source, never }) => {
    return `\n  ${formatLocation(location)} ${NEVER[never]}: ${source.length > 100 ? `${source.slice(0, 99)}…` : source}`;
  });
  return [
    ...(fixed.length > 0 ? [`${name}: the Helm chart fixes these values, nobody can set them:${fixed.join('')}`] : []),
    ...(dead.length > 0
      ? [`${name}: these values change nothing${whileFixed}; use them or remove them:${dead.join('')}`]
      : []),
    ...(unenforced.length > 0
      ? [
          `${name}: the Helm chart does not enforce the refinements of these values; a range, a pattern or withRules it would:${unenforced.join('')}`,
        ]
      : []),
    ...(untaken.length > 0
      ? [
          `${name}: no values that were tried take these branches, so the Helm chart lacks what they do; let them depend on an enum or a boolean, give an environment a value that takes them, or remove them:${untaken.join('')}`,
        ]
      : []),
    ...(slowConstructs ? [slowWarning(name, slowConstructs)] : []),
  ];
}

function slowWarning(name: string, { runs, timePerRun, longest }: NonNullable<ChartReport['slowConstructs']>): string {
  const seconds = Math.round((runs * timePerRun) / 1000);
  const until = longest?.before === undefined ? '' : ` to that of ${longest.before}`;
  const where = longest ? `, ${longest.time} ms of them from the beginning of construct ${longest.after}${until}` : '';
  return `${name}: the constructs take ${timePerRun} ms${where}; the Helm chart needed ${runs} runs of them, ${seconds} s: do once, outside of the constructs, what does not depend on values`;
}

/** How a branch was not taken. */
const NEVER = {
  true: 'is never true',
  false: 'is never false',
  defined: 'is never there',
  run: 'never runs',
} as const;

function objectsByEnvironment(charts: readonly ChartReport[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { environments } of charts) {
    for (const { name, objects } of environments) counts.set(name, (counts.get(name) ?? 0) + objects);
  }
  return counts;
}

/** A path as the reader would type it. */
function shown(outdir: string, path: string): string {
  const absolute = join(outdir, path);
  const short = relative(process.cwd(), absolute);
  return short.startsWith(`..${sep}`) ? absolute : short;
}
