import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { stringify } from 'yaml';
import { jsonSchemaText } from '../../../lib/chart/json-schema';
import { valuesJsonSchema } from '../../../lib/chart/values-schema';
import { yamlDocument } from '../../../lib/template/yaml';
import { seededRandom } from '../../../lib/trace/random';
import { withDefaults } from '../../../lib/values/defaults';
import { type ObjectShape, shapeOf } from '../../../lib/values/shape';
import { checkValues } from '../../../lib/values/validate';
import { helmBinary } from '../../helm/binaries';
import { runHelm } from '../../helm/run-helm';
import { temporaryChart } from '../../helm/temporary-chart';
import { RandomSchemas } from './random-schemas';

const SCHEMAS = 80;
const VALUES = 12;
const SCHEMAS_IN_HELM = 40;
const VALUES_IN_HELM = 5;

interface Case {
  readonly json: ReturnType<typeof valuesJsonSchema>;
  /** Values with what synth has against each of them. */
  readonly values: readonly { readonly values: Record<string, unknown>; readonly problems: readonly unknown[] }[];
}

/** Random schemas as `values.schema.json`, each with values that fit and values that are off in one place. */
function cases(schemas: number, valuesOfEach: number, seed: number): Case[] {
  const draw = new RandomSchemas(seededRandom(seed));
  return Array.from({ length: schemas }, () => {
    const schema = draw.root();
    const shape = shapeOf(schema) as ObjectShape;
    const values = Array.from({ length: valuesOfEach }, (_, turn) => {
      const fitting = draw.value(schema);
      // Helm puts the defaults of values.yaml below whatever it is given.
      const values = withDefaults(shape, turn % 3 === 0 ? fitting : draw.changed(fitting)) as Record<string, unknown>;
      return { values, problems: checkValues(schema, values) };
    });
    return { json: valuesJsonSchema({ chart: 'demo', shape }), values };
  });
}

test('accepts the values that synth accepts, and no others', () => {
  const ajv = new Ajv({ strict: false });
  const verdicts = { accepted: 0, refused: 0 };
  const wrong: unknown[] = [];
  for (const { json, values: all } of cases(SCHEMAS, VALUES, 3)) {
    const validate = ajv.compile(json);
    for (const { values, problems } of all) {
      const isFine = problems.length === 0;
      verdicts[isFine ? 'accepted' : 'refused']++;
      if (validate(values) !== isFine) wrong.push({ values, problems, errors: validate.errors, json });
    }
  }
  expect(wrong.slice(0, 1)).toEqual([]);
  expect(verdicts.accepted).toBeGreaterThan(200);
  expect(verdicts.refused).toBeGreaterThan(200);
});

/** Values that Helm can read at all, so that the schema gets to see them. */
const isReadByHelm = ({ values }: { readonly values: unknown }) =>
  typeof values === 'object' && values !== null && !Array.isArray(values);

describe.each([3, 4] as const)('Helm %i', (major) => {
  // Every case is a subchart under a name of its own: Helm names all whose values it refuses.
  const folder = temporaryChart('parent', { 'templates/NOTES.txt': '' });
  const all = cases(SCHEMAS_IN_HELM, VALUES_IN_HELM, 4).map((one) => ({
    ...one,
    values: one.values.filter(isReadByHelm),
  }));

  beforeAll(() => {
    const values: Record<string, unknown> = {};
    const dependencies = all.flatMap((one, schema) => {
      const name = `schema-${schema}`;
      mkdirSync(join(folder, 'charts', name), { recursive: true });
      writeFileSync(
        join(folder, 'charts', name, 'Chart.yaml'),
        stringify({ apiVersion: 'v2', name, version: '1.0.0' }),
      );
      writeFileSync(join(folder, 'charts', name, 'values.schema.json'), jsonSchemaText(one.json));
      return one.values.map((given, index) => {
        values[`case-${schema}-${index}`] = given.values;
        return { name, version: '1.0.0', alias: `case-${schema}-${index}` };
      });
    });
    writeFileSync(
      join(folder, 'Chart.yaml'),
      stringify({ apiVersion: 'v2', name: 'parent', version: '1.0.0', dependencies }),
    );
    writeFileSync(join(folder, 'cases.yaml'), yamlDocument(values));
  });

  test('refuses the values that synth refuses, and no others', async () => {
    const { stderr } = await runHelm(await helmBinary(major), ['template', folder, '-f', join(folder, 'cases.yaml')]);
    expect(stderr).toContain("values don't meet the specifications of the schema(s)");
    // What Helm 3 says of YAML that it tries in vain stands before some names, without a line break.
    const refused = new Set([...stderr.matchAll(/(case-\d+-\d+):$/gm)].map(([, name]) => name));
    const wrong = all.flatMap((one, schema) =>
      one.values.flatMap(({ values, problems }, index) => {
        const isRefused = refused.has(`case-${schema}-${index}`);
        return isRefused === problems.length > 0
          ? []
          : [{ name: `case-${schema}-${index}`, isRefused, values, problems, json: one.json.properties }];
      }),
    );
    expect(wrong).toEqual([]);
    expect(refused.size).toBeGreaterThan(50);
  });
});
