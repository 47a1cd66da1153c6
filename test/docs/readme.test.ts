import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as library from '../../lib';
import { explainCommand } from '../../lib/cli/explain-command';
import { explanationLines } from '../../lib/cli/explanation-text';
import type { Layout } from '../../lib/cli/layout';
import { synthCommand } from '../../lib/cli/synth-command';
import * as chartModule from '../package/consumer/chart';
import { compileErrors, toCommonJs } from './compile';
import { excerpt } from './excerpt';
import { type FencedBlock, fencedBlocks, replaceTexts } from './fenced-blocks';

const { HelmApp, loadEnvironments } = library;

const root = resolve(__dirname, '../..');
const readme = join(root, 'README.md');
const consumer = join(root, 'test/package/consumer');

/** A copy of the infra repository that the README describes, and the working directory. */
const repository = mkdtempSync(join(tmpdir(), 'readme-'));

beforeAll(() => {
  cpSync(consumer, repository, { recursive: true });
  process.chdir(repository);
  synth('.', chartModule.sentiment);
  if (process.env.UPDATE_README) writeFileSync(readme, replaceTexts(readFileSync(readme, 'utf8'), textOf));
});

afterAll(() => {
  process.chdir(root);
  rmSync(repository, { recursive: true });
});

test('quotes files and output as they are (npm run docs refreshes them)', () => {
  const markdown = readFileSync(readme, 'utf8');
  expect(markdown).toBe(replaceTexts(markdown, textOf));
});

test('lists every file that synth writes, and no others', () => {
  const files = filesOf(join(repository, 'dist')).map((file) => `dist/${file}`);
  const patterns = lines(blockOf('files').text).map((line) => patternOf(line.split(' ')[0] as string));

  expect(files.filter((file) => !patterns.some((pattern) => pattern.test(file)))).toEqual([]);
  expect(patterns.filter((pattern) => !files.some((file) => pattern.test(file)))).toEqual([]);
});

test('has TypeScript that compiles in strict mode', () => {
  const texts = snippets().map((snippet): [string, string] => [pathOf(snippet), snippet.text]);
  expect(texts.length).toBeGreaterThan(0);
  expect(compileErrors(consumer, new Map(texts))).toEqual([]);
});

test('has TypeScript that runs', () => {
  for (const snippet of snippets()) expect(() => evaluate(snippet)).not.toThrow();
});

test('tells of every class, function and schema that the package exports', () => {
  const text = readFileSync(readme, 'utf8');
  expect(Object.keys(library).filter((name) => !new RegExp(`\`${name}\\b`).test(text))).toEqual([]);
});

test('names every option of the commands, and scripts that package.json has', () => {
  const text = readFileSync(readme, 'utf8');
  const commands = [synthCommand(), explainCommand()];
  const options = commands.flatMap((command) => command.options.map(({ long }) => long as string));
  expect(options.filter((option) => !text.includes(`\`${option}`))).toEqual([]);

  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const named = [...text.matchAll(/npm (?:run ([\w:]+)|(test)\b)/g)].map(([, script, test]) => script ?? test);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
});

/** What a block should hold, where that can be told. */
function textOf(block: FencedBlock): string | undefined {
  if (block.origin === undefined || block.origin === 'files') return undefined;
  if (block.origin === 'output of the code above') return evaluate(snippetAbove(block));
  if (block.origin === 'output of a misspelt key') return messageOfMisspeltKey();
  const [, explained] = /^output of explain (\S+)$/.exec(block.origin) ?? [];
  if (explained !== undefined) return explanationOf(explained);
  const text = excerpt(block.origin, (path) => readFileSync(join(repository, path), 'utf8'));
  if (text === undefined) throw new Error(`README.md:${block.line - 1}: cannot tell what "${block.origin}" is`);
  return text;
}

/** The TypeScript that is in no file of the repository. */
function snippets(): FencedBlock[] {
  return blocks().filter(({ language, origin }) => language === 'ts' && origin === undefined);
}

function snippetAbove({ line }: FencedBlock): FencedBlock {
  return snippets().findLast((snippet) => snippet.line < line) as FencedBlock;
}

function blockOf(origin: string): FencedBlock {
  return blocks().find((block) => block.origin === origin) as FencedBlock;
}

function blocks(): FencedBlock[] {
  return fencedBlocks(readFileSync(readme, 'utf8'));
}

/** The path in a snippet's first line, if it has one. */
function pathOf({ text, line }: FencedBlock): string {
  return /^\/\/ (\S+\.ts)\n/.exec(text)?.[1] ?? `readme-line-${line}.ts`;
}

/** Runs a snippet and returns what it prints. */
function evaluate({ text }: FencedBlock): string {
  const printed: string[] = [];
  const console = { log: (line: string) => printed.push(`${line}\n`) };
  const load = (name: string) => (/^\.\.?\/chart$/.test(name) ? chartModule : require(name));
  new Function('require', 'exports', 'console', toCommonJs(text))(load, {}, console);
  return printed.join('');
}

function messageOfMisspeltKey(): string {
  const file = join(repository, 'environments/prod.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('severity:', 'serverity:'));
  try {
    synth('.', chartModule.sentiment);
  } catch (error) {
    return `${(error as Error).message}\n`;
  } finally {
    writeFileSync(file, text);
  }
  throw new Error('a misspelt key should be refused');
}

function explanationOf(path: string): string {
  const app = new HelmApp({ charts: [chartModule.sentiment], environments: loadEnvironments('environments') });
  const layout: Layout = { width: 100, paint: (_, text) => text };
  return `${explanationLines(app.explain({ path }), path, layout).join('\n')}\n`;
}

function synth(folder: string, chart: typeof chartModule.sentiment): void {
  const environments = loadEnvironments(join(folder, 'environments'));
  new HelmApp({ charts: [chart], environments, outdir: join(folder, 'dist') }).synth();
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

/** `<kind>` and the like stand for any text without a slash. */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replace(/<\w+>/g, '[^/]+')}$`);
}

function lines(text: string): string[] {
  return text.trimEnd().split('\n');
}
