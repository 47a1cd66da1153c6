import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { environmentsFrom, HelmApp, loadEnvironments, type SynthResult } from '../../lib';
import { chart, environments } from './example';
import { milliseconds } from './stopwatch';

/** What this program prints as JSON. */
export interface SynthesizeMeasurement {
  /** From the first environment that is read to the last manifest that is written. */
  readonly milliseconds: number;
  /** Manifests that were written. */
  readonly files: number;
}

/** The example's chart by another name. */
const named = (name: string) => ({ ...chart, metadata: { ...chart.metadata, name } });

/** Services of one app, their environments given in code. */
function oneApp(names: readonly string[], outdir: string): SynthResult[] {
  const valuesOfAll = (values: object) => Object.fromEntries(names.map((name) => [name, values]));
  const app = new HelmApp({
    charts: names.map(named),
    environments: environmentsFrom<object>({
      base: { values: valuesOfAll(environments.base.own) },
      environments: Object.fromEntries(
        environments.environments.map(({ name, namespace, cluster, own }) => [
          name,
          { namespace, cluster, values: valuesOfAll(own) },
        ]),
      ),
    }),
    outdir,
  });
  return [app.synth({ charts: false })];
}

/** Services with an app each, whose environments are in a folder of YAML files. */
function appForEach(names: readonly string[], outdir: string, services: string): SynthResult[] {
  return names.map((name) => {
    const folder = join(services, name);
    const app = new HelmApp({
      charts: [named(name)],
      environments: loadEnvironments(folder),
      outdir: join(outdir, name),
    });
    return app.synth({ charts: false });
  });
}

const [way, services, outdir] = process.argv.slice(2);
const names = readdirSync(services);
let results: SynthResult[] = [];
const duration = milliseconds(() => {
  results = way === 'one-app' ? oneApp(names, outdir) : appForEach(names, outdir, services);
});
const manifests = results.flatMap(({ charts }) => charts.flatMap((result) => [...result.manifests.values()].flat()));
console.log(JSON.stringify({ milliseconds: duration, files: manifests.length } satisfies SynthesizeMeasurement));
