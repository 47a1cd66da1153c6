import Ajv from 'ajv';
import { z } from 'zod';
import { smallChart } from '../trace/small-chart';

const values = z.object({
  name: z.string().default('name'),
  port: z.union([z.int(), z.string()]).default(80),
  hosts: z.array(z.object({ host: z.string() })).default([{ host: 'a' }]),
  variables: z.record(z.string(), z.string()).default({ key: 'value' }),
});
const spec = ({ name, hosts, variables }: z.output<typeof values>) => ({
  name: name.toLowerCase(),
  hosts: hosts.map(({ host }) => `${host.toUpperCase()}:80`),
  variables: Object.entries(variables).map(([key, value]) => ({ name: key.toUpperCase(), value })),
});

describe('text that a template changes in another way than the constructs', () => {
  const chart = smallChart({ values, spec });
  const validate = new Ajv({ strict: false }).compile(JSON.parse(chart.files.get('values.schema.json') as string));
  const defaults = values.parse({});

  test('does not keep the value from being live', () => {
    expect(chart.traced.fixed).toEqual([]);
    expect(chart.spec).toContain('name: {{ .Values.name | lower | quote }}');
  });

  test.each<[string, object]>([
    ['a value', { name: 'ΟΔΟΣ' }],
    ['a part of an element', { hosts: [{ host: 'a' }, { host: 'straße' }] }],
    ['a key', { variables: { straße: 'value' } }],
  ])('is refused by the chart’s schema in %s', (_, changed) => {
    expect(validate({ ...defaults, ...changed })).toBe(false);
  });

  test.each<[string, object]>([
    ['values that are not changed, or by another function', { name: 'straße', variables: { key: 'straße' } }],
    ['all other letters', { name: 'Ärger', hosts: [{ host: 'ñ ж 漢字' }], variables: { é: '' } }],
  ])('is taken by it in %s', (_, changed) => {
    expect(validate({ ...defaults, ...changed })).toBe(true);
  });
});

test('text of an environment that a template changes in another way is an error that says where it is', () => {
  const environments = {
    prod: { name: 'ΟΔΟΣ', hosts: [{ host: 'a' }, { host: 'straße' }], variables: { straße: 'value' } },
  };
  expect(() => smallChart({ values, spec, environments })).toThrowErrorMatchingInlineSnapshot(`
"The chart cannot carry all values:
  environment prod: hosts[1].host: the text contains "ß", which Helm's upper changes in another way than the constructs do; leave it out
  environment prod: name: the text contains "Σ", which Helm's lower changes in another way than the constructs do; leave it out
  environment prod: variables["straße"]: the key contains "ß", which Helm's upper changes in another way than the constructs do; leave it out"
`);
});
