import {
  blockLines,
  isBlockText,
  isPlainText,
  quoteYaml,
  yamlDocument,
  yamlKey,
  yamlScalar,
} from '../../../lib/template/yaml';
import { seededRandom } from '../../../lib/trace/random';
import { helmBinary } from '../../helm/binaries';
import { kubernetesDocuments } from '../../helm/kubernetes-yaml';
import { helmOutput } from '../../helm/run-helm';
import { temporaryChart } from '../../helm/temporary-chart';

/** Text that some version of YAML, or Go's dialect of it, takes for something else than text. */
const TRAPS = [
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'n', 'N', 'no', 'No', 'NO', 'true', 'True', 'TRUE', 'false', 'False', 'FALSE'],
  ...['on', 'On', 'ON', 'off', 'Off', 'OFF', 'null', 'Null', 'NULL', '~', ''],
  ...[
    '0',
    '1',
    '-1',
    '+1',
    '007',
    '0777',
    '0o17',
    '-0o17',
    '0b11',
    '0B11',
    '0x1F',
    '0X1f',
    '1_000',
    '0x_1',
    '123_',
    '_1',
  ],
  ...['1.', '.5', '1.5', '-.5', '+.5', '1e3', '1E3', '1e+3', '1.5e-7', '1_0.5', '6.02e23', '.', '..', '1.2.3', '1e'],
  ...['.inf', '-.inf', '+.Inf', '.INF', '.nan', '.NaN', '.NAN', 'inf', 'nan', 'NaN', 'Infinity'],
  ...['12:30', '12:30:45', '1:2', '-1:30', '12:30:45.5', '190:20:30', '2001-12-14', '2001-12-14T21:59:43.10-05:00'],
  ...['2001-12-14 21:59:43 -5', '20:03:20', '1-2-3', '0-0', '9223372036854775808', '18446744073709551616', '1e400'],
  ...[
    '<<',
    '=',
    '!',
    '!!str',
    '!a',
    '&',
    '&a',
    '*',
    '*a',
    '?',
    '? a',
    '-',
    '- a',
    '--',
    '---',
    '--- a',
    '...',
    ':',
    ': a',
  ],
  ...[
    'a: b',
    'a:',
    ':a',
    'a:b',
    'a #b',
    '#a',
    'a#b',
    '|',
    '|-',
    '>',
    '>-',
    '%a',
    '@a',
    '`a`',
    '{',
    '}',
    '[',
    ']',
    '{a}',
    '[a]',
  ],
  ...[
    '{a: b}',
    ',',
    'a, b',
    '"',
    '"a"',
    "'",
    "'a'",
    "it's",
    'a"b',
    '\\',
    'a\\nb',
    '\\x41',
    '{{ .Values.x }}',
    '}}',
    '{{',
  ],
  ...[
    ' ',
    '  ',
    ' a',
    'a ',
    '\ta',
    'a\t',
    'a\tb',
    '\n',
    'a\n',
    '\na',
    'a\nb',
    'a\nb\n',
    'a\nb\n\n',
    'a\n\nb\n',
    ' a\nb',
    'a\n b\n',
  ],
  ...['a \nb', 'a\r\nb', '\r', 'a\n---\nb\n', '---\na\n', '# a\nb\n', 'a\n# b\n', '- a\n- b\n', '\ta\nb\n', 'a\n\tb\n'],
  ...[
    '\u0000',
    '\u0007',
    '\u001b[0m',
    '\u007f',
    '\u0085',
    'a\u0085b',
    '\u00a0',
    '\u00ad',
    '\u200b',
    '\u2028',
    'a\u2029b',
    '\ufeff',
  ],
  ...[
    '\ufffd',
    'é',
    '漢字',
    '🚀',
    'a\n🚀\n',
    'a\né\n',
    'e\u0301',
    '<a>&amp;</a>',
    '$HOME',
    '$(X)',
    '%%',
    '100%',
    '50m',
    '1.5Gi',
    '1Ki',
    '5s',
  ],
];
const plain = [
  'a',
  'example',
  'v1.2.3',
  'two words',
  '/path/to',
  'registry.example.com/team/image',
  'a-b_c',
  '500m',
  '2Gi',
  '30s',
  'http',
];

describe('a scalar', () => {
  test.each([...TRAPS, ...plain].map((text) => [JSON.stringify(text), text]))(
    '%s stays the text that it is',
    (_, text) => {
      expect(kubernetesDocuments(`value: ${yamlScalar(text)}\n${yamlKey(text)}: 1\n`)).toEqual([
        text === 'value' ? { value: 1 } : { value: text, [text]: 1 },
      ]);
    },
  );

  test.each([0, -1, 1.5, 1e21, 1e-7, 9007199254740991, true, false, null])('%p stays what it is', (value) => {
    expect(kubernetesDocuments(`value: ${yamlScalar(value)}`)).toEqual([{ value }]);
  });

  test('negative zero is zero, because JSON has only one', () => {
    expect(yamlScalar(-0)).toBe('0');
  });

  test('has quotes only where it needs them', () => {
    expect(plain.filter((text) => yamlScalar(text) !== text)).toEqual([]);
    expect(TRAPS.filter(isPlainText)).toEqual([
      '_1',
      'inf',
      'nan',
      'NaN',
      'Infinity',
      'a:b',
      'a, b',
      '50m',
      '1.5Gi',
      '1Ki',
      '5s',
    ]);
  });

  test('in quotes has no character that is not printable in YAML 1.1', () => {
    for (const text of TRAPS)
      expect(quoteYaml(text)).toMatch(/^"[\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*"$/u);
    expect(quoteYaml('\u0085\u00a0\u2028\ufeff')).toMatchInlineSnapshot(`""\\u0085 \\u2028\\ufeff""`);
  });
});

describe('text of several lines', () => {
  test('is a block where it can be read as one', () => {
    expect(
      yamlDocument({ script: 'set -eu\n\n  indented\nend\n', tail: 'a\nb', list: ['a\nb\n', 'c'] }),
    ).toMatchInlineSnapshot(`
"script: |
  set -eu

    indented
  end
tail: |-
  a
  b
list:
  - |
    a
    b
  - c
"
`);
  });

  test.each(['a\nb\n\n', 'a \nb', ' a\nb', '\na', 'a\n\ttab \n', 'a\r\nb', 'a\n\u0007', 'a\n\u2028', 'a\n'])(
    '%j is none',
    (text) => {
      expect(isBlockText(text)).toBe(false);
    },
  );

  test('keeps its last newline by the header', () => {
    expect(blockLines('a\nb\n')).toEqual({ header: '|', lines: ['a', 'b'] });
    expect(blockLines('a\nb')).toEqual({ header: '|-', lines: ['a', 'b'] });
  });
});

test('a document in block style', () => {
  expect(
    yamlDocument({
      text: 'on',
      none: undefined,
      map: { a: 1, empty: {} },
      list: [{ b: [true, []], c: null }, ['x']],
      n: {},
    }),
  ).toMatchInlineSnapshot(`
"text: "on"
map:
  a: 1
  empty: {}
list:
  - b:
      - true
      - []
    c: null
  - - x
"n": {}
"
`);
  expect([yamlDocument({}), yamlDocument([]), yamlDocument('on')]).toEqual(['{}\n', '[]\n', '"on"\n']);
});

/** Random JSON of hostile text. */
function randomTree(random: () => number, depth: number): unknown {
  const pick = () => TRAPS[Math.floor(random() * TRAPS.length)];
  const kind = random();
  const length = Math.floor(random() * 4);
  if (depth > 0 && kind < 0.3) return Array.from({ length }, () => randomTree(random, depth - 1));
  if (depth > 0 && kind < 0.7) {
    return Object.fromEntries(Array.from({ length }, () => [pick(), randomTree(random, depth - 1)]));
  }
  return kind < 0.95 ? pick() : Math.round((random() - 0.5) * 1e6) / 8;
}

describe('whatever is written is read again', () => {
  const random = seededRandom(11);
  const trees = Array.from({ length: 300 }, () => randomTree(random, 4));
  const written = { texts: TRAPS, keys: Object.fromEntries(TRAPS.map((text, index) => [text, index])), trees };

  test('by the parser that stands for Go’s', () => {
    expect(kubernetesDocuments(yamlDocument(written))).toEqual([written]);
  });

  const chart = temporaryChart('texts', {
    'Chart.yaml': 'apiVersion: v2\nname: texts\nversion: 1.0.0\n',
    'values.yaml': yamlDocument(written),
    'templates/out.yaml': 'kind: Out\nvalues: {{ .Values | toJson | b64enc }}\n',
  });

  test.each([3, 4] as const)('by Helm %i', async (major) => {
    const output = await helmOutput(await helmBinary(major), ['template', chart]);
    const [, encoded = ''] = output.split('values: ');
    expect(JSON.parse(Buffer.from(encoded, 'base64').toString())).toEqual(written);
  });
});
