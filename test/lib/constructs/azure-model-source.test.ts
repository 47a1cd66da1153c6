import { AZURE_DOWNLOAD } from '../../../lib/constructs/azure-model-source';
import { AZCOPY_STAND_IN } from '../../model-sources/client-stand-ins';
import { DownloadRun } from '../../model-sources/download-run';
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
  download = new DownloadRun(AZURE_DOWNLOAD, {
    MODEL_AZURE_ACCOUNT: 'mlmodels',
    MODEL_AZURE_CONTAINER: 'ml-models',
    MODEL_AZURE_PREFIX: 'team/',
    MODEL_AZURE_ENDPOINT: `${server.url}/`,
  });
  download.command('azcopy', AZCOPY_STAND_IN);
});

afterEach(async () => {
  download.end();
  await server.close();
});

test('downloads the folder of the version from a container, with a signature that shows nowhere', async () => {
  const { status, stdout, stderr } = await download.start({ AZURE_SAS_TOKEN: '?sv=2024&sig=a%2Fb%3D' }).result;
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain(`Downloading ${server.url}/ml-models/team/sentiment/v1\n`);
  expect(stdout).not.toContain('sig');
  expect(download.model).toEqual(MODEL);
  expect(download.lines('models/sentiment/v1/.download-complete')[0]).not.toContain('sig');
  expect(server.requests.every(({ path }) => new URL(path, server.url).searchParams.get('sig') === 'a/b=')).toBe(true);
});

test.each([
  ['WORKLOAD', { AZURE_FEDERATED_TOKEN_FILE: '/var/run/secrets/azure/tokens/azure-identity-token' }],
  ['MSI', {}],
])('without a signature, logs in by %s', async (login, variables) => {
  expect((await download.start(variables).result).status).toBe(0);
  expect(server.requests.every(({ headers }) => headers.authorization === login)).toBe(true);
  expect(download.model).toEqual(MODEL);
});

test('a connection that is cut is tried again; what is there stays, and no part is left', async () => {
  server.cuts.push(2, 1_000);
  expect((await download.start().result).status).toBe(0);
  expect(server.sent.map((path) => path.replace(/.*\//, ''))).toEqual(['config.json', '1.bin', '1.bin']);
  expect(download.model).toEqual(MODEL);
});

test('the blob service of the account, where there is no other', () => {
  download.command('azcopy', '#!/bin/sh\necho "$2" > "$ROOT/call"\ntouch "$3/weights.bin"\n');
  expect(download.run({ MODEL_AZURE_ENDPOINT: '', MODEL_AZURE_PREFIX: '' }).status).toBe(0);
  expect(download.lines('call')).toEqual(['https://mlmodels.blob.core.windows.net/ml-models/sentiment/v1']);
});
