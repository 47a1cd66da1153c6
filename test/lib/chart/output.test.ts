import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type OutputOptions, replaceFolders } from '../../../lib/chart/output';
import { describeFailure } from '../../../lib/chart/output-failure';
import { OutputTransaction } from '../../../lib/chart/output-transaction';
import { OutputError } from '../../../lib/errors';

let folder: string;
let outdir: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'output-'));
  outdir = join(folder, 'dist');
});
afterEach(() => rmSync(folder, { recursive: true }));

type Files = Record<string, string | Buffer>;

function replace(folders: Record<string, Files>, options: OutputOptions = {}): void {
  replaceFolders(
    outdir,
    new Map(Object.entries(folders).map(([path, files]) => [path, new Map(Object.entries(files))])),
    options,
  );
}

/** The error without the path of the temporary folder. */
function failure(folders: Record<string, Files>): string {
  try {
    replace(folders);
  } catch (error) {
    expect(error).toBeInstanceOf(OutputError);
    return (error as Error).message.replaceAll(folder, '');
  }
  throw new Error('it was written');
}

/** The text of every file below a folder, by its path. */
function contents(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => relative(root, join(entry.parentPath, entry.name))).sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

function written(): Record<string, string> {
  const { '.cdk8s-inference': _, ...files } = contents(outdir);
  return files;
}

describe('writing', () => {
  test('replaces folders as a whole and leaves others alone', () => {
    replace({ charts: { 'a/Chart.yaml': '1', 'a.tgz': Buffer.from('2') }, 'manifests/dev': { 'old.yaml': '3' } });
    writeFileSync(join(outdir, 'manifests', 'own.txt'), 'own');
    replace({ 'manifests/dev': { 'new.yaml': '4' }, 'manifests/prod': {} });

    expect(written()).toEqual({
      'charts/a.tgz': '2',
      'charts/a/Chart.yaml': '1',
      'manifests/dev/new.yaml': '4',
      'manifests/own.txt': 'own',
    });
    expect(readdirSync(join(outdir, 'manifests'))).toEqual(['dev', 'own.txt', 'prod']);
  });

  test('leaves nothing of its own but the list of its folders', () => {
    replace({ 'manifests/dev': { 'a.yaml': '' } });
    replace({ charts: {} });
    expect(readdirSync(outdir)).toEqual(['.cdk8s-inference', 'charts', 'manifests']);
    expect(readFileSync(join(outdir, '.cdk8s-inference'), 'utf8')).toMatchInlineSnapshot(`
"# Folders that cdk8s-inference writes here. It replaces each of them as a whole.
charts
manifests/dev
"
`);
  });

  test.each([0o077, 0o000])('modes do not depend on the umask (%o)', (umask) => {
    const before = process.umask(umask);
    try {
      replace({ 'manifests/dev': { 'sub/a.yaml': '' } });
    } finally {
      process.umask(before);
    }
    const modes = [
      '',
      '.cdk8s-inference',
      'manifests',
      'manifests/dev',
      'manifests/dev/sub',
      'manifests/dev/sub/a.yaml',
    ].map((path) => (statSync(join(outdir, path)).mode & 0o777).toString(8));
    expect(modes).toEqual(['755', '644', '755', '755', '755', '644']);
  });

  test('an output folder may itself be a link', () => {
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync('elsewhere', outdir);
    replace({ charts: { a: '1' } });
    expect(lstatSync(outdir).isSymbolicLink()).toBe(true);
    expect(written()).toEqual({ 'charts/a': '1' });
  });
});

describe('complete output', () => {
  const all = { isComplete: true };

  test('removes what was written earlier, and nothing else', () => {
    replace({ 'manifests/dev': { a: '1' }, 'manifests/old': { a: '1' }, charts: { a: '1' } });
    writeFileSync(join(outdir, 'manifests/own.txt'), 'own');
    mkdirSync(join(outdir, 'mine'));
    replace({ 'manifests/dev': { a: '2' } }, all);
    expect(written()).toEqual({ 'manifests/dev/a': '2', 'manifests/own.txt': 'own' });
    expect(readdirSync(outdir)).toEqual(['.cdk8s-inference', 'manifests', 'mine']);
    expect(readFileSync(join(outdir, '.cdk8s-inference'), 'utf8')).toMatch(/^#.*\nmanifests\/dev\n$/);
  });

  test('keeps a folder that others of its own are in now, and one that somebody removed or replaced', () => {
    mkdirSync(join(folder, 'elsewhere'));
    writeFileSync(join(folder, 'elsewhere/kept'), '');
    replace({ manifests: { a: '1' }, gone: { a: '1' }, link: { a: '1' } });
    rmSync(join(outdir, 'gone'), { recursive: true });
    rmSync(join(outdir, 'link'), { recursive: true });
    symlinkSync('../elsewhere', join(outdir, 'link'));
    replace({ 'manifests/dev': { a: '2' } }, all);
    expect(written()).toEqual({ 'manifests/a': '1', 'manifests/dev/a': '2' });
    expect(readdirSync(outdir)).toEqual(['.cdk8s-inference', 'link', 'manifests']);
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual(['kept']);
  });

  test('never removes what is outside of the output folder, whatever the list says', () => {
    mkdirSync(outdir);
    mkdirSync(join(folder, 'outside'));
    writeFileSync(join(outdir, '.cdk8s-inference'), '../outside\n');
    replace({ charts: { a: '1' } }, all);
    expect(readdirSync(folder)).toEqual(['dist', 'outside']);
  });
});

describe('what it refuses', () => {
  test('a folder with files of somebody else', () => {
    mkdirSync(join(outdir, 'charts/mine'), { recursive: true });
    writeFileSync(join(outdir, 'charts/mine/Chart.yaml'), 'mine');
    expect(failure({ charts: { a: '1' }, manifests: { b: '2' } })).toMatchInlineSnapshot(`
"The output cannot be written; nothing was changed:
  /dist/charts holds files that cdk8s-inference has not written, and would be replaced as a whole; move it away, or choose another output folder"
`);
    expect(contents(outdir)).toEqual({ 'charts/mine/Chart.yaml': 'mine' });
  });

  test('but not an empty one, nor one whose folders are all its own', () => {
    mkdirSync(join(outdir, 'charts'), { recursive: true });
    replace({ charts: { a: '1' }, 'manifests/dev': { b: '2' }, 'manifests/prod': { b: '2' } });
    replace({ manifests: { c: '3' } });
    replace({ 'manifests/dev': { d: '4' } });
    expect(written()).toEqual({ 'charts/a': '1', 'manifests/c': '3', 'manifests/dev/d': '4' });
  });

  test('links and files in the place of folders', () => {
    mkdirSync(join(folder, 'elsewhere'));
    mkdirSync(outdir);
    symlinkSync('../elsewhere', join(outdir, 'charts'));
    writeFileSync(join(outdir, 'manifests'), '');
    expect(failure({ charts: { a: '1' }, 'manifests/dev': { b: '2' } })).toMatchInlineSnapshot(`
"The output cannot be written; nothing was changed:
  /dist/charts is a symbolic link where a folder has to be; remove it, or choose another output folder
  /dist/manifests is a file where a folder has to be; remove it, or choose another output folder"
`);
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual([]);
  });

  test('paths that lead out of a folder', () => {
    expect(failure({ '../x': { a: '' }, charts: { '../../y': '', '/z': '', '': '' } })).toMatchInlineSnapshot(`
"The output cannot be written; nothing was changed:
  "../x" leads out of the output folder; write a path with "/" between its parts and without ".."
  "../../y" leads out of the output folder; write a path with "/" between its parts and without ".."
  "/z" leads out of the output folder; write a path with "/" between its parts and without ".."
  "" leads out of the output folder; write a path with "/" between its parts and without "..""
`);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('an output folder that is a file, or inside of one', () => {
    writeFileSync(outdir, '');
    expect(failure({ charts: {} })).toMatchInlineSnapshot(`
"The output cannot be written; nothing was changed:
  /dist: this path, or a part of it, is a file where a folder has to be; remove it, or choose another output folder"
`);
    outdir = join(outdir, 'inner');
    expect(failure({ charts: {} })).toContain('output cannot be written');
  });
});

describe('when it fails', () => {
  const tooLong = 'x'.repeat(300);

  test('nothing has changed', () => {
    replace({ charts: { a: 'old' }, manifests: { b: 'old' } });
    const before = contents(outdir);
    expect(failure({ charts: { a: 'new' }, manifests: { [tooLong]: 'new' } })).toMatchInlineSnapshot(`
"The output cannot be written; nothing was changed:
  /dist: a name is too long for the file system; choose a shorter one"
`);
    expect(contents(outdir)).toEqual(before);
  });

  test('folders that were made for it are gone', () => {
    outdir = join(folder, 'deep/inside/dist');
    failure({ charts: { [tooLong]: '' } });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('in the middle of the exchange, everything is put back', () => {
    replace({ first: { a: 'old' }, second: { a: 'old' } });
    const before = contents(outdir);
    const transaction = new OutputTransaction(outdir);
    const broken = new Map<string, Map<string, string>>([
      ['first', new Map([['a', 'new']])],
      ['new/one', new Map([['a', 'new']])],
      // A target that cannot be: the folder in which it would be is one of the files above.
      ['first/a/b', new Map([['a', 'new']])],
      ['second', new Map([['a', 'new']])],
    ]);
    expect(() => transaction.replace(broken)).toThrow('ENOTDIR');
    expect(contents(outdir)).toEqual(before);
    expect(readdirSync(outdir)).toEqual(['.cdk8s-inference', 'first', 'second']);
  });

  test('in the middle of removing, everything is put back', () => {
    replace({ first: { a: 'old' }, second: { a: 'old' } });
    const before = contents(outdir);
    const transaction = new OutputTransaction(outdir);
    const added = new Map([['third', new Map([['a', 'new']])]]);
    expect(() => transaction.replace(added, ['first', 'second', 'not-there'])).toThrow('ENOENT');
    expect(contents(outdir)).toEqual(before);
  });

  test.each([
    ['EACCES', 'output/no-permission'],
    ['ENOSPC', 'output/disk-full'],
    ['EROFS', 'output/read-only'],
    ['EXDEV', 'output/mount-point'],
  ])('says what %s means', (code, expected) => {
    const problem = describeFailure(Object.assign(new Error(`${code}: some text`), { code }), 'dist');
    expect(problem).toEqual({ code: expected, message: expect.stringMatching(/^dist: .*; /) });
  });

  test('says what the system says where there is nothing better', () => {
    const problem = describeFailure(Object.assign(new Error('EIO: i/o error'), { code: 'EIO' }), 'dist');
    expect(problem).toEqual({ code: 'output/failed', message: 'dist: EIO: i/o error' });
  });
});

describe('a run that was killed', () => {
  const next = new Map([
    ['first', new Map([['a', 'new']])],
    ['added/one', new Map([['a', 'new']])],
    ['second', new Map([['a', 'new']])],
  ]);

  beforeEach(() => replace({ first: { a: 'old' }, second: { a: 'old' } }));

  test.each<[string, (transaction: OutputTransaction) => void]>([
    ['before it wrote anything', () => {}],
    ['while it wrote', (transaction) => transaction.write([...next.values()])],
    [
      'while it exchanged',
      (transaction) => {
        transaction.write([...next.values()].slice(0, 2));
        expect(() => transaction.swap([...next.keys()])).toThrow('ENOENT');
      },
    ],
    [
      'after it exchanged',
      (transaction) => {
        transaction.write([...next.values()]);
        transaction.swap([...next.keys()]);
      },
    ],
    [
      'after it removed',
      (transaction) => {
        transaction.write([]);
        transaction.swap([], ['first', 'second']);
      },
    ],
  ])('%s is undone by the next', (_, killed) => {
    killed(new OutputTransaction(outdir));
    replace({ third: { a: 'new' } });
    expect(written()).toEqual({ 'first/a': 'old', 'second/a': 'old', 'third/a': 'new' });
    expect(readdirSync(outdir)).toEqual(['.cdk8s-inference', 'first', 'second', 'third']);
  });

  test('that of another process too, unless it still runs', () => {
    const stageOf = (id: number) => join(outdir, `.cdk8s-inference-stage-${id}-abcdef`);
    const running = process.ppid;
    // The largest number that Linux gives to a process is 2^22.
    const ended = 2 ** 22 + 1;
    for (const id of [running, ended]) mkdirSync(stageOf(id));
    replace({ first: { a: 'new' } });
    expect(readdirSync(outdir).filter((name) => name.includes('stage'))).toEqual([
      `.cdk8s-inference-stage-${running}-abcdef`,
    ]);
  });

  test('and cannot be cleaned up does not keep the next from writing', () => {
    const leftover = join(outdir, '.cdk8s-inference-stage-4194305-abcdef', 'inner');
    mkdirSync(leftover, { recursive: true });
    writeFileSync(join(leftover, 'file'), '');
    chmodSync(leftover, 0o500);
    replace({ first: { a: 'new' } });
    expect(written()['first/a']).toBe('new');
    // Root can remove it even so; for anybody else it is still there.
    if (existsSync(leftover)) chmodSync(leftover, 0o700);
  });
});
