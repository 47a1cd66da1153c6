import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { bracketPairs, tokensOf } from '../../../lib/trace/source-tokens';

const lib = resolve(__dirname, '../../../lib');
const packages = resolve(__dirname, '../../../node_modules');

const sources = [
  ...readdirSync(lib, { recursive: true, encoding: 'utf8' }).map((file) => join(lib, file)),
  ...readdirSync(join(packages, 'yaml/dist/compose')).map((file) => join(packages, 'yaml/dist/compose', file)),
].filter((file) => /\.[jt]s$/.test(file));

/** What begins an expression in a template literal. */
const HOLE = '$'.concat('{');

/** What TypeScript's own parser finds, as `kind text` by the place in the file. */
function parsed(source: string): Map<number, string> {
  const found = new Map<number, string>();
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node)) found.set(node.getStart(), `text ${node.text}`);
    if (ts.isRegularExpressionLiteral(node)) found.set(node.getStart(), `pattern ${node.text}`);
    if (ts.isIdentifier(node)) found.set(node.getStart(), `name ${node.getText()}`);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.ES2022, true));
  return found;
}

test.each(sources)('%s has the names, texts and patterns that TypeScript finds', (file) => {
  const source = readFileSync(file, 'utf8');
  const tokens = new Map(tokensOf(source).map(({ kind, text, start }) => [start, `${kind} ${text}`]));
  const expected = parsed(source);
  expect(expected.size).toBeGreaterThan(0);
  expect([...expected].filter(([start, token]) => tokens.get(start) !== token)).toEqual([]);
});

test.each([
  ['a = b / c / d', ['a', '=', 'b', '/', 'c', '/', 'd']],
  ['return /a[/]b/g', ['return', '/a[/]b/g']],
  ["// it's\nx /* ' */ ?? 'it\\'s'", ['x', '??', "it's"]],
  [`\`a-\${b ? \`c\${d}\` : { e }}-f\``, ['a-', HOLE, 'b', '?', 'c', HOLE, 'd', '}', ':', '{', 'e', '}', '}', '-f']],
  ['0x1F + 1_000.5e-3', ['0x1F', '+', '1_000.5e-3']],
  ['a?.b ? .5 : c?.[0]', ['a', '?.', 'b', '?', '.5', ':', 'c', '?.', '[', '0', ']']],
  ['"\\u{1F680}\\x41\\n"', ['🚀A\n']],
  ["'never ends", ["'", 'never', 'ends']],
])('%s', (source, tokens) => {
  expect(tokensOf(source).map(({ text }) => text)).toEqual(tokens);
});

test('brackets know their partners, those of template literals too', () => {
  const tokens = tokensOf(`f(\`\${a[0]}\`)`);
  const pairs = [...bracketPairs(tokens)].map(([one, other]) => `${tokens[one].text}${tokens[other].text}`);
  expect(pairs.sort()).toEqual([`${HOLE}}`, '()', ')(', '[]', '][', `}${HOLE}`].sort());
});
