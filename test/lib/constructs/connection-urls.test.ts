import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONNECTION_URLS_SCRIPT } from '../../../lib/constructs/connection-urls';
import { type AnyManifest, buildService } from './build-service';

const secret = (key: string) => ({ secretName: 'secrets', key });
const database = { host: 'db.example.com', name: 'app', username: 'user', password: secret('database') };
const cache = { host: 'redis.example.com', password: secret('redis') };

test('by default there are no files with passwords in them', () => {
  const { podSpec, server } = buildService({ database, cache });
  expect(podSpec.initContainers).toBeUndefined();
  expect(JSON.stringify([podSpec.volumes, server])).not.toContain('connection');
});

test('an init container writes them into the memory of the pod, from the settings and the Secrets', () => {
  const { podSpec, server } = buildService({ database, cache, connectionUrls: { enabled: true } });
  const [container] = podSpec.initContainers;
  expect(container).toMatchObject({
    name: 'connection-urls',
    image: 'busybox:1.37.0',
    env: [
      { name: 'CONNECTIONS_FOLDER', value: '/run/connections' },
      { name: 'DATABASE_PASSWORD', valueFrom: { secretKeyRef: { name: 'secrets', key: 'database' } } },
      { name: 'CACHE_PASSWORD', valueFrom: { secretKeyRef: { name: 'secrets', key: 'redis' } } },
    ],
    envFrom: [{ configMapRef: { name: 'ml' } }],
    volumeMounts: [{ name: 'connection-urls', mountPath: '/run/connections' }],
  });
  expect(podSpec.volumes).toContainEqual({
    name: 'connection-urls',
    emptyDir: { medium: 'Memory', sizeLimit: '1Mi' },
  });
  expect(server.volumeMounts).toContainEqual({
    name: 'connection-urls',
    mountPath: '/run/connections',
    readOnly: true,
  });
  const files = server.env.filter(({ name }: AnyManifest) => name.endsWith('_URL_FILE'));
  expect(files).toEqual([
    { name: 'DATABASE_URL_FILE', value: '/run/connections/database-url' },
    { name: 'CACHE_URL_FILE', value: '/run/connections/cache-url' },
  ]);
});

describe.each(['sh', 'bash'])('the script in %s', (shell) => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'connections-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function urls(env: Record<string, string>): Record<string, string> {
    const { status, stdout, stderr } = spawnSync(shell, ['-c', CONNECTION_URLS_SCRIPT], {
      env: { PATH: process.env.PATH, CONNECTIONS_FOLDER: folder, ...env },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
    return Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
  }

  const DATABASE = {
    DATABASE_HOST: 'db.example.com',
    DATABASE_PORT: '5432',
    DATABASE_NAME: 'app',
    DATABASE_USERNAME: 'user',
  };
  const CACHE = { CACHE_HOST: 'redis.example.com', CACHE_PORT: '6379', CACHE_DATABASE: '2' };

  test.each(['hunter2', 'p@ss:w/o?r#d', '100% "$HOME" `x` \\n', "it's", 'пароль 🔑', '-n', 'a\nb', 'x'.repeat(200)])(
    'every password comes out of the URLs as it went in: %j',
    (password) => {
      const written = urls({
        ...DATABASE,
        ...CACHE,
        DATABASE_USERNAME: `user ${password}`,
        DATABASE_NAME: `app/${password}`,
        DATABASE_PASSWORD: password,
        DATABASE_SSL_MODE: 'require',
        CACHE_PASSWORD: password,
      });
      const found = new URL(written['database-url'] as string);
      expect(found.protocol + found.host + found.search).toBe('postgresql:db.example.com:5432?sslmode=require');
      expect(decodeURIComponent(found.username)).toBe(`user ${password}`);
      expect(decodeURIComponent(found.password)).toBe(password);
      expect(decodeURIComponent(found.pathname)).toBe(`/app/${password}`);
      const redis = new URL(written['cache-url'] as string);
      expect([redis.host, redis.pathname, redis.username]).toEqual(['redis.example.com:6379', '/2', '']);
      expect(decodeURIComponent(redis.password)).toBe(password);
    },
  );

  test('without passwords', () => {
    expect(urls({ ...DATABASE, ...CACHE })).toEqual({
      'database-url': 'postgresql://%75%73%65%72@db.example.com:5432/%61%70%70',
      'cache-url': 'redis://redis.example.com:6379/2',
    });
  });

  test('what there is not has no file, and others may not read those that there are', () => {
    expect(urls({})).toEqual({});
    urls(CACHE);
    expect(statSync(join(folder, 'cache-url')).mode & 0o777).toBe(0o640);
  });
});
