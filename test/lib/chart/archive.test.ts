import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { list, type ReadEntry } from 'tar';
import { archiveFileName, packageChart } from '../../../lib/chart/archive';
import { helmignore } from '../../../lib/chart/helmignore';
import { helmBinary } from '../../helm/binaries';
import { renderChart } from '../../helm/render-chart';
import { helmOutput } from '../../helm/run-helm';

const files = new Map([
  ['templates/configmap.yaml', 'kind: ConfigMap\nmetadata:\n  name: demo\ndata:\n  text: {{ .Values.text | quote }}\n'],
  ['values.yaml', 'text: "ü€😀"\n'],
  ['.helmignore', helmignore()],
  ['Chart.yaml', 'apiVersion: v2\nname: demo\nversion: 1.0.0\n'],
  ['templates/empty.txt', ''],
  [`files/${'long/'.repeat(25)}path.txt`, 'x'.repeat(512)],
]);

const folder = mkdtempSync(join(tmpdir(), 'archive-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function entriesOf(archive: Buffer): Promise<ReadEntry[]> {
  const file = join(folder, 'listed.tgz');
  writeFileSync(file, archive);
  const entries: ReadEntry[] = [];
  await list({ file, onReadEntry: (entry) => void entries.push(entry) });
  return entries;
}

test('holds the files below the name of the chart, Chart.yaml first', async () => {
  const entries = await entriesOf(packageChart('demo', files));
  expect(entries.map(({ path }) => path)).toEqual([
    'demo/Chart.yaml',
    'demo/.helmignore',
    `demo/files/${'long/'.repeat(25)}path.txt`,
    'demo/templates/configmap.yaml',
    'demo/templates/empty.txt',
    'demo/values.yaml',
  ]);
});

test('every file has the same mode, owner and time', async () => {
  for (const entry of await entriesOf(packageChart('demo', files))) {
    expect(entry).toMatchObject({ type: 'File', mode: 0o644, uid: 0, gid: 0, mtime: new Date('1980-01-01T00:00:00Z') });
  }
});

test('the bytes depend on the files alone', () => {
  const archive = packageChart('demo', files);
  expect(packageChart('demo', new Map([...files].reverse()))).toEqual(archive);
  expect(archive.subarray(0, 10).toString('hex')).toBe('1f8b08000000000002ff');
  expect(createHash('sha256').update(gunzipSync(archive)).digest('hex')).toMatchInlineSnapshot(
    `"5f21b0953501197c96e12667a773b1f7224b3a25acc06125e227c218654119c3"`,
  );
});

test('other programs read it without a warning', () => {
  const file = join(folder, 'checked.tgz');
  writeFileSync(file, packageChart('demo', files));
  const run = (program: string, ...args: string[]) => spawnSync(program, args, { encoding: 'utf8' });
  expect(run('tar', '-xzf', file, '--to-stdout', 'demo/values.yaml')).toMatchObject({
    status: 0,
    stdout: 'text: "ü€😀"\n',
    stderr: '',
  });
  expect(run('gzip', '--test', file)).toMatchObject({ status: 0, stderr: '' });
});

test.each([3, 4] as const)('Helm %i loads it', async (major) => {
  const helm = await helmBinary(major);
  const archive = join(folder, archiveFileName('demo', '1.0.0'));
  writeFileSync(archive, packageChart('demo', files));
  expect(await helmOutput(helm, ['show', 'chart', archive])).toContain('version: 1.0.0');
  expect(await renderChart({ helm, chart: archive })).toEqual([
    { kind: 'ConfigMap', metadata: { name: 'demo' }, data: { text: 'ü€😀' } },
  ]);
});

test('refuses what Helm would not load', () => {
  const wrong = new Map([
    ['Chart.yaml', ''],
    ['files/large.json', 'ä'.repeat(3 * 1024 * 1024)],
    ['../outside.yaml', ''],
    ['/etc/passwd', ''],
    ['templates//a.yaml', ''],
    [`files/${'x'.repeat(101)}`, ''],
    ['files/ä', ''],
  ]);
  expect(() => packageChart('demo', wrong)).toThrowErrorMatchingInlineSnapshot(`
"The chart demo cannot be packaged:
  files/large.json has 6291456 bytes, and Helm loads no file above 5 MiB; split it, or keep the data outside of the chart
  "../outside.yaml" is not a path inside the chart; write it relative to the chart's folder, with "/" between its parts and without ".."
  "/etc/passwd" is not a path inside the chart; write it relative to the chart's folder, with "/" between its parts and without ".."
  "templates//a.yaml" is not a path inside the chart; write it relative to the chart's folder, with "/" between its parts and without ".."
  "files/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" does not fit into an archive; use ASCII letters only, and names below 100 characters
  "files/ä" does not fit into an archive; use ASCII letters only, and names below 100 characters"
`);
});
