import { Release } from '../../../lib/release/release';
import { arrangeTemplate } from '../../../lib/template/arrange-template';
import type { Condition } from '../../../lib/template/condition';
import { evaluateTemplate } from '../../../lib/template/evaluate';
import type { Expression } from '../../../lib/template/expression';
import { foldRepeats } from '../../../lib/template/fold-repeats';
import { helpersFile } from '../../../lib/template/helpers-file';
import type { ChartTemplate, Entry, Item, Part, TemplateNode } from '../../../lib/template/node';
import { templateFiles } from '../../../lib/template/template-files';
import { yamlDocument } from '../../../lib/template/yaml';
import { seededRandom } from '../../../lib/trace/random';
import { comparableObjects } from '../../equality/comparable-objects';
import { renderCases } from '../../equality/render-cases';
import { helmBinary } from '../../helm/binaries';
import { and, atLeast, defined, equals, hasKey, not, or, reference, root, truthy } from './some-values';

const release = new Release({ release: 'demo', chart: 'demo', namespace: 'default' });

/**
 * Random templates, far more crowded with conditions than what is learnt from constructs: however they are arranged, they
 * give the same objects for the same values.
 */
const TEMPLATES = 100;
const VALUES = 40;

const random = seededRandom(11);
const pick = <T>(options: readonly T[]): T => options[Math.floor(random() * options.length)];
const many = <T>(most: number, make: (index: number) => T): T[] =>
  Array.from({ length: 1 + Math.floor(random() * most) }, (_, index) => make(index));

const TESTS = [
  ...['enabled', 'cache.enabled', 'host', 'password', 'labels'].map(truthy),
  ...['none', 's3', 'pvc'].map((mode) => equals('mode', mode)),
  ...[1, 3].map((count) => atLeast('count', count)),
  ...[defined('password'), hasKey('labels', 'a')],
];
const IN_LOOP = [truthy('hosts.[0].tls'), defined('hosts.[0].tls'), truthy('hosts.[0].name')];

function condition(inLoop: boolean, depth = 1): Condition {
  const test = pick(inLoop ? [...TESTS, ...IN_LOOP] : TESTS);
  if (depth === 0 || random() < 0.5) return random() < 0.3 ? not(test) : test;
  return pick([and, or])(...many(2, () => condition(inLoop, depth - 1)), condition(inLoop, depth - 1));
}

const literal = (text: string): Expression => ({ kind: 'literal', value: text });
const value = (path: string): Expression => ({ kind: 'value', reference: reference(path) });

function node(inLoop: boolean, depth: number): TemplateNode {
  const kind = depth <= 0 ? 'scalar' : pick(['scalar', 'mapping', 'mapping', 'sequence']);
  if (kind === 'mapping') return { kind, parts: entries(inLoop, depth) };
  if (kind === 'sequence') return { kind, parts: items(inLoop, depth) };
  const paths = ['host', 'count', 'mode', 'cache.host', ...(inLoop ? ['hosts.[0].name'] : [])];
  return {
    kind: 'scalar',
    expression: random() < 0.5 ? { kind: 'literal', value: pick(['x', 1]) } : value(pick(paths)),
  };
}

/** Parts under random conditions; `one` makes what is not under any more of them. */
function parts<P>(inLoop: boolean, depth: number, one: (index: string) => Part<P>, prefix = ''): Part<P>[] {
  return many(3, (index) => {
    const name = `${prefix}${index}`;
    if (depth === 0 || random() < 0.5) return one(name);
    const branches = many(2, (branch) => ({
      when: condition(inLoop),
      parts: parts(inLoop, depth - 1, one, `${name}${'abc'[branch]}`),
    }));
    const otherwise = random() < 0.4 ? parts(inLoop, depth - 1, one, `${name}z`) : [];
    return { kind: 'conditional', branches, otherwise };
  });
}

const FIELDS = ['image', 'env', 'ports', 'name', 'free', 'other', 'labels'];

function entries(inLoop: boolean, depth: number): Part<Entry>[] {
  const own = parts<Entry>(inLoop, depth, (index) => ({
    kind: 'entry',
    key: literal(`${pick(FIELDS)}${index}`),
    value: node(inLoop, depth - 1),
  }));
  return random() < 0.2 ? [...own, { kind: 'splice', reference: reference('labels') }] : own;
}

function items(inLoop: boolean, depth: number): Part<Item>[] {
  return parts<Item>(inLoop, depth, () => {
    if (!inLoop && depth > 0 && random() < 0.2) {
      return { kind: 'loop', over: reference('hosts'), loop: 0, parts: items(true, depth - 1) };
    }
    return { kind: 'item', value: node(inLoop, depth - 1) };
  });
}

/** A chart of so many objects, some of which have something in common. */
function template(count: number): ChartTemplate {
  const entry = (key: string, value: TemplateNode): Entry => ({ kind: 'entry', key: literal(key), value });
  const scalar = (text: string): TemplateNode => ({ kind: 'scalar', expression: literal(text) });
  const specs: TemplateNode[] = [];
  const objects = Array.from({ length: count }, (_, index): Item => {
    const metadata: TemplateNode = { kind: 'mapping', parts: [entry('name', scalar(`object-${index}`))] };
    const own: TemplateNode = { kind: 'mapping', parts: entries(false, 2) };
    specs.push(own);
    const fields = [entry('kind', scalar('Example')), entry('metadata', metadata), entry('spec', own)];
    if (random() < 0.3) fields.push(entry('again', pick(specs)));
    return { kind: 'item', value: { kind: 'mapping', parts: [entry('apiVersion', scalar('v1')), ...fields] } };
  });
  return { objects, helpers: [], labels: [] };
}

function values(): object {
  const toggle = () => random() < 0.5;
  return {
    enabled: toggle(),
    mode: pick(['none', 's3', 'pvc']),
    count: pick([0, 1, 2, 3]),
    host: pick(['', 'a', 'b']),
    ...(toggle() && { password: { secret: pick(['', 'x']) } }),
    cache: { enabled: toggle(), auth: { enabled: toggle() }, host: pick(['', 'h']) },
    labels: pick([{}, { a: '1' }, { b: '2' }, { a: '1', b: '2' }]),
    hosts: pick([[], [{ name: 'x', tls: true }], [{ name: '' }, { name: 'y', tls: false }]]),
  };
}

/** JSON in which the order of keys does not show. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const map = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.keys(map)
      .toSorted()
      .map((key) => [key, sorted(map[key])]),
  );
}

test('templates mean the same however they are arranged', () => {
  const sets = Array.from({ length: VALUES }, values);
  let changed = 0;
  for (let round = 0; round < TEMPLATES; round++) {
    const original = template(2);
    const arranged = foldRepeats(arrangeTemplate(original, root));
    if (JSON.stringify(arranged) !== JSON.stringify(original)) changed++;
    for (const set of sets) {
      const [before, after] = [original, arranged].map((one) => sorted(evaluateTemplate(one, set, release)));
      if (JSON.stringify(before) !== JSON.stringify(after))
        expect({ round, set, after }).toEqual({ round, set, after: before });
    }
  }
  expect(changed).toBeGreaterThan(0.9 * TEMPLATES);
});

test.each([3, 4] as const)('Helm %i renders what is evaluated', async (major) => {
  const arranged = foldRepeats(arrangeTemplate(template(40), root));
  const sets = Array.from({ length: 25 }, values);
  const rendered = await renderCases({
    helm: await helmBinary(major),
    release: 'demo',
    namespace: 'default',
    apiVersions: [],
    chart: { name: 'demo', version: '1.0.0' },
    files: new Map([
      ['Chart.yaml', 'apiVersion: v2\nname: demo\nversion: 1.0.0\n'],
      [
        'templates/_helpers.tpl',
        helpersFile(arranged, { chart: 'demo', hasNameOverride: false, hasFullnameOverride: false }),
      ],
      ...[...templateFiles(arranged, 'demo')].map(([file, text]) => [`templates/${file}`, text] as const),
    ]),
    cases: sets.map((set, index) => ({ alias: `case-${index}`, valuesFile: yamlDocument(set) })),
  });
  expect(arranged.blocks?.length).toBeGreaterThan(0);
  for (const [index, set] of sets.entries()) {
    expect(comparableObjects(rendered[index])).toEqual(comparableObjects(evaluateTemplate(arranged, set, release)));
  }
});
