import { readFileSync, statSync } from 'node:fs';
import { GCS_DOWNLOAD } from '../../../lib/constructs/gcs-model-source';
import { GCLOUD_STAND_IN } from '../../model-sources/client-stand-ins';
import { DownloadRun, onPath } from '../../model-sources/download-run';
import { ModelServer } from '../../model-sources/model-server';

const WEIGHTS = 'weights '.repeat(2_000);
const MODEL = { 'config.json': '{}', 'shards/1.bin': WEIGHTS };

let server: ModelServer;
let download: DownloadRun;

beforeEach(async () => {
  server = await new ModelServer({
    'ml-models/team/sentiment/v1/config.json': '{}',
    'ml-models/team/sentiment/v1/shards/1.bin': WEIGHTS,
    'ml-models/team/sentiment/v10/config.json': 'another version',
  }).listen();
  download = new DownloadRun(GCS_DOWNLOAD, {
    MODEL_GCS_BUCKET: 'ml-models',
    MODEL_GCS_PREFIX: 'team',
    CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE: `${server.url}/storage/v1/`,
  });
});

afterEach(async () => {
  download.end();
  await server.close();
});

test('downloads the folder of the version from a bucket', async () => {
  download.command('gcloud', GCLOUD_STAND_IN);
  const { status, stdout } = await download.start().result;
  expect(status).toBe(0);
  expect(stdout).toContain('Downloading gs://ml-models/team/sentiment/v1/\n');
  expect(download.model).toEqual(MODEL);
});

test('a connection that is cut is tried again, and what is there stays', async () => {
  download.command('gcloud', GCLOUD_STAND_IN);
  server.files['ml-models/team/sentiment/v1/a.bin'] = WEIGHTS;
  server.cuts.push(WEIGHTS.length, 0);
  expect((await download.start().result).status).toBe(0);
  expect(download.model).toEqual({ 'a.bin': WEIGHTS, ...MODEL });
  expect(server.sent.map((path) => path.replace(/.*\//, ''))).toHaveLength(4);
});

test('a key file reaches the client as a file that nobody else reads', async () => {
  download.command('gcloud', GCLOUD_STAND_IN);
  const key = { type: 'service_account', private_key: 'key with "quotes" and $HOME' };
  const { status } = await download.start({ GCS_CREDENTIALS: JSON.stringify(key) }).result;
  expect(status).toBe(0);
  const file = download.at('home/gcs-credentials.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(key);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(server.requests.every(({ headers }) => headers.authorization === key.private_key)).toBe(true);
});

// The real client where it is installed.
const real = onPath('gcloud') ? test : test.skip;

real('with the Google Cloud CLI', async () => {
  const { status, stderr } = await download.start({ CLOUDSDK_AUTH_DISABLE_CREDENTIALS: 'true' }).result;
  expect([status, stderr]).toEqual([0, '']);
  expect(download.model).toEqual(MODEL);
});
