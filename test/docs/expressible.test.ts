import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { z } from 'zod';
import { defineChart, environmentsFrom, HelmApp } from '../../lib';

/** What the README's table of tracing says, tried. */

const text = z.string().default('some-text');
const integer = z.int().default(3);
const count = z.int().min(1).max(1000).default(3);
const fraction = z.number().default(0.5);
const toggle = z.boolean().default(true);
const texts = z.array(z.string()).default(['first', 'second']);
const record = z.record(z.string(), z.string()).default({ key: 'value' });
const rule = z.object({ host: z.string(), paths: z.array(z.object({ path: z.string() })) });
const nested = z.array(rule).default([{ host: 'example.com', paths: [{ path: '/' }] }]);
const choice = z.enum(['small', 'large']).default('small');

type Rule = z.infer<typeof rule>;
type Data = Record<string, unknown>;
// biome-ignore lint/suspicious/noExplicitAny: each case has values of its own
type Build = (values: any) => Data;

test.each<[string, z.ZodRawShape, Build]>([
  ['a value copied', { text }, ({ text }) => ({ text })],
  ['a value joined with other text', { text, integer }, ({ text, integer }) => ({ name: `${text}:v${integer}` })],
  ['? : on booleans', { toggle }, ({ toggle }) => ({ mode: toggle ? 'on' : 'off' })],
  [
    'if and && on enums',
    { toggle, choice },
    (values) => (values.toggle && values.choice === 'large' ? { big: 1 } : {}),
  ],
  ['|| on what is empty', { text }, ({ text }) => ({ name: text || 'default' })],
  ['what is absent', { text: z.string().optional() }, ({ text }) => (text === undefined ? { none: 1 } : { text })],
  ['lists passed on', { texts }, ({ texts }) => ({ texts })],
  ['lists beside fixed items', { texts }, ({ texts }) => ({ texts: ['fixed', ...texts] })],
  ['records passed on', { record }, ({ record }) => ({ record })],
  ['records beside fixed items', { record }, ({ record }) => ({ record: { fixed: 'item', ...record } })],
  ['map', { texts }, ({ texts }) => ({ items: texts.map((name: string) => ({ name, kind: 'text' })) })],
  [
    'map, nested',
    { nested },
    ({ nested }) => ({
      rules: nested.map((rule: Rule) => ({
        host: rule.host,
        http: { paths: rule.paths.map(({ path }) => ({ path, pathType: 'Prefix' })) },
      })),
    }),
  ],
  [
    'Object.entries',
    { record },
    ({ record }) => ({ env: Object.entries(record).map(([name, value]) => ({ name, value })) }),
  ],
  [
    'join, of several fields',
    { record },
    ({ record }) => ({
      text: Object.entries(record)
        .map(([key, value]) => `${key}=${value}`)
        .join(),
    }),
  ],
  [
    'join, of enums and booleans too',
    {
      choices: z.array(choice).default(['small', 'large']),
      hosts: z
        .array(z.object({ name: z.string(), scheme: z.enum(['http', 'https']), isOn: z.boolean().default(true) }))
        .default([{ name: 'example.com', scheme: 'https', isOn: true }]),
    },
    ({ choices, hosts }) => ({
      sizes: `--sizes=${choices.join()}`,
      urls: hosts.map((host: Data) => `${host.scheme}://${host.name}?on=${host.isOn}`).join(' '),
    }),
  ],
  ['join', { texts }, ({ texts }) => ({ texts: texts.join(',') })],
  ['String', { integer, toggle }, ({ integer, toggle }) => ({ count: String(integer), toggle: String(toggle) })],
  ['JSON', { text, integer }, ({ text, integer }) => ({ json: JSON.stringify({ text, integer }) })],
  [
    'functions of text',
    { text, other: text, third: text, fourth: text },
    ({ text, other, third, fourth }) => ({
      lower: text.toLowerCase(),
      upper: other.toUpperCase(),
      trimmed: third.trim(),
      replaced: fourth.replaceAll('/', '-').toLowerCase(),
    }),
  ],
  [
    'base64 and SHA-256',
    { text, other: text },
    ({ text, other }) => ({
      encoded: Buffer.from(text).toString('base64'),
      hash: createHash('sha256').update(other).digest('hex'),
    }),
  ],
  ['numbers compared with constants', { integer }, ({ integer }) => ({ size: integer > 5 ? 'large' : 'small' })],
  [
    'values compared with each other',
    { integer, count, text, other: text },
    ({ integer, count, text, other }) => ({
      order: integer > count ? 'more' : 'less',
      isSame: text === other,
      ...(integer !== count && { integer }),
    }),
  ],
  [
    'text compared with texts',
    { text: z.string().default('batch') },
    ({ text }) => ({ mode: text === 'batch' ? 'B' : 'other' }),
  ],
  [
    'how text begins and ends, and what is in it',
    { text, other: text, third: text },
    ({ text, other, third }) => ({
      kind: text.startsWith('some') ? 'some' : 'other',
      file: other.endsWith('.bin') ? 'binary' : 'text',
      image: third.includes('@sha256:') ? third : `${third}:latest`,
    }),
  ],
  [
    'text without what it begins or ends with',
    { text, other: text },
    ({ text, other }) => ({
      bucket: text.startsWith('s3://') ? text.slice(5) : text,
      url: other.replace(/\/$/, ''),
    }),
  ],
  [
    'text that is cut or split, and what fits a pattern replaced',
    { text, other: text, third: text, fourth: text, texts, record },
    ({ text, other, third, fourth, texts, record }) => ({
      name: text.slice(0, 63),
      image: fourth.split(':')[0],
      slug: other
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, ''),
      joined: `${third}-svc`.slice(0, 63).replace(/-+$/, ''),
      texts: texts.map((one: string) => one.slice(-8)),
      env: Object.keys(record).map((key) => key.toUpperCase().replace(/\W/g, '_')),
    }),
  ],
  [
    'filter',
    { items: z.array(z.object({ name: z.string(), isOn: z.boolean().default(true) })).default([]) },
    ({ items }) => ({
      names: items.filter(({ isOn }: { isOn: boolean }) => isOn).map(({ name }: { name: string }) => name),
    }),
  ],
  ['one element of a list', { texts }, ({ texts }) => ({ first: texts[0] ?? 'none' })],
  [
    'the largest and the smallest',
    { integer, other: integer },
    ({ integer, other }) => ({ largest: Math.max(integer, other), smallest: Math.min(integer, other) }),
  ],
  ['the length of a list', { texts }, ({ texts }) => ({ length: texts.length, text: `${texts.length} texts` })],
  [
    'JSON of lists and records',
    { texts, record },
    (values) => ({ json: JSON.stringify(values.texts) + JSON.stringify(values.record) }),
  ],
  [
    'base64 of joined text and JSON',
    { text, texts },
    ({ text, texts }) => ({
      auth: Buffer.from(`user:${text}`).toString('base64'),
      json: Buffer.from(JSON.stringify({ texts })).toString('base64'),
    }),
  ],
  [
    'functions of the elements of a list, and of keys',
    { texts, record },
    ({ texts, record }) => ({
      lower: texts.map((text: string) => text.toLowerCase() || 'none'),
      env: Object.entries(record).map(([key, value]) => ({ name: key.toUpperCase(), value })),
    }),
  ],
  [
    'the index of an element',
    { texts },
    ({ texts }) => ({ items: texts.map((text: string, at: number) => ({ name: `${at}-${text}`, port: 80 + at })) }),
  ],
  [
    'several items for an element',
    { texts },
    ({ texts }) => ({ args: texts.flatMap((text: string) => ['--name', text]) }),
  ],
  [
    'what is a number or text',
    { port: z.union([z.int(), z.string()]).default('http') },
    ({ port }) => (typeof port === 'number' ? { number: port } : { name: port }),
  ],
  [
    'entries that win over those of a record',
    { record, toggle, text },
    ({ record, toggle, text }) => ({ labels: { ...record, ...(toggle && { team: text }) } }),
  ],
  [
    'records spread over each other',
    { record, other: record },
    ({ record, other }) => ({ labels: { ...record, ...other } }),
  ],
  ['a list longer than so many', { texts }, ({ texts }) => ({ many: texts.length > 1 })],
  [
    'includes of a list, keys of a record',
    { texts, choices: z.array(choice).default([]), record },
    ({ texts, choices, record }) => ({
      has: choices.includes('large'),
      third: texts.includes('third'),
      team: 'team' in record,
    }),
  ],
  ['sums inside of text', { integer, other: integer }, ({ integer, other }) => ({ size: `${integer + other}Mi` })],
  ['sums', { integer, other: integer }, ({ integer, other }) => ({ sum: 2 * integer + other + 1 })],
  [
    'products, quotients and the largest of them',
    { count, other: count },
    ({ count, other }) => ({
      product: 2 * count * other + other + 1,
      up: Math.ceil(count / other),
      down: Math.max(Math.floor(count / 7), other),
      text: `${count * other}s`,
    }),
  ],
  [
    'text with parts under conditions',
    { text, toggle, choice, third: z.string().optional() },
    ({ text, toggle, choice, third }) => ({
      command: `serve ${text}${toggle ? ' --fast' : ''}${choice === 'large' ? ' --large' : ''}`,
      url: `${toggle ? 'https' : 'http'}://${third ? `${third}@` : ''}${text}`,
      script: ['set -e', ...(toggle ? ['set -x'] : []), `exec ${text}`].join('\n'),
      json: JSON.stringify({ text, ...(toggle && { fast: 1 }), ...(third !== undefined && { third }) }),
    }),
  ],
  [
    'joining what was filtered',
    { items: z.array(z.object({ name: z.string(), isOn: z.boolean().default(true) })).default([]) },
    ({ items }) => ({
      names: items
        .filter(({ isOn }: { isOn: boolean }) => isOn)
        .map(({ name }: { name: string }) => name)
        .join(','),
    }),
  ],
  [
    'joining what differs in more than values',
    { texts },
    ({ texts }) => ({ text: texts.map((text: string) => (text === '' ? 'none' : `<${text}>`)).join() }),
  ],
  [
    'joining lists inside of lists',
    { nested },
    ({ nested }) => ({
      paths: nested.map(({ host, paths }: Rule) => ({ host, paths: paths.map(({ path }) => path).join() })),
    }),
  ],
])('templates can express %s', (_, shape, build) => {
  expect(trace(shape, build)).toEqual({ fixed: [], dead: [] });
});

const inexpressible: readonly [string, z.ZodRawShape, Build][] = [
  ['slice from anywhere else than an end', { text }, ({ text }) => ({ text: text.slice(1, 3) })],
  ['a part in the middle of what is split', { text }, ({ text }) => ({ text: text.split('-')[1] })],
  ['replace of what occurs first', { text }, ({ text }) => ({ text: text.replace('-', '_') })],
  ['replace by what was matched', { text }, ({ text }) => ({ text: text.replace(/([a-z])[A-Z]/g, '$1-') })],
  ['regular expressions', { text }, ({ text }) => ({ kind: /^[a-z]+$/.test(text) ? 'word' : 'other' })],
  ['sort', { texts }, ({ texts }) => ({ texts: [...texts].sort().join(',') })],
  ['comparisons of sums', { integer, other: integer }, ({ integer, other }) => ({ more: integer + other > 64 })],
  ['products without bounds', { integer, other: integer }, ({ integer, other }) => ({ product: integer * other })],
  ['quotients without bounds', { integer }, ({ integer }) => ({ half: Math.ceil(integer / 2) })],
  ['remainders', { count }, ({ count }) => ({ rest: count % 7 })],
  ['powers', { count }, ({ count }) => ({ square: count * count })],
  ['fractions', { fraction }, ({ fraction }) => ({ sum: fraction * 2 })],
  [
    'items that depend on other items',
    { texts },
    ({ texts }) => ({ items: texts.map((text: string, at: number) => (at > 0 ? `${texts[at - 1]} ${text}` : text)) }),
  ],
  ['what a record has at one key', { record }, ({ record }) => ({ team: record.team ?? 'none' })],
  [
    'filter of enums',
    { choices: z.array(choice).default([]) },
    ({ choices }) => ({ large: choices.filter((one: string) => one === 'large') }),
  ],
  ['an index that is compared', { texts }, ({ texts }) => ({ items: texts.map((_: string, at: number) => at === 0) })],
  [
    'some and every',
    { items: z.array(z.object({ isOn: z.boolean() })).default([]) },
    ({ items }) => ({ any: items.some(({ isOn }: { isOn: boolean }) => isOn) }),
  ],
  [
    'joining what is joined itself',
    { nested },
    ({ nested }) => ({
      paths: nested.map(({ host, paths }: Rule) => paths.map(({ path }) => host + path).join(',')).join(';'),
    }),
  ],
  [
    'SHA-256 of joined text',
    { text },
    ({ text }) => ({ hash: createHash('sha256').update(`user:${text}`).digest('hex') }),
  ],
];

test('what templates cannot express fixes a value, and what is said of it', () => {
  const told = inexpressible.map(([name, shape, build]) => {
    const { fixed } = tracedValues(shape, build);
    return [name, ...fixed.map(({ path, reason }) => `  ${path}: ${reason}`)].join('\n');
  });
  expect(told.join('\n')).toMatchInlineSnapshot(`
"slice from anywhere else than an end
  text: its effect on Example chart-object.spec.text cannot be written as a template
a part in the middle of what is split
  text: its effect on Example chart-object.spec.text cannot be written as a template
replace of what occurs first
  text: its effect on Example chart-object.spec.text cannot be written as a template
replace by what was matched
  text: its effect on Example chart-object.spec.text cannot be written as a template
regular expressions
  text: its effect on Example chart-object.spec.kind cannot be written as a template
sort
  texts: its effect on Example chart-object.spec.texts cannot be written as a template
comparisons of sums
  integer: its effect on Example chart-object.spec.more cannot be written as a template: what is made of it and other is compared, or one of them may be null; compare both as they are, or let a value of its own say what is to be
  other: its effect on Example chart-object.spec.more cannot be written as a template: what is made of it and integer is compared, or one of them may be null; compare both as they are, or let a value of its own say what is to be
products without bounds
  integer: its effect on Example chart-object.spec.product cannot be written as a template: what is reckoned from it may be above 2^53 - 1, where Helm and JavaScript part ways; give all that is multiplied or divided a .max(…)
quotients without bounds
  integer: its effect on Example chart-object.spec.half cannot be written as a template: what is divided may be negative, which Helm rounds in another way than JavaScript; give all of it a .min(0), and what it is divided by a .min(1)
remainders
  count: its effect on Example chart-object.spec.rest cannot be written as a template
powers
  count: its effect on Example chart-object.spec.square cannot be written as a template
fractions
  fraction: its effect on Example chart-object.spec.sum cannot be written as a template
items that depend on other items
  texts: its effect on Example chart-object.spec.items[0] cannot be written as a template
what a record has at one key
  record: its effect on Example chart-object.spec.team cannot be written as a template
filter of enums
  choices: its effect on Example chart-object.spec.large[1] cannot be written as a template
an index that is compared
  texts: its effect on Example chart-object.spec.items[0] cannot be written as a template
some and every
  items: its effect on Example chart-object.spec.any cannot be written as a template
joining what is joined itself
SHA-256 of joined text
  text: its effect on Example chart-object.spec.hash cannot be written as a template"
`);
});

/** The values that a chart of one object with this content fixes, and the dead ones. */
function trace(shape: z.ZodRawShape, build: Build) {
  const { fixed, dead } = tracedValues(shape, build);
  return { fixed: fixed.map(({ path }) => path), dead };
}

function tracedValues(shape: z.ZodRawShape, build: Build) {
  const outdir = mkdtempSync(join(tmpdir(), 'expressible-'));
  const chart = defineChart({
    metadata: { name: 'chart', version: '1.0.0' },
    values: z.object(shape),
    constructs: (scope, values) => {
      new ApiObject(scope, 'object', { apiVersion: 'example.com/v1', kind: 'Example', spec: build(values) });
    },
  });
  try {
    const environments = environmentsFrom({ environments: { dev: {} } });
    const [{ fixedValues, deadValues }] = new HelmApp({ charts: [chart], environments, outdir }).synth().charts;
    return { fixed: fixedValues, dead: deadValues };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
