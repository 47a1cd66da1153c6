import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { jsonSchemaText } from '../../../lib/chart/json-schema';
import { liveShape, liveValues, omitsNothing } from '../../../lib/chart/live-values';
import { overridesYaml } from '../../../lib/chart/overrides-file';
import { valuesYaml } from '../../../lib/chart/values-file';
import { valuesJsonSchema } from '../../../lib/chart/values-schema';
import { environmentsFrom } from '../../../lib/environment/environments-from';
import { checkEnvironments, completeEnvironments } from '../../../lib/environment/validate';
import { seededRandom } from '../../../lib/trace/random';
import { isRecord } from '../../../lib/values/defaults';
import { type ObjectShape, shapeOf } from '../../../lib/values/shape';
import { checkValues } from '../../../lib/values/validate';
import { helmBinary } from '../../helm/binaries';
import { renderChart } from '../../helm/render-chart';
import { temporaryChart } from '../../helm/temporary-chart';
import { RandomSchemas } from './random-schemas';

type Values = Readonly<Record<string, unknown>>;

const CASES = 60;
const CASES_IN_HELM = 12;

interface Case {
  readonly schema: z.ZodObject;
  readonly base: Values;
  readonly environment: Values;
}

/** Random schemas with defaults, and what base and an environment come to that were drawn without regard to each other. */
function cases(count: number, seed: number): Case[] {
  const draw = new RandomSchemas(seededRandom(seed));
  const found: Case[] = [];
  while (found.length < count) {
    const schema = draw.withDefaults(draw.root());
    const [base, values] = [draw.value(schema), draw.value(schema)] as [Values, Values];
    if ([base, values].some((drawn) => checkValues(schema, drawn).length > 0)) continue;
    const set = environmentsFrom({ base: { values: base }, environments: { prod: { values: written(base, values) } } });
    if (checkEnvironments(set, schema).length > 0) continue;
    const complete = completeEnvironments(set, schema);
    found.push({ schema, base: complete.base.values, environment: complete.environments[0].values });
  }
  return found;
}

/** How a person writes values over those of base: all of them, and a null for each key that is to go. */
function written(base: Values, values: Values): Values {
  const entries = [...new Set([...Object.keys(base), ...Object.keys(values)])].map((key) => {
    const [before, after] = [base[key], values[key]];
    return [key, isRecord(before) && isRecord(after) ? written(before, after) : (after ?? null)];
  });
  return Object.fromEntries(entries);
}

/** Helm's merge as its documentation has it. */
function helmMerge(base: Values, over: Values): Values {
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const before = merged.get(key);
    if (value === null) merged.delete(key);
    else merged.set(key, isRecord(before) && isRecord(value) ? helmMerge(before, value) : value);
  }
  return Object.fromEntries(merged);
}

/** What the chart gets of values: nulls in maps are absent to Helm. */
function taken(schema: z.ZodObject, values: Values): Values {
  const shape = shapeOf(schema) as ObjectShape;
  return liveValues(shape, liveShape(shape, omitsNothing), values);
}

function overrides({ schema, base, environment }: Case): string {
  const shape = shapeOf(schema) as ObjectShape;
  const target = { release: 'demo' };
  return overridesYaml({ chart: 'demo', environment: 'prod', target, shape, base, values: environment });
}

/** The values without one of those at the ends of their maps, for each of these. */
function withoutOne(values: Values): Values[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const { [key]: _, ...others } = values;
    if (!isRecord(value) || Object.keys(value).length === 0) return [others];
    return withoutOne(value).map((fewer) => ({ ...values, [key]: fewer }));
  });
}

test('merged into values.yaml, the file of an environment gives its values, and nothing in it can be left out', () => {
  let entries = 0;
  for (const one of cases(CASES, 5)) {
    const [base, values] = [taken(one.schema, one.base), taken(one.schema, one.environment)];
    const file = parse(overrides(one)) as Values;
    expect(helmMerge(base, file)).toEqual(values);
    for (const fewer of withoutOne(file)) {
      entries++;
      expect(helmMerge(base, fewer)).not.toEqual(values);
    }
  }
  expect(entries).toBeGreaterThan(CASES);
});

describe('in Helm', () => {
  const charts = cases(CASES_IN_HELM, 6).map((one) => {
    const shape = shapeOf(one.schema) as ObjectShape;
    const folder = temporaryChart('demo', {
      'Chart.yaml': 'apiVersion: v2\nname: demo\nversion: 1.0.0\n',
      'values.yaml': valuesYaml({ chart: 'demo', shape, values: one.base }),
      'values.schema.json': jsonSchemaText(valuesJsonSchema({ chart: 'demo', shape })),
      'values-prod.yaml': overrides(one),
      'templates/values.yaml': 'data: {{ .Values | toJson | quote }}\n',
    });
    return { ...one, folder };
  });

  test.each([3, 4] as const)('Helm %i merges to the values of base and of the environment', async (major) => {
    const helm = await helmBinary(major);
    const valuesOf = async (chart: string, ...valuesFiles: string[]) => {
      const [object] = await renderChart({ helm, chart, valuesFiles });
      return JSON.parse(object.data);
    };
    for (const { schema, base, environment, folder } of charts) {
      expect(await valuesOf(folder)).toEqual(taken(schema, base));
      expect(await valuesOf(folder, join(folder, 'values-prod.yaml'))).toEqual(taken(schema, environment));
    }
  });
});
