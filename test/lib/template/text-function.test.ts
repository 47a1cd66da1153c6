import { TEXT_FUNCTIONS } from '../../../lib/template/text-function';
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
