import { z } from 'zod';
import type { Expression } from '../../../lib/template/expression';
import { goPipeline } from '../../../lib/template/go-syntax';
import type { Reference } from '../../../lib/template/reference';
import { changeText, TEXT_FUNCTIONS, type TextChange, unlikeFunction } from '../../../lib/template/text-function';
import { shapeOf } from '../../../lib/values/shape';
import { helmBinary } from '../../helm/binaries';
import { renderChart } from '../../helm/render-chart';
import { temporaryChart } from '../../helm/temporary-chart';

const ofJavaScript = {
  upper: (text: string) => text.toUpperCase(),
  lower: (text: string) => text.toLowerCase(),
  trim: (text: string) => text.trim(),
};

/** Text around every character that JavaScript's function changes. */
function changedTexts(name: keyof typeof ofJavaScript): string[] {
  const codes = Array.from({ length: 0x1ffff }, (_, code) => code).filter((code) => code < 0xd800 || code > 0xf8ff);
  const texts = codes
    .map((code) => String.fromCodePoint(code))
    .filter((character) => !/[\u2028\u2029]/.test(character));
  return texts
    .filter((character) => ofJavaScript[name](character) !== character)
    .map((character) => (name === 'trim' ? `${character}a${character}` : `1${character}`));
}

describe.each(['upper', 'lower', 'trim'] as const)('%s', (name) => {
  const { apply, unlike } = TEXT_FUNCTIONS[name];
  const refused = new RegExp(`[${unlike}]`, 'u');
  const texts = changedTexts(name).filter((text) => !refused.test(text));
  const chart = temporaryChart('texts', {
    'Chart.yaml': 'apiVersion: v2\nname: texts\nversion: 1.0.0\n',
    'templates/texts.yaml': `texts:\n{{- range .Values.texts }}\n- {{ . | ${name} | toJson }}\n{{- end }}\n`,
  });

  test('does what JavaScript does, but for the characters that it names', () => {
    expect(texts.filter((text) => apply(text) !== ofJavaScript[name](text))).toEqual([]);
  });

  test.each([3, 4] as const)('does what Helm %i does, but for these', async (major) => {
    const [rendered] = await renderChart({ helm: await helmBinary(major), chart, values: { texts } });
    expect(texts.filter((text, at) => rendered.texts[at] !== apply(text))).toEqual([]);
  });
});

test('the end of a word decides about a small sigma in JavaScript only', () => {
  expect('ΟΔΟΣ'.toLowerCase()).toBe('οδος');
  expect(TEXT_FUNCTIONS.lower.apply('ΟΔΟΣ')).toBe('οδοσ');
});

const TEXT: Expression = {
  kind: 'value',
  reference: { steps: ['text'], optionalSteps: [], shape: shapeOf(z.string()) } as unknown as Reference,
};

/** Texts of all kinds of characters, in which those stand together that patterns tell apart. */
const MIXED = [
  '',
  '-',
  'a',
  'a-b',
  '--a--b--',
  'Feature/Some_thing #12',
  'registry:5000/image:1.0',
  ':',
  ' two  words\tand\nlines \r\n',
  'a\u000bb\u00a0c\u2003d\u2028e\ufefff',
  'straße é 漢字',
  'K and k, \u212a and \u017f',
  'one 🚀 two 🚀🚀',
  '$1 $& \\1 {{ . }} "\'`',
  'x'.repeat(70),
];

describe.each<[string, TextChange, string]>([
  ['the beginning', { cut: 5 }, '.Values.text | trunc 5'],
  ['the end', { cut: -5 }, '.Values.text | trunc -5'],
  ['what is no letter or digit', { pattern: '[^a-z0-9]+', to: '-' }, 'regexReplaceAll "[^a-z0-9]+" .Values.text "-"'],
  ['space', { pattern: '\\s+', to: ' ' }, 'regexReplaceAll "\\\\s+" .Values.text " "'],
  ['what is no space', { pattern: '[^\\s-]', to: '' }, 'regexReplaceAll "[^\\\\s-]" .Values.text ""'],
  ['single characters', { pattern: '\\W', to: '_' }, 'regexReplaceAll "\\\\W" .Values.text "_"'],
  ['any character', { pattern: '^.', to: '<>' }, 'regexReplaceAll "^[^\\\\n\\\\r\\u2028\\u2029]" .Values.text "<>"'],
  [
    'letters in any case',
    { pattern: '[a-z]+', to: 'x', anyCase: true },
    'regexReplaceAll "(?i)[a-z]+" .Values.text "x"',
  ],
  ['what stands before a sign', { split: ':', part: 'first' }, '.Values.text | splitList ":" | first'],
  ['what stands behind a text', { split: '--', part: 'last' }, '.Values.text | splitList "--" | last'],
  ['signs at the end', { pattern: '-+$', to: '' }, 'regexReplaceAll "-+$" .Values.text ""'],
  ['signs at both ends', { pattern: '^-+|-+$', to: '' }, '.Values.text | trimAll "-"'],
])('%s', (_, change, printed) => {
  const refused = new RegExp(`[${unlikeFunction(change)?.characters ?? ''}]`, 'u');
  const texts = MIXED.filter((text) => !refused.test(text));
  const pipeline = goPipeline(
    { kind: 'call', function: change, argument: TEXT },
    { chart: 'texts', loops: [], fileOf: () => '' },
  );

  const chart = temporaryChart('texts', {
    'Chart.yaml': 'apiVersion: v2\nname: texts\nversion: 1.0.0\n',
    'templates/texts.yaml': `texts:\n{{- range .Values.texts }}\n{{- with dict "Values" (dict "text" .) }}\n- {{ ${pipeline} | toJson }}\n{{- end }}\n{{- end }}\n`,
  });

  test('is printed as it is written', () => {
    expect(pipeline).toBe(printed);
  });

  test.each([3, 4] as const)('is what Helm %i makes of text that it is not refused', async (major) => {
    const [rendered] = await renderChart({ helm: await helmBinary(major), chart, values: { texts } });
    expect(rendered.texts).toEqual(texts.map((text) => changeText(change, text)));
    expect(texts.length).toBeGreaterThan(MIXED.length / 2);
  });
});
