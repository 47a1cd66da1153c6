import { plainMap, sourceAt, writtenAt } from '../../../lib/environment/located';
import { readYaml } from '../../../lib/environment/yaml';
import { formatProblem } from '../../../lib/errors';

function read(...lines: string[]) {
  return readYaml({ file: 'dev.yaml', environment: 'dev', text: lines.join('\n') });
}

function data(...lines: string[]): unknown {
  const { root, problems } = read(...lines);
  expect(problems).toEqual([]);
  return root && plainMap(root);
}

function problems(...lines: string[]): string[] {
  return read(...lines).problems.map(formatProblem);
}

describe('YAML 1.2', () => {
  test('leaves the words and numbers of YAML 1.1 as text', () => {
    expect(data('on: off', 'yes: y', 'big: 1_000', 'time: 12:30', 'date: 2024-01-01', 'binary: 0b11')).toEqual({
      on: 'off',
      yes: 'y',
      big: '1_000',
      time: '12:30',
      date: '2024-01-01',
      binary: '0b11',
    });
  });

  test('reads scalars, lists and maps in all styles', () => {
    expect(
      data('a: [1, -2.5, 1e3, 0x1F, 0o17, true, ~, "3", !!str 4]', 'b: {c: x', '  y}', 'd:', '- e: |', '    z', '  f:'),
    ).toEqual({ a: [1, -2.5, 1000, 31, 15, true, null, '3', '4'], b: { c: 'x y' }, d: [{ e: 'z\n', f: null }] });
  });

  test('takes windows line ends, a byte order mark and a leading document marker', () => {
    expect(data('\ufeff---\r', 'a: 1\r', 'b: |\r', '  x\r', '')).toEqual({ a: 1, b: 'x\n' });
  });

  test('keys are text; a number is one where it is written as it is read', () => {
    expect(data('80: http', 'true: x', '"1.10": y')).toEqual({ 80: 'http', true: 'x', '1.10': 'y' });
    expect(problems('1.10: x', '? [a]', ': y', ': z')).toEqual([
      'dev.yaml:1:1 a key must be text, found 1.10, which is read as 1.1; put it in quotes',
      'dev.yaml:2:3 a key must be text, found a map or a list; text that begins with { or [ needs quotes',
      'dev.yaml:4:1 a key must be text, found nothing, which is read as null; put it in quotes',
    ]);
  });

  test('the key __proto__ is one like any other', () => {
    const read = data('values:', '  __proto__: { polluted: true }') as { values: Record<string, unknown> };
    expect(Object.keys(read.values)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('numbers remember how they were written, where that is not how they are printed', () => {
    const { root } = read('a: 1.10', 'b: 2', 'c: 0x1F', 'd: "1.10"');
    expect(['a', 'b', 'c', 'd'].map((key) => root && writtenAt(root, [key]))).toEqual([
      '1.10',
      undefined,
      '0x1F',
      undefined,
    ]);
  });
});

describe('anchors and aliases', () => {
  test('stand for the value; what is in it keeps its place', () => {
    const { root } = read('a: &limits', '  cpu: 1', 'b:', '  c: *limits');
    expect(root && plainMap(root)).toEqual({ a: { cpu: 1 }, b: { c: { cpu: 1 } } });
    expect(root && sourceAt(root, ['b', 'c'], 'value').location).toEqual({ file: 'dev.yaml', line: 4, column: 6 });
    expect(root && sourceAt(root, ['b', 'c', 'cpu'], 'value').location?.line).toBe(2);
  });

  test('may be set again; an alias takes the last one before it', () => {
    expect(data('a: &x 1', 'b: *x', 'c: &x 2', 'd: *x')).toEqual({ a: 1, b: 1, c: 2, d: 2 });
  });

  test('that lead nowhere, or into themselves', () => {
    expect(problems('a: *x', 'b: &x [*x]', 'c: &y {d: *y}')).toEqual([
      'dev.yaml:1:4 a: the alias *x has no anchor &x before it in this file',
      'dev.yaml:2:8 b[0]: the alias *x stands inside of what &x marks, and would go on for ever',
      'dev.yaml:3:11 c.d: the alias *y stands inside of what &y marks, and would go on for ever',
    ]);
  });

  test('that multiply are refused before they fill the memory', () => {
    const levels = [...'bcdefghijklm'].map((name, index, names) => {
      const alias = `*${names[index - 1] ?? 'a'}`;
      return `${name}: &${name} [${Array(10).fill(alias).join(', ')}]`;
    });
    expect(problems('a: &a [x, x]', ...levels)).toEqual([
      'dev.yaml:7:16 g[2]: the aliases up to here stand for more than 1000000 values',
    ]);
  });
});

describe('merge keys', () => {
  test('take over what the map itself does not have; of a list, the first map wins', () => {
    expect(
      data(
        'small: &small { cpu: 1, memory: 2Gi }',
        'fast: &fast { cpu: 4, disk: ssd }',
        'a:',
        '  cpu: 2',
        '  <<: *small',
        'b: { <<: [*fast, *small], disk: null }',
        'c: { <<: { cpu: 3 } }',
      ),
    ).toMatchObject({ a: { cpu: 2, memory: '2Gi' }, b: { cpu: 4, memory: '2Gi', disk: null }, c: { cpu: 3 } });
  });

  test('keep the place of what they bring', () => {
    const { root } = read('a: &a', '  cpu: 1', 'b:', '  <<: *a');
    expect(root && sourceAt(root, ['b', 'cpu'], 'key').location?.line).toBe(2);
  });

  test('take maps only, and are text in quotes', () => {
    expect(problems('a:', '  <<: 1', 'b: { <<: [{}, x] }')).toEqual([
      'dev.yaml:2:3 a: the merge key << takes a map or a list of maps; put it in quotes if it is a key of its own',
      'dev.yaml:3:6 b: the merge key << takes a map or a list of maps; put it in quotes if it is a key of its own',
    ]);
    expect(data('"<<": { a: 1 }')).toEqual({ '<<': { a: 1 } });
  });
});

describe('problems of a file', () => {
  test('of syntax come all at once, without the text of the line', () => {
    const found = problems('values:', '  a: @hunter2', '  b: - hunter2', '  c: "hunter2', 'd: 1');
    expect(found).toEqual([
      'dev.yaml:2:6 not valid YAML: Plain value cannot start with reserved character @',
      'dev.yaml:3:6 not valid YAML: Unexpected block-seq-ind on same line with key',
      'dev.yaml:3:8 not valid YAML: Implicit map keys need to be followed by map values',
      'dev.yaml:4:6 not valid YAML: Missing closing "quote',
    ]);
    expect(found.join()).not.toContain('hunter2');
  });

  test('duplicate keys say where the first one is, and which value they are about', () => {
    expect(
      problems('values:', '  image:', '    tag: a', '    tag: b', 'values: {}', 'cluster: {x: 1, "x": 2}'),
    ).toEqual([
      'dev.yaml:4:5 image.tag: duplicate key; it is already there in line 3, and only one of the two can count',
      'dev.yaml:5:1 values: duplicate key; it is already there in line 1, and only one of the two can count',
      'dev.yaml:6:17 cluster.x: duplicate key; it is already there in line 6, and only one of the two can count',
    ]);
  });

  test('empty files, files with comments only, and lone nulls', () => {
    const message = 'dev.yaml:1:1 the file is empty; write "values: {}" for an environment that changes nothing';
    expect([problems(''), problems('# later'), problems('---', '...'), problems('~')]).toEqual(
      Array(4).fill([message]),
    );
  });

  test('what is not a map', () => {
    expect(problems('- a')).toEqual(['dev.yaml:1:1 expected a map with the key values, found a list']);
    expect(problems('', ' text')).toEqual(['dev.yaml:2:2 expected a map with the key values, found a single value']);
  });

  test('several documents', () => {
    expect(problems('values: {}', '---', 'values: {}', '---', 'values: {}')).toEqual([
      'dev.yaml:2:1 a second document begins here; give it a file of its own, or remove the "---"',
    ]);
  });

  test('tags that are not plain data', () => {
    expect(problems('a: !vault x', 'b: !!binary aGk=')).toEqual([
      'dev.yaml:1:4 Unresolved tag: !vault; tags have no meaning in values, write the value itself',
      'dev.yaml:2:4 Unresolved tag: tag:yaml.org,2002:binary; tags have no meaning in values, write the value itself',
    ]);
  });
});
