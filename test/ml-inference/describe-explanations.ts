import { releaseProps } from '../../lib/app/release-props';
import { build, type Manifest } from '../../lib/definition/build';
import type { ValidatedEnvironment } from '../../lib/environment/validate';
import { explainChart } from '../../lib/explain/explain-chart';
import type { ExplainedPlace, ExplainedValue } from '../../lib/explain/explanation';
import { findValue } from '../../lib/explain/find-values';
import { Release } from '../../lib/release/release';
import { applyDifferences, differences } from '../../lib/trace/differences';
import { formatSetPath } from '../../lib/values/set-path';
import { type ObjectShape, shapeOf } from '../../lib/values/shape';
import type { ChartUnderTest, Values } from '../equality/mismatches';
import { randomValues } from '../equality/random-values';
import { changedFields, fieldAt, isCoveredBy } from './manifest-fields';

/** What the library says of where the values of a chart land, against what its constructs build. */
export function describeExplanations(chart: ChartUnderTest): void {
  const { definition, traced, environments } = chart;
  const shape = shapeOf(definition.values) as ObjectShape;
  const all = [environments.base, ...environments.environments];

  function explained(path?: string): readonly ExplainedValue[] {
    return explainChart({
      chart: definition.metadata.name,
      shape,
      traced,
      environments: all.map((target) => ({ ...target, release: releaseOf(target) })),
      wanted: new Set(environments.environments.map(({ environment }) => environment.name)),
      ...(path !== undefined && { asked: findValue(shape, path, []) }),
    }).values;
  }

  function releaseOf({ environment }: ValidatedEnvironment<Values>, values = environment.values): Release {
    return new Release(releaseProps(definition.metadata, environment, values));
  }

  function objects(target: ValidatedEnvironment<Values>, values = target.values): Manifest[] | undefined {
    try {
      return build(definition, values as never, releaseOf(target, values));
    } catch {
      return undefined;
    }
  }

  test('every value lands somewhere, but for the choice that the chart is made for and what only rules read', () => {
    const nowhere = explained().filter(({ state, places }) => state !== 'live' || places.length === 0);
    expect(nowhere.map(({ path }) => path)).toEqual([
      'server.profile',
      'podDisruptionBudget.blocksDrains',
      'rollout.spareGpus',
      'startup.modelSizeGiB',
      'startup.secondsPerGiB',
      'startup.loadSeconds',
    ]);
    const unread = nowhere.filter(({ path, rules }) => path !== 'server.profile' && rules.length === 0);
    expect(unread).toEqual([]);
  });

  test('what is said to be at a place is there in the manifests', () => {
    const manifests = new Map(
      environments.environments.map((target) => [target.environment.name, objects(target) as Manifest[]]),
    );
    const wrong: string[] = [];
    let checked = 0;
    for (const { path, places } of explained()) {
      for (const place of places) {
        for (const { environment, count, values } of place.results) {
          const found = foundAt(manifests.get(environment) as Manifest[], place);
          if (found === 'unknown') continue;
          checked++;
          const isRight = count === 0 ? found === undefined : found !== undefined;
          const isEqual = !values || place.effect === 'the key' || JSON.stringify(found) === JSON.stringify(values[0]);
          if (!isRight || (count > 0 && !isEqual)) wrong.push(`${path} in ${environment}: ${place.field}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(500);
  });

  test('where a value changes the manifests, it is said to land', () => {
    const missing = new Set<string>();
    const explanations = new Map(
      explained().map((value) => [value.path, [value]] as [string, readonly ExplainedValue[]]),
    );
    let changes = 0;
    for (const [index, drawn] of randomValues(chart, 8, 7).entries()) {
      const target = all[index % all.length];
      const before = objects(target) as Manifest[];
      for (const difference of differences(shape, target.values, drawn)) {
        const after = objects(target, applyDifferences(target.values, [difference]) as Values);
        const path = formatSetPath(difference.place.path);
        if (!after) continue;
        if (!explanations.has(path)) explanations.set(path, explained(path));
        const places = explanations.get(path)?.flatMap((value) => value.places) ?? [];
        for (const changed of changedFields(before, after)) {
          changes++;
          if (!places.some((place) => isCoveredBy(changed, place)))
            missing.add(`${path}: ${changed.kind} ${changed.field}`);
        }
      }
    }
    expect([...missing]).toEqual([]);
    expect(changes).toBeGreaterThan(400);
  });
}

/** What the manifests have at a place, where its field can be told without values. */
function foundAt(manifests: readonly Manifest[], { objects, field }: ExplainedPlace): unknown {
  if (objects.length > 1 || /[*<]/.test(field)) return 'unknown';
  const [{ kind, name }] = objects;
  const object = manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  return field === '' ? object : fieldAt(object, field);
}
