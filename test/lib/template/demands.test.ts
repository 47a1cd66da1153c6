import Ajv from 'ajv';
import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
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

describe('numbers that are so large that JavaScript would reckon with them in another way than Helm', () => {
  const numbers = z.object({
    port: z.int().min(1).max(65_535).default(8000),
    headroom: z.int().default(0),
    pools: z.array(z.object({ size: z.int().default(1) })).default([{ size: 1 }]),
  });
  const sums = ({ port, headroom, pools }: z.output<typeof numbers>) => ({
    total: port + 2 * headroom,
    headroom,
    pools: pools.map(({ size }) => ({ size: size + headroom })),
  });
  const most = 2 ** 51;

  test('are refused by the chart’s schema, as far as sums need it', () => {
    const chart = smallChart({ values: numbers, spec: sums });
    const validate = new Ajv({ strict: false }).compile(JSON.parse(chart.files.get('values.schema.json') as string));
    const isTaken = (changed: object) => validate({ ...numbers.parse({}), ...changed });

    expect(chart.traced.fixed).toEqual([]);
    expect([isTaken({ headroom: most }), isTaken({ headroom: -most }), isTaken({ pools: [{ size: 1 }] })]).toEqual([
      true,
      true,
      true,
    ]);
    expect([isTaken({ headroom: most + 1 }), isTaken({ headroom: -most - 1 })]).toEqual([false, false]);
    expect(isTaken({ pools: [{ size: 1 }, { size: 2 ** 52 + 1 }] })).toBe(false);
  });

  test('are an error in an environment', () => {
    const environments = { prod: { headroom: most + 1, pools: [{ size: -(2 ** 53) + 1 }] } };
    expect(() => smallChart({ values: numbers, spec: sums, environments })).toThrowErrorMatchingInlineSnapshot(`
"The chart cannot carry all values:
  environment prod: headroom: 2251799813685249 is above 2251799813685248, and what the chart reckons from it would not be exact; choose a number nearer to zero
  environment prod: pools[0].size: -9007199254740991 is below -2251799813685248, and what the chart reckons from it would not be exact; choose a number nearer to zero"
`);
  });

  test('and are taken where nothing is reckoned from them', () => {
    const chart = smallChart({ values: numbers, spec: ({ port, headroom }) => ({ port, headroom }) });
    const schema = JSON.parse(chart.files.get('values.schema.json') as string);
    expect(schema.properties.headroom.maximum).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe('text that stands in a key', () => {
  const texts = z.object({ label: z.string().default('label'), name: z.string().max(50).default('name') });
  const keys = ({ label, name }: z.output<typeof texts>) => ({
    selector: { [label]: 'x' },
    files: { [`${name}-${label}.json`]: 'y' },
  });

  test('is refused by the chart’s schema where YAML would not read the key, and reaches Helm where it would', async () => {
    const chart = smallChart({ values: texts, spec: keys });
    const { properties } = JSON.parse(chart.files.get('values.schema.json') as string);
    expect([properties.label.maxLength, properties.name.maxLength]).toEqual([497, 50]);
    await expectEqualRendering(chart, [
      { label: 'x'.repeat(497), name: 'y'.repeat(50) },
      { label: '<'.repeat(497), name: '&'.repeat(50) },
    ]);
  });

  test('is an error in an environment', () => {
    const environments = { prod: { label: 'x'.repeat(498) } };
    expect(() => smallChart({ values: texts, spec: keys, environments })).toThrowErrorMatchingInlineSnapshot(`
"The chart cannot carry all values:
  environment prod: label: the text has 498 characters and stands in a key, where Helm reads at most 497 of it; choose a shorter one"
`);
  });
});

describe('text that is cut', () => {
  const schema = z.object({ branch: z.string().default('main'), title: z.string().default('Title') });
  const chart = smallChart({
    values: schema,
    spec: ({ branch, title }) => ({
      branch: branch
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '')
        .slice(0, 12),
      title: title.replace(/\s+/g, ' ').slice(0, 12),
    }),
  });
  const validate = new Ajv({ strict: false }).compile(JSON.parse(chart.files.get('values.schema.json') as string));

  test('may have characters beyond ASCII where these became others before', async () => {
    expect(chart.traced.fixed).toEqual([]);
    expect(validate({ ...schema.parse({}), branch: 'fix/große-Übersicht-漢字' })).toBe(true);
    await expectEqualRendering(chart, [{ branch: 'fix/große-Übersicht-漢字' }, { branch: 'é' }]);
  });

  test('may not elsewhere: Helm counts bytes', () => {
    expect(validate({ ...schema.parse({}), title: 'große' })).toBe(false);
  });
});
