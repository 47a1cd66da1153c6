import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { DownloadRun, onPath, SHELLS } from '../../model-sources/download-run';

/**
 * The simplest source: copies the files of <root>/store that are not there, fails as often as <root>/failures has lines,
 * and stops half way through the last file for ever while there is <root>/hangs.
 */
const COPY = `origin="store://$MODEL_NAME/$MODEL_VERSION\${ELSEWHERE:-}"

fetch() {
  echo "$POD_NAME" >> "$ROOT/fetches"
  if [ -s "$ROOT/failures" ]; then
    sed -i 1d "$ROOT/failures"
    false
    echo 'goes on after an error' >> "$ROOT/fetches"
  fi
  for file in "$ROOT"/store/*; do
    if [ ! -f "$file" ] || [ -f "$1/\${file##*/}" ]; then continue; fi
    echo "\${file##*/}" >> "$ROOT/copied"
    if [ "\${file##*/}" = weights.bin ] && [ -f "$ROOT/hangs" ]; then
      touch "$ROOT/hanging"
      tail -f /dev/null
    fi
    cp "$file" "$1/\${file##*/}"
  done
}

download_model
`;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const FILES = { 'config.json': '{}', 'weights.bin': 'weights' };

describe.each(SHELLS.map((shell) => [shell.join(' '), shell] as const))('in %s', (_, shell) => {
  let download: DownloadRun;

  beforeEach(() => {
    download = new DownloadRun(COPY, {}, shell);
    for (const [name, text] of Object.entries(FILES)) download.write(`store/${name}`, text);
  });

  afterEach(() => download.end());

  test('downloads, and leaves a marker that names version and origin', () => {
    expect(download.run()).toEqual({
      status: 0,
      stdout: 'Downloading store://sentiment/v1\nModel sentiment v1 is complete\n',
      stderr: '',
    });
    expect(download.model).toEqual(FILES);
    expect(download.lines('models/sentiment/v1/.download-complete')).toEqual(['v1 store://sentiment/v1']);
    expect(download.left).toEqual(['v1']);
    expect(download.lines('syncs')).toHaveLength(1);
  });

  test('a complete model is not downloaded again', () => {
    download.run();
    expect(download.run()).toEqual({ status: 0, stdout: 'Model sentiment v1 is already there\n', stderr: '' });
    expect(download.lines('fetches')).toHaveLength(1);
  });

  test('a model from elsewhere is replaced, with nothing of the old one', () => {
    download.run();
    download.write('models/sentiment/v1.partial/other.bin', 'other');
    expect(download.run({ ELSEWHERE: '?' }).status).toBe(0);
    expect(download.model).toEqual(FILES);
    expect(download.lines('models/sentiment/v1/.download-complete')).toEqual(['v1 store://sentiment/v1?']);
  });

  test('tries again after growing pauses; an error ends an attempt', () => {
    download.write('failures', '1\n2\n');
    const { status, stderr } = download.run();
    expect(status).toBe(0);
    expect(stderr).toBe('Attempt 1 of 3 failed; trying again in 3 s\nAttempt 2 of 3 failed; trying again in 6 s\n');
    expect(download.pauses).toEqual(['3', '6']);
    expect(download.lines('fetches')).toEqual(['pod-1', 'pod-1', 'pod-1']);
    expect(download.model).toEqual(FILES);
  });

  test('gives up after the last attempt, with no model where one is expected', () => {
    download.write('failures', '1\n2\n3\n');
    const { status, stderr } = download.run();
    expect(status).toBe(1);
    expect(stderr).toMatch(/\nGiving up on store:\/\/sentiment\/v1 after 3 attempts\n$/);
    expect(download.model).toBeUndefined();
    expect(download.left).toEqual(['v1.origin', 'v1.partial']);
  });

  test('an empty folder is no model', () => {
    download.remove('store');
    const { status, stderr } = download.run();
    expect([status, stderr]).toEqual([1, 'There is nothing at store://sentiment/v1\n']);
    expect(download.model).toBeUndefined();
  });

  test('killed half way, it goes on where it stopped', async () => {
    download.write('hangs', '');
    const killed = download.start();
    await download.appears('hanging');
    await download.kill(killed);
    expect(download.model).toBeUndefined();

    download.remove('hangs');
    expect(download.run().status).toBe(0);
    expect(download.lines('copied')).toEqual(['config.json', 'weights.bin', 'weights.bin']);
    expect(download.model).toEqual(FILES);
    expect(download.left).toEqual(['v1']);
  });

  test('a signal ends it at once, and leaves the lock to others', async () => {
    download.write('hangs', '');
    const { child, result } = download.start();
    await download.appears('hanging');
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(child.exitCode).toBe(143);
    expect(download.left).toEqual(['v1.origin', 'v1.partial']);
    await download.kill({ child, result });
  });

  describe('checksums', () => {
    const checksums = (weights: string) => `${sha256('{}')} *config.json\n${sha256(weights)}  weights.bin`;

    test('are verified', () => {
      expect(download.run({ MODEL_CHECKSUMS: checksums('weights') }).status).toBe(0);
      expect(download.model).toEqual(FILES);
    });

    test('a file with another one is downloaded again, and only that', () => {
      download.write('models/sentiment/v1.partial/weights.bin', 'weigh');
      download.write('models/sentiment/v1.partial/config.json', '{}');
      download.write('models/sentiment/v1.origin', 'store://sentiment/v1\n');
      const { status, stderr } = download.run({ MODEL_CHECKSUMS: checksums('weights') });
      expect(status).toBe(0);
      expect(stderr).toBe(
        `weights.bin has the SHA-256 ${sha256('weigh')}, and ${sha256('weights')} is expected\nAttempt 1 of 3 failed; trying again in 3 s\n`,
      );
      expect(download.lines('copied')).toEqual(['weights.bin']);
      expect(download.model).toEqual(FILES);
    });

    test('a model that never has the right one is none', () => {
      const { status, stderr } = download.run({ MODEL_CHECKSUMS: checksums('other') });
      expect(status).toBe(1);
      expect(stderr.match(/weights\.bin has the SHA-256/g)).toHaveLength(3);
      expect(download.model).toBeUndefined();
    });

    test('nor is one without a file that has a checksum', () => {
      const { status, stderr } = download.run({ MODEL_CHECKSUMS: `${sha256('a')}  a b.bin`, DOWNLOAD_ATTEMPTS: '1' });
      expect(status).toBe(1);
      expect(stderr).toBe(
        'There is a checksum for a b.bin, which the model does not have\nGiving up on store://sentiment/v1 after 1 attempts\n',
      );
    });
  });

  describe('free space', () => {
    const free = (kibibytes: number) =>
      download.command(
        'df',
        `#!/bin/sh\necho 'Filesystem 1024-blocks Used Available Capacity Mounted on'\necho "/dev/sda 99 99 ${kibibytes} 1% /models"\n`,
      );

    test.each([
      ['3Mi', 3 * 1024],
      ['2Gi', 2 * 1024 ** 2],
      ['1Ti', 1024 ** 3],
    ])('%s need %d KiB', (MODEL_SIZE, kibibytes) => {
      free(kibibytes);
      expect(download.run({ MODEL_SIZE }).status).toBe(0);
      download.write('models/sentiment/v1/.download-complete', '');
      free(kibibytes - 1024);
      const { status, stderr } = download.run({ MODEL_SIZE });
      expect(status).toBe(1);
      expect(stderr).toMatch(/^The model needs \d+ MiB more, and the volume has \d+ MiB free\n$/);
      expect(download.lines('fetches')).toHaveLength(1);
    });

    test('what is there already needs none', () => {
      download.write('models/sentiment/v1.origin', 'store://sentiment/v1\n');
      download.write('models/sentiment/v1.partial/config.json', 'x'.repeat(2 * 1024 ** 2));
      free(1.5 * 1024);
      expect(download.run({ MODEL_SIZE: '3Mi' }).status).toBe(0);
    });
  });

  describe('a volume that several pods share', () => {
    test('one of them downloads, the others wait for it', async () => {
      const pods = ['pod-1', 'pod-2', 'pod-3'].map((POD_NAME) => download.start({ POD_NAME }).result);
      expect((await Promise.all(pods)).map(({ status, stderr }) => [status, stderr])).toEqual(pods.map(() => [0, '']));
      expect(download.lines('fetches')).toHaveLength(1);
      expect(download.left).toEqual(['v1']);
    });

    test('one that has stopped is taken over from, and goes on with what it left', async () => {
      download.write('hangs', '');
      const stopped = download.start();
      await download.appears('hanging');
      await download.kill(stopped);
      expect(existsSync(download.at('models/sentiment/v1.lock'))).toBe(true);
      expect(readdirSync(download.at('models/sentiment/v1.partial'))).toEqual(['config.json']);

      download.remove('hangs');
      const { status, stdout } = download.run({ POD_NAME: 'pod-2' });
      expect(status).toBe(0);
      expect(stdout).toBe(
        [
          'Waiting for pod-1, which is downloading',
          'Taking over from pod-1, which has stopped',
          'Downloading store://sentiment/v1',
          'Model sentiment v1 is complete',
          '',
        ].join('\n'),
      );
      expect(download.lines('copied')).toEqual(['config.json', 'weights.bin', 'weights.bin']);
      expect(download.model).toEqual(FILES);
    });

    test.each([
      ['an empty name', '', []],
      ['half a name', 'pod-', ['Waiting for another pod, which is downloading']],
    ])('one that has left %s is taken over from too', (_, holder, waiting) => {
      download.write('models/sentiment/v1.lock/holder', holder);
      const { status, stdout } = download.run();
      expect(status).toBe(0);
      expect(stdout).toBe(
        [
          ...waiting,
          'Taking over from another pod, which has stopped',
          'Downloading store://sentiment/v1',
          'Model sentiment v1 is complete',
          '',
        ].join('\n'),
      );
      expect(download.left).toEqual(['v1']);
    });

    test('half a name is not taken for its own', () => {
      download.write('models/sentiment/v1.lock/holder', 'pod-1');
      expect(download.run().stdout).toMatch(/^Waiting for another pod, .*\nTaking over from another pod, /);
    });

    test('one that was killed while it wrote its name has left the last one whole', async () => {
      download.write('hangs', '');
      download.command(
        'mv',
        `#!/bin/sh
if [ "\${2##*/}" = holder ] && [ -f "$2" ]; then
  touch "$ROOT/renaming"
  exec tail -f /dev/null
fi
exec ${onPath('mv')} "$@"
`,
      );
      const stopped = download.start();
      await download.appears('renaming');
      await download.kill(stopped);
      expect(download.lines('models/sentiment/v1.lock/holder')).toEqual(['pod-1 0']);

      download.remove('bin/mv');
      download.remove('hangs');
      const { stdout } = download.run({ POD_NAME: 'pod-2' });
      expect(stdout).toMatch(/^Waiting for pod-1, .*\nTaking over from pod-1, which has stopped\n/);
      expect(download.left).toEqual(['v1']);
    });
  });
});
