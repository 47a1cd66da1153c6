import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';

interface Room {
  /** Rooms that it may import, all of them above it in the table. */
  readonly rooms: readonly string[];
  /** Packages and Node modules that it may load at run time. */
  readonly packages: readonly string[];
}

/** A room is a folder of `lib`, or a file at its top. The order is that of the data's way through the library. */
const table: Readonly<Record<string, Room>> = {
  errors: { rooms: [], packages: [] },
  values: { rooms: ['errors'], packages: ['zod', 'fastest-levenshtein'] },
  environment: { rooms: ['errors', 'values'], packages: ['zod', 'yaml', 'node:fs', 'node:path'] },
  release: { rooms: ['errors'], packages: ['cdk8s', 'node:crypto'] },
  servers: { rooms: [], packages: [] },
  constructs: { rooms: ['errors', 'values', 'release', 'servers'], packages: ['zod', 'cdk8s', 'constructs'] },
  hooks: { rooms: ['errors', 'values', 'release', 'constructs'], packages: ['zod', 'cdk8s', 'constructs'] },
  inference: {
    rooms: ['errors', 'values', 'release', 'constructs', 'hooks'],
    packages: ['zod', 'cdk8s', 'constructs'],
  },
  delivery: {
    rooms: ['errors', 'values', 'release', 'constructs', 'hooks', 'inference'],
    packages: ['zod', 'cdk8s', 'constructs'],
  },
  template: { rooms: ['values', 'release'], packages: ['node:crypto'] },
  chart: {
    rooms: ['errors', 'values', 'template'],
    packages: ['zod', 'semver', 'tar', 'node:fs', 'node:path', 'node:zlib'],
  },
  dependencies: { rooms: ['values', 'constructs', 'chart'], packages: ['zod'] },
  definition: {
    rooms: ['errors', 'values', 'release', 'chart'],
    packages: ['cdk8s', 'node:path', 'node:url'],
  },
  trace: {
    rooms: ['errors', 'values', 'release', 'template', 'definition'],
    packages: ['cdk8s', 'constructs', 'node:fs', 'node:inspector', 'node:module', 'node:path', 'node:url'],
  },
  explain: { rooms: ['errors', 'values', 'environment', 'release', 'template', 'trace'], packages: ['zod'] },
  app: {
    rooms: [
      'errors',
      'values',
      'environment',
      'release',
      'hooks',
      'template',
      'chart',
      'definition',
      'trace',
      'explain',
    ],
    packages: ['node:fs', 'node:os', 'node:path'],
  },
  index: {
    rooms: [
      'errors',
      'values',
      'environment',
      'release',
      'hooks',
      'inference',
      'delivery',
      'chart',
      'dependencies',
      'definition',
      'trace',
      'explain',
      'app',
    ],
    packages: [],
  },
  cli: {
    rooms: ['errors', 'values', 'template', 'explain', 'app'],
    packages: ['commander', 'yaml', 'zod', 'node:child_process', 'node:fs', 'node:os', 'node:path'],
  },
};

interface Import {
  readonly from: string;
  /** Another file of `lib`, such as `values/shape.ts`, or a package. */
  readonly to: string;
  readonly isLocal: boolean;
  /** Whether it is gone after compilation. */
  readonly isType: boolean;
}

const lib = resolve(__dirname, '../lib');
const { dependencies, peerDependencies } = JSON.parse(readFileSync(resolve(__dirname, '../package.json'), 'utf8'));
const sources = sourceFiles();
const imports = [...sources].flatMap(([file, source]) => importsOf(file, source));

test('every part of lib is in the table, and the table has nothing else', () => {
  expect(Object.keys(table).sort()).toEqual([...new Set([...sources.keys()].map(roomOf))].sort());
});

test('CONTRIBUTING.md has the same table', () => {
  const text = readFileSync(resolve(__dirname, '../CONTRIBUTING.md'), 'utf8');
  const rows = [...text.matchAll(/^\| `(\w+)(?:\.ts)?` +\| .* \| (.*) \|$/gm)].map(([, room, imports]) => [
    room,
    [...(imports as string).matchAll(/`(\w+)`/g)].map(([, name]) => name),
  ]);
  expect(Object.fromEntries(rows)).toEqual(
    Object.fromEntries(Object.entries(table).map(([room, { rooms }]) => [room, rooms])),
  );
});

test('a room imports only rooms above it, so that there is no cycle', () => {
  const order = Object.keys(table);
  for (const [index, room] of order.entries()) {
    expect(order.slice(0, index)).toEqual(expect.arrayContaining([...(table[room] as Room).rooms]));
  }
});

test('rooms import only what the table allows them', () => {
  const strays = imports.filter(
    ({ from, to, isLocal }) =>
      isLocal && roomOf(from) !== roomOf(to) && !table[roomOf(from)]?.rooms.includes(roomOf(to)),
  );
  expect(strays.map(shown)).toEqual([]);
});

test('rooms load only the packages that the table allows them', () => {
  const strays = imports.filter(
    ({ from, to, isLocal, isType }) => !isLocal && !isType && !table[roomOf(from)]?.packages.includes(to),
  );
  expect(strays.map(shown)).toEqual([]);
});

test('packages are dependencies or peers, and cdk8s-plus-27 gives types only', () => {
  const packages = imports.filter(({ to, isLocal }) => !isLocal && !to.startsWith('node:'));
  const declared = Object.keys({ ...dependencies, ...peerDependencies });
  expect(packages.filter(({ to }) => !declared.includes(to)).map(shown)).toEqual([]);
  expect(packages.filter(({ to, isType }) => to === 'cdk8s-plus-27' && !isType).map(shown)).toEqual([]);
});

test('index.ts only re-exports', () => {
  const others = sources.get('index.ts')?.statements.filter((statement) => !ts.isExportDeclaration(statement));
  expect(others?.map((statement) => statement.getText())).toEqual([]);
});

test('nothing but the command line writes to the console', () => {
  expect(usesOutsideCli(/^(console\.|process\.std(out|err)\b)/)).toEqual([]);
});

test('nothing but the command line asks the clock, and nothing draws random numbers: equal input, equal output', () => {
  // It measures how long constructs take, to warn of slow ones.
  const outsideStopwatch = (use: string) => !use.startsWith('trace/stopwatch.ts:');
  const clock = /^(Date\.now|new Date\(\)|Date\(|performance\.|process\.hrtime)/;
  expect(usesOutsideCli(clock).filter(outsideStopwatch)).toEqual([]);
  expect(uses(/^(Math\.random|(crypto\.)?random(UUID|Bytes|Int)\b)/)).toEqual([]);
});

/** The files of `lib` by their path in it, with slashes on every platform. */
function sourceFiles(): Map<string, ts.SourceFile> {
  const files = readdirSync(lib, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort();
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(lib, file), 'utf8');
      return [file.split(sep).join('/'), ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true)];
    }),
  );
}

/** `trace` for `trace/place.ts`, `errors` for `errors.ts`. */
function roomOf(file: string): string {
  return (file.split('/')[0] as string).replace(/\.ts$/, '');
}

/** All imports and re-exports of a file, `import('…')` and `require('…')` among them. */
function importsOf(file: string, source: ts.SourceFile): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, isType: boolean) => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const { text } = specifier;
    const isLocal = text.startsWith('.');
    const local = relative(lib, resolve(lib, dirname(file), text))
      .split(sep)
      .join('/');
    found.push({ from: file, to: isLocal ? fileOf(local) : packageOf(text), isLocal, isType });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeImport(node));
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    if (ts.isCallExpression(node) && isLoad(node.expression)) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isTypeImport({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = importClause;
  if (name || !namedBindings || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.every((element) => element.isTypeOnly);
}

function isLoad(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || /^require(\.resolve)?$/.test(callee.getText());
}

function fileOf(path: string): string {
  if (path === '') return 'index.ts';
  return sources.has(`${path}.ts`) ? `${path}.ts` : `${path}/index.ts`;
}

/** `@scope/name` of `@scope/name/part`; Node's own modules stay whole. */
function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** Where an expression of `lib` begins with a text, each with its file and line. */
function uses(pattern: RegExp): string[] {
  const found: string[] = [];
  for (const [file, source] of sources) {
    const visit = (node: ts.Node): void => {
      const isUse = ts.isPropertyAccessExpression(node) || ts.isCallExpression(node) || ts.isNewExpression(node);
      const text = isUse ? node.getText() : '';
      if (pattern.test(text)) {
        found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${text}`);
        return;
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

function usesOutsideCli(pattern: RegExp): string[] {
  return uses(pattern).filter((use) => !use.startsWith('cli/'));
}

function shown({ from, to }: Import): string {
  return `lib/${from} imports ${to}`;
}
