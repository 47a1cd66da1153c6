import { constantTexts, withConstantTexts } from '../../../lib/trace/constant-texts';
import { tokensOf } from '../../../lib/trace/source-tokens';

const DECLARED = "const PREFIX = 'registry.example.com', TEAM = 'ml';\nconst joined = PREFIX + suffix;";

/** The texts of some source, with constants in their places. */
function textsIn(source: string): string[] {
  const constants = new Map(constantTexts(tokensOf(DECLARED)));
  return withConstantTexts(tokensOf(source), constants).flatMap(({ kind, text }) => (kind === 'text' ? [text] : []));
}

test('are those of whole declarations', () => {
  expect(constantTexts(tokensOf(DECLARED))).toEqual([
    ['PREFIX', 'registry.example.com'],
    ['TEAM', 'ml'],
  ]);
  expect(constantTexts(tokensOf("const one = 'a' + b, two = ['c', d = 'e'];"))).toEqual([]);
});

test.each([
  ["name.startsWith(PREFIX + '/')", ['registry.example.com/']],
  ["name === PREFIX + '/' + TEAM", ['registry.example.com/ml']],
  ["name === 'a' + 'b'", ['ab']],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: source is what is read
  ['name === `${PREFIX}/base`', ['registry.example.com/base']],
  ["name === other.PREFIX + '/'", ['/']],
  ["PREFIX + '/' + name", ['registry.example.com/']],
])('%s', (source, texts) => {
  expect(textsIn(source)).toEqual(texts);
});
