import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { S3_DOWNLOAD_SCRIPT } from '../../../lib/constructs/s3-model-source';

/**
 * Stands in for the client: copies <root>/store/<bucket>/<key…> as `aws s3 sync` would, skips what is there, removes
 * the rest with --delete, and fails or hangs as often as <root>/failures and <root>/hangs say.
 */
const AWS = `#!/bin/sh
set -eu
printf '%s\\n' "$*" >> "$ROOT/calls"
[ "$1 $2" = 's3 sync' ]
source="$ROOT/store/\${3#s3://}"
target="$4"
if [ -s "$ROOT/failures" ]; then
  sed -i 1d "$ROOT/failures"
  echo 'fatal error: could not connect' >&2
  exit 1
fi
for file in "$source"*; do
  [ -f "$file" ] || continue
  name="$(basename "$file")"
  [ -f "$target/$name" ] && continue
  if [ -s "$ROOT/hangs" ]; then
    : > "$ROOT/hangs"
    printf 'half' > "$target/$name.6e1B2c4d"
    touch "$ROOT/hanging"
    exec tail -f /dev/null
  fi
  echo "$name" >> "$ROOT/copied"
  cp "$file" "$target/$name"
done
case " $* " in *' --delete '*)
  for file in "$target"/*; do [ -f "$source$(basename "$file")" ] || rm -f "$file"; done
esac
`;

const SLEEP = `#!/bin/sh
echo "$1" >> "$ROOT/sleeps"
`;

describe.each(['sh', 'bash'])('the download script in %s', (shell) => {
  let root: string;
  let hanging: ChildProcess | undefined;

  const at = (...path: string[]) => join(root, ...path);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  };
  const lines = (path: string) => (existsSync(at(path)) ? readFileSync(at(path), 'utf8').trimEnd().split('\n') : []);
  const model = () => at('models/sentiment/v1');

  const environment = (overrides: Record<string, string> = {}) => ({
    PATH: `${at('bin')}:${process.env.PATH}`,
    ROOT: root,
    MODEL_NAME: 'sentiment',
    MODEL_VERSION: 'v1',
    DOWNLOAD_FOLDER: at('models'),
    MODEL_S3_BUCKET: 'bucket',
    MODEL_S3_PREFIX: 'team/models',
    DOWNLOAD_ATTEMPTS: '3',
    DOWNLOAD_BACKOFF: '5',
    DOWNLOAD_CONNECT_TIMEOUT: '15',
    DOWNLOAD_READ_TIMEOUT: '30',
    ...overrides,
  });
  const run = (overrides?: Record<string, string>) =>
    spawnSync(shell, ['-c', S3_DOWNLOAD_SCRIPT], {
      env: environment(overrides),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 's3-model-source-'));
    write('bin/aws', AWS);
    write('bin/sleep', SLEEP);
    for (const program of ['aws', 'sleep']) chmodSync(at('bin', program), 0o755);
    write('store/bucket/team/models/sentiment/v1/config.json', '{}');
    write('store/bucket/team/models/sentiment/v1/weights.bin', 'weights');
  });

  afterEach(() => {
    if (hanging) process.kill(-(hanging.pid as number), 'SIGKILL');
    hanging = undefined;
    rmSync(root, { recursive: true });
  });

  test('downloads, and leaves a marker that names the version', () => {
    expect(run()).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(model()).sort()).toEqual(['.download-complete', 'config.json', 'weights.bin']);
    expect(lines('models/sentiment/v1/.download-complete')).toEqual(['v1']);
    expect(readdirSync(at('models/sentiment'))).toEqual(['v1']);
    expect(lines('calls')).toEqual([
      `s3 sync s3://bucket/team/models/sentiment/v1/ ${model()}.partial --delete --no-progress --cli-connect-timeout 15 --cli-read-timeout 30`,
    ]);
  });

  test('passes on region and endpoint where they are given', () => {
    run({ MODEL_S3_REGION: 'us-west-2', MODEL_S3_ENDPOINT: 'https://minio.example.com' });
    expect(lines('calls')[0]).toMatch(/ --region us-west-2 --endpoint-url https:\/\/minio\.example\.com$/);
  });

  test.each([
    ['', 's3://bucket/sentiment/v1/'],
    ['team/', 's3://bucket/team/sentiment/v1/'],
  ])('prefix %j: %s', (prefix, source) => {
    run({ MODEL_S3_PREFIX: prefix });
    expect(lines('calls')[0]).toContain(` ${source} `);
  });

  test('values are data: nothing in them is run or split', () => {
    const prefix = 'a b/$(touch "$ROOT/ran")/`touch "$ROOT/ran"`';
    write(`store/bucket/${prefix}/sentiment/v1/weights.bin`, 'weights');
    expect(run({ MODEL_S3_PREFIX: prefix }).status).toBe(0);
    expect(existsSync(at('ran'))).toBe(false);
    expect(readdirSync(model())).toContain('weights.bin');
  });

  test('tries again after growing pauses', () => {
    write('failures', '1\n2\n');
    expect(run().status).toBe(0);
    expect(lines('calls')).toHaveLength(3);
    expect(lines('sleeps')).toEqual(['5', '10']);
    expect(readdirSync(model())).toContain('weights.bin');
  });

  test('gives up after the last attempt, with no model where one is expected', () => {
    write('failures', '1\n2\n3\n');
    const { status, stderr } = run();
    expect(status).toBe(1);
    expect(stderr).toContain('Giving up on s3://bucket/team/models/sentiment/v1/ after 3 attempts');
    expect(lines('calls')).toHaveLength(3);
    expect(existsSync(model())).toBe(false);
  });

  test('an empty folder of the store is no model', () => {
    const { status, stderr } = run({ MODEL_S3_PREFIX: 'elsewhere' });
    expect(status).toBe(1);
    expect(stderr).toContain('There is nothing at s3://bucket/elsewhere/sentiment/v1/');
    expect(existsSync(model())).toBe(false);
  });

  test('a complete model is not downloaded again', () => {
    run();
    const { status, stdout } = run();
    expect(status).toBe(0);
    expect(stdout).toBe('Model sentiment v1 is already there\n');
    expect(lines('calls')).toHaveLength(1);
  });

  test('killed half way, it goes on where it stopped', async () => {
    write('models/sentiment/v1.partial/config.json', '{}');
    write('hangs', '1');
    hanging = spawn(shell, ['-c', S3_DOWNLOAD_SCRIPT], { env: environment(), detached: true, stdio: 'ignore' });
    while (!existsSync(at('hanging'))) await new Promise((resolve) => setTimeout(resolve, 5));
    const ended = new Promise((resolve) => hanging?.once('exit', resolve));
    process.kill(-(hanging.pid as number), 'SIGKILL');
    await ended;
    hanging = undefined;
    expect(existsSync(model())).toBe(false);

    expect(run().status).toBe(0);
    expect(lines('copied')).toEqual(['weights.bin']);
    expect(readdirSync(model()).sort()).toEqual(['.download-complete', 'config.json', 'weights.bin']);
    expect(readFileSync(at('models/sentiment/v1/weights.bin'), 'utf8')).toBe('weights');
  });
});
