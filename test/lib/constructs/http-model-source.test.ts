import { HTTP_DOWNLOAD } from '../../../lib/constructs/http-model-source';
import { DownloadRun, SHELLS } from '../../model-sources/download-run';
import { ModelServer } from '../../model-sources/model-server';

const WEIGHTS = 'weights '.repeat(2_000);
const MODEL = { 'config.json': '{}', 'weights.bin': WEIGHTS };

describe.each(SHELLS.map((shell) => [shell.join(' '), shell] as const))('curl in %s', (_, shell) => {
  let server: ModelServer;
  let download: DownloadRun;

  beforeEach(async () => {
    server = await new ModelServer({ 'sentiment/config.json': '{}', 'sentiment/weights.bin': WEIGHTS }).listen();
    const urls = [`${server.url}/sentiment/config.json`, `${server.url}/sentiment/weights.bin?sig=a/b&x=$HOME`];
    download = new DownloadRun(HTTP_DOWNLOAD, { MODEL_HTTP_URLS: urls.join('\n') }, shell);
  });

  afterEach(async () => {
    download.end();
    await server.close();
  });

  const sent = () => server.requests.map(({ path, headers }) => [path.replace(/\?.*/, ''), headers.range]);

  test('downloads each file under its name', async () => {
    const { status, stdout, stderr } = await download.start().result;
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`Downloading ${server.url}/sentiment/config.json ${server.url}/sentiment/weights.bin\n`);
    expect(download.model).toEqual(MODEL);
    expect(server.requests.at(-1)?.path).toBe('/sentiment/weights.bin?sig=a/b&x=$HOME');
  });

  test('goes on within a file where a connection was cut', async () => {
    server.cuts.push(2, 5_000, 1_000);
    const { status, stderr } = await download.start().result;
    expect(status).toBe(0);
    expect(stderr).toContain('Attempt 2 of 3 failed; trying again in 6 s');
    expect(sent()).toEqual([
      ['/sentiment/config.json', undefined],
      ['/sentiment/weights.bin', undefined],
      ['/sentiment/weights.bin', 'bytes=5000-'],
      ['/sentiment/weights.bin', 'bytes=6000-'],
    ]);
    expect(download.model).toEqual(MODEL);
  });

  test('begins again where the server cannot continue a file', async () => {
    server.hasRanges = false;
    server.cuts.push(2, 5_000, WEIGHTS.length);
    expect((await download.start({ DOWNLOAD_ATTEMPTS: '4' }).result).status).toBe(0);
    expect(download.model).toEqual(MODEL);
  });

  test('begins again where nothing can follow what is there', async () => {
    const urls = [`${server.url}/sentiment/weights.bin`];
    download.write('models/sentiment/v1.partial/weights.bin.part', `${WEIGHTS}and more`);
    download.write('models/sentiment/v1.origin', `${urls.join(' ')}\n`);
    expect((await download.start({ MODEL_HTTP_URLS: urls.join('\n') }).result).status).toBe(0);
    expect(download.model).toEqual({ 'weights.bin': WEIGHTS });
  });

  test('a header goes along with every request', async () => {
    expect((await download.start({ HTTP_HEADER: 'Authorization: Bearer a "b" $c' }).result).status).toBe(0);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(Array(2).fill('Bearer a "b" $c'));
  });

  test('a page that says that there is nothing is no model', async () => {
    const { status, stderr } = await download.start({ MODEL_HTTP_URLS: `${server.url}/elsewhere.bin` }).result;
    expect(status).toBe(1);
    expect(stderr).toContain('The requested URL returned error: 404');
    expect(stderr).toContain(`Giving up on ${server.url}/elsewhere.bin after 3 attempts`);
    expect(download.model).toBeUndefined();
  });
});
