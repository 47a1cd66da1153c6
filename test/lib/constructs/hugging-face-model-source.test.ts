import { HUGGING_FACE_DOWNLOAD, SNAPSHOT_PROGRAM } from '../../../lib/constructs/hugging-face-model-source';
import { HUGGINGFACE_HUB_STAND_IN, PYTHON_STAND_IN } from '../../model-sources/client-stand-ins';
import { DownloadRun, onPath } from '../../model-sources/download-run';
import { ModelServer } from '../../model-sources/model-server';

const WEIGHTS = 'weights '.repeat(2_000);
const MODEL = { 'config.json': '{}', 'onnx/model.onnx': 'onnx', 'weights.safetensors': WEIGHTS };

// A real Python where there is one, with a stand-in for the package.
const clients = ['stand-in', ...(onPath('python3') ? ['Python'] : [])];

describe.each(clients)('%s', (client) => {
  let server: ModelServer;
  let download: DownloadRun;

  beforeEach(async () => {
    const files = Object.entries(MODEL).map(([name, text]) => [`example/sentiment/${name}`, text]);
    server = await new ModelServer(Object.fromEntries(files)).listen();
    download = new DownloadRun(HUGGING_FACE_DOWNLOAD, {
      MODEL_HF_ENDPOINT: server.url,
      MODEL_HF_REPOSITORY: 'example/sentiment',
      MODEL_HF_REVISION: '0123456789abcdef0123456789abcdef01234567',
      MODEL_HF_INCLUDE: '',
      MODEL_HF_EXCLUDE: '',
    });
    if (client === 'stand-in') {
      download.command('python3', PYTHON_STAND_IN(SNAPSHOT_PROGRAM));
    } else {
      download.write('packages/huggingface_hub.py', HUGGINGFACE_HUB_STAND_IN);
    }
  });

  afterEach(async () => {
    download.end();
    await server.close();
  });

  const start = (overrides: Record<string, string> = {}) =>
    download.start({ PYTHONPATH: download.at('packages'), ...overrides }).result;

  test('downloads a revision of a repository', async () => {
    const { status, stdout } = await start();
    expect(status).toBe(0);
    expect(stdout).toContain('Downloading hf://example/sentiment@0123456789abcdef0123456789abcdef01234567\n');
    expect(download.model).toEqual(MODEL);
    expect(server.requests[0].path).toBe(
      '/api/models/example/sentiment/revision/0123456789abcdef0123456789abcdef01234567',
    );
    expect(server.requests.some(({ headers }) => headers.authorization)).toBe(false);
  });

  test('only the files that are wanted, and again where others are wanted', async () => {
    await start({ MODEL_HF_INCLUDE: '*.json\n*.safetensors\nonnx/*', MODEL_HF_EXCLUDE: 'onnx/*\n*.md' });
    expect(Object.keys(download.model ?? {})).toEqual(['config.json', 'weights.safetensors']);
    const { status } = await start({ MODEL_HF_INCLUDE: 'onnx/*' });
    expect(status).toBe(0);
    expect(Object.keys(download.model ?? {})).toEqual(['onnx/model.onnx']);
  });

  test('a token goes along', async () => {
    expect((await start({ HF_TOKEN: 'hf_secret' })).status).toBe(0);
    expect(server.requests.every(({ headers }) => headers.authorization === 'Bearer hf_secret')).toBe(true);
  });

  test('a connection that is cut is tried again, and what is there stays', async () => {
    server.cuts.push(2, 4, 1_000);
    expect((await start()).status).toBe(0);
    expect(server.sent.map((path) => path.replace(/.*\//, ''))).toEqual([
      'config.json',
      'model.onnx',
      'weights.safetensors',
      'weights.safetensors',
    ]);
    expect(download.model).toEqual(MODEL);
  });
});
