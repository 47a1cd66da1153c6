import { S3_DOWNLOAD } from '../../../lib/constructs/s3-model-source';
import { AWS_STAND_IN } from '../../model-sources/client-stand-ins';
import { DownloadRun, onPath } from '../../model-sources/download-run';
import { ModelServer } from '../../model-sources/model-server';

const WEIGHTS = 'weights '.repeat(2_000);
const MODEL = { 'config.json': '{}', 'shards/1.bin': WEIGHTS };

// The real client where it is installed: Debian has it in the package awscli.
const clients = ['stand-in', ...(onPath('aws') ? ['AWS CLI'] : [])];

describe.each(clients)('%s', (client) => {
  let server: ModelServer;
  let download: DownloadRun;

  beforeEach(async () => {
    const folder = 'ml-models/team/sentiment/v1';
    server = await new ModelServer({
      [`${folder}/config.json`]: '{}',
      [`${folder}/shards/1.bin`]: WEIGHTS,
      'ml-models/team/sentiment/v10/config.json': 'another version',
    }).listen();
    download = new DownloadRun(S3_DOWNLOAD, {
      MODEL_S3_BUCKET: 'ml-models',
      MODEL_S3_PREFIX: 'team/',
      MODEL_S3_REGION: 'eu-west-1',
      MODEL_S3_ENDPOINT: server.url,
      AWS_ACCESS_KEY_ID: 'id',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_MAX_ATTEMPTS: '1',
    });
    if (client === 'stand-in') download.command('aws', AWS_STAND_IN);
  });

  afterEach(async () => {
    download.end();
    await server.close();
  });

  test('downloads the folder of the version from a bucket', async () => {
    const { status, stdout } = await download.start().result;
    expect(status).toBe(0);
    expect(stdout).toContain('Downloading s3://ml-models/team/sentiment/v1/\n');
    expect(download.model).toEqual(MODEL);
  });

  test('a connection that is cut: what is there stays, the rest is downloaded again, and no part is left', async () => {
    server.cuts.push(1_000, 1_000, 1_000);
    const { status, stderr } = await download.start({ DOWNLOAD_ATTEMPTS: '5' }).result;
    expect(status).toBe(0);
    // The real client tries again by itself first.
    if (client === 'stand-in') expect(stderr).toContain('Attempt 1 of 5 failed; trying again in 3 s');
    expect(download.model).toEqual(MODEL);
  });

  test('a folder that is not there is no model', async () => {
    const { status, stderr } = await download.start({ MODEL_S3_PREFIX: 'elsewhere' }).result;
    expect(status).toBe(1);
    expect(stderr).toContain('There is nothing at s3://ml-models/elsewhere/sentiment/v1/');
  });
});

test('what the client is told', () => {
  const download = new DownloadRun(S3_DOWNLOAD, { MODEL_S3_BUCKET: 'ml-models', MODEL_S3_PREFIX: '' });
  download.command('aws', '#!/bin/sh\nprintf "%s\\n" "$@" > "$ROOT/call"\ntouch "$4/weights.bin"\n');
  const partial = download.at('models/sentiment/v1.partial');
  const always = ['--delete', '--no-progress', '--cli-connect-timeout', '15', '--cli-read-timeout', '30'];

  expect(download.run().status).toBe(0);
  expect(download.lines('call')).toEqual(['s3', 'sync', 's3://ml-models/sentiment/v1/', partial, ...always]);

  // Values are data: nothing in them is run or split.
  const prefix = 'a b/$(touch "$ROOT/ran")/`touch "$ROOT/ran"`';
  const overrides = {
    MODEL_S3_PREFIX: prefix,
    MODEL_S3_REGION: 'eu west',
    MODEL_S3_ENDPOINT: 'https://s3.example.com',
  };
  expect(download.run(overrides).status).toBe(0);
  expect(download.lines('call')).toEqual([
    's3',
    'sync',
    `s3://ml-models/${prefix}/sentiment/v1/`,
    partial,
    ...always,
    '--region',
    'eu west',
    '--endpoint-url',
    'https://s3.example.com',
  ]);
  expect(download.lines('ran')).toEqual([]);
  download.end();
});
