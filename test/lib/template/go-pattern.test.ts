// biome-ignore-all lint/suspicious/noControlCharactersInRegex: how they are written is what is tested
// biome-ignore-all lint/correctness/noEmptyCharacterClassInRegex: so are these
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goPattern } from '../../../lib/template/go-pattern';
import { yamlDocument } from '../../../lib/template/yaml';
import { schemaProblems } from '../../equality/schema-problems';
import { helmBinary } from '../../helm/binaries';
import { runHelm } from '../../helm/run-helm';
import { temporaryChart } from '../../helm/temporary-chart';

const unchanged = [
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  /^(?:\d+%|[1-9]\d{0,3}|x{2,}?)$/,
  /^a\/b\.c-d$/,
  /\bword\B|\t\n\v\f\r/,
  /^[\w.+-]+@\D\W$/,
  /^\x41[\x00-\x1f]$/,
  /^\p{L}+\P{Lu}$/u,
  /a{,5}b{x/,
  /^(a{10}){100}$/,
];

/** What JavaScript takes for a space. */
const SPACES = '\\t-\\r \\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

const translated: [RegExp, string][] = [
  [/^(?<year>\d{4})$/, String.raw`^(\d{4})$`],
  [/^\u0041\u00e4[\u0000-\u001f]$/, String.raw`^\x41\xe4[\x00-\x1f]$`],
  [/^\u20ac[\u4e00-\u9fff]$/, '^€[一-鿿]$'],
  [/^\u{1F600}$/u, '^😀$'],
  [/^\cA\0$/, String.raw`^\x01\x00$`],
  [/^[^][[a\b]$/, String.raw`^[\s\S][\[a\x08]$`],
  [/^azQe$/, '^azQe$'],
  [/^a.$/, '^a[^\\n\\r\u2028\u2029]$'],
  [/^\s[^\s]\S$/, `^[${SPACES}][^${SPACES}][^${SPACES}]$`],
];

const refused: [RegExp, string][] = [
  [/^(?=.{1,63}$)[a-z]+$/, 'Go has no look-ahead and no look-behind, as in "(?="'],
  [/^(?!-)[a-z-]+(?<!-)$/, 'Go has no look-ahead and no look-behind, as in "(?!"'],
  [/(?<=a)b/, 'Go has no look-ahead and no look-behind, as in "(?<="'],
  [/^(a|b)\1$/, 'Go has no back-references'],
  [/^(?<letter>a|b)\k<letter>$/, 'Go has no back-references'],
  [/^a{1,1001}$/, 'Go allows 1000 repetitions, nested ones multiplied'],
  [/^(?:[a-z]{1,61}\.){20}$/, 'Go allows 1000 repetitions, nested ones multiplied'],
  [/[]/, '"[]", which matches nothing, is an error in Go'],
  [/^\ud83d$/, '"\\ud83d" has no counterpart in Go'],
  [/^[\ud83d]$/, '"[\\ud83d]" has no counterpart in Go'],
  [/^\p{Script=Greek}$/u, '"\\p{Script=Greek}" has no counterpart in Go'],
  [/^abc$/i, 'the flag "i" cannot be carried into a JSON schema'],
  [/^abc$/m, 'the flag "m" cannot be carried into a JSON schema'],
];

test.each(unchanged)('%s stays as it is', (pattern) => {
  expect(goPattern(pattern)).toEqual({ pattern: pattern.source });
});

test.each(translated)('%s becomes %s', (pattern, expected) => {
  expect(goPattern(pattern)).toEqual({ pattern: expected });
  expect(() => new RegExp(expected, 'u')).not.toThrow();
});

test.each(refused)('%s is refused', (pattern, problem) => {
  expect(goPattern(pattern)).toEqual({ problem });
});

describe('in Helm', () => {
  const beyondGo = refused.filter(([, problem]) => !problem.includes('flag')).map(([pattern]) => pattern);

  const accepted = [...unchanged, ...translated.map(([pattern]) => pattern)].map((pattern) => {
    const result = goPattern(pattern);
    return 'pattern' in result ? result.pattern : '';
  });
  const samples: [RegExp, string[]][] = [
    [/^\u0041\u00e4[\u0000-\u001f]$/, ['Aä\u0000', 'Aä\u001f', 'Aä ', 'aä\u0001']],
    [/^[^][[a\b]$/, ['x[', '\nx', 'xa', 'x\b', 'xx']],
    [/^(?<year>\d{4})$/, ['2024', '٢٠٢٤']],
    [/^\u{1F600}$/u, ['😀', '😁']],
    [/^a.$/, ['ab', 'a\r', 'a\n', 'a\u00a0']],
    [/^\s[\s\d][\S-]$/, ['\u000b1a', '\u00a0\u30001', ' 1\u3000', '11a', '   ']],
  ];

  const files = {
    'Chart.yaml': 'apiVersion: v2\nname: demo\nversion: 1.0.0\n',
    'values.schema.json': JSON.stringify({
      $schema: 'http://json-schema.org/draft-07/schema#',
      properties: {
        compiled: { allOf: accepted.map((pattern) => ({ type: 'array', items: { pattern } })) },
        ...Object.fromEntries(samples.map(([pattern], index) => [`sample${index}`, goPattern(pattern)])),
      },
    }),
  };

  const broken = temporaryChart('demo', { 'Chart.yaml': 'apiVersion: v2\nname: demo\nversion: 1.0.0\n' });

  describe.each([3, 4] as const)('Helm %i', (major) => {
    /** Whether the schema takes each set of values, in one run. */
    const accepts = async (valueSets: readonly Record<string, unknown>[]) => {
      const problems = await schemaProblems({
        helm: await helmBinary(major),
        chart: { name: 'demo', version: '1.0.0' },
        files: new Map(Object.entries(files)),
        cases: valueSets.map((values, index) => ({ alias: `case-${index}`, valuesFile: yamlDocument(values) })),
      });
      return problems.map((lines) => lines.length === 0);
    };

    test('every accepted pattern compiles', async () => {
      expect(await accepts([{ compiled: [] }])).toEqual([true]);
    });

    test.each(beyondGo)('%s does not compile', async (pattern) => {
      const schema = JSON.stringify({ properties: { text: { pattern: pattern.source } } });
      writeFileSync(join(broken, 'values.schema.json'), schema);
      const { exitCode } = await runHelm(await helmBinary(major), ['template', broken]);
      expect(exitCode).not.toBe(0);
    });

    test('what is accepted matches what it matches in JavaScript', async () => {
      const tried = samples.flatMap(([pattern, texts], index) => texts.map((text) => ({ pattern, text, index })));
      const accepted = await accepts(tried.map(({ text, index }) => ({ [`sample${index}`]: text })));
      expect(tried.map(({ pattern, text }, at) => [pattern, text, accepted[at]])).toEqual(
        tried.map(({ pattern, text }) => [pattern, text, pattern.test(text)]),
      );
    });
  });
});
