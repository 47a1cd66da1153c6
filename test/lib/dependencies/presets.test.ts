import { z } from 'zod';
import { checkMetadata } from '../../../lib/chart/check-metadata';
import { grafana } from '../../../lib/dependencies/grafana';
import { minio } from '../../../lib/dependencies/minio';
import { postgresql } from '../../../lib/dependencies/postgresql';
import { prometheus } from '../../../lib/dependencies/prometheus';
import { prometheusAdapter } from '../../../lib/dependencies/prometheus-adapter';
import { redis } from '../../../lib/dependencies/redis';
import { inferenceServiceValues } from '../../../lib/inference/inference-service-values';
import { checkValues } from '../../../lib/values/validate';
import { MINIMAL } from '../constructs/build-service';

const presets = [postgresql(), redis(), minio(), prometheus(), grafana(), prometheusAdapter()];
const sections = z.object({
  ...postgresql().values,
  ...redis().values,
  ...minio().values,
  ...prometheus().values,
  ...grafana().values,
  ...prometheusAdapter().values,
});

test('entries of Chart.yaml, each with a switch that is off', () => {
  expect(presets.map(({ name, version, condition }) => `${name} ${version} ${condition}`)).toEqual([
    'postgresql 12.x.x postgresql.enabled',
    'redis 17.x.x redis.enabled',
    'minio 12.x.x minio.enabled',
    'prometheus 15.x.x prometheus.enabled',
    'grafana 6.x.x grafana.enabled',
    'prometheus-adapter 4.x.x prometheus-adapter.enabled',
  ]);
  expect(Object.values(sections.parse({})).map(({ enabled }) => enabled)).toEqual(Array(6).fill(false));
  expect(checkMetadata({ name: 'app', version: '1.0.0', dependencies: presets })).toEqual([]);
});

test('version, repository, tags, condition and alias may be others', () => {
  const { values, ...entry } = redis({
    version: '~18.1.0',
    repository: 'oci://registry.example.com/charts',
    alias: 'sessions',
    tags: ['cache'],
  });
  expect(entry).toEqual({
    name: 'redis',
    version: '~18.1.0',
    repository: 'oci://registry.example.com/charts',
    alias: 'sessions',
    condition: 'sessions.enabled',
    tags: ['cache'],
  });
  expect(Object.keys(values)).toEqual(['sessions']);
  expect(redis({ condition: 'global.redis.enabled' }).condition).toBe('global.redis.enabled');
});

test('a password is never a literal', () => {
  const literal = {
    postgresql: { auth: { password: 'hunter2', postgresPassword: 'hunter2' } },
    redis: { auth: { password: 'hunter2' } },
    minio: { auth: { rootPassword: 'hunter2' } },
    grafana: { adminPassword: 'hunter2' },
  };
  const instead = (existing: string) =>
    `a secret is never written into values; put it into a Secret and set ${existing}, or leave both out, and the chart makes one`;
  expect(checkValues(sections, literal).map(({ path, message }) => `${path}: ${message}`)).toEqual([
    `grafana.adminPassword: ${instead('grafana.admin.existingSecret')}`,
    `minio.auth.rootPassword: ${instead('minio.auth.existingSecret')}`,
    `postgresql.auth.password: ${instead('postgresql.auth.existingSecret')}`,
    `postgresql.auth.postgresPassword: ${instead('postgresql.auth.existingSecret')}`,
    `redis.auth.password: ${instead('redis.auth.existingSecret')}`,
  ]);
  // As the reference charts have it.
  expect(checkValues(sections, { postgresql: { auth: { password: '' } } })).toEqual([]);
});

test('the sections of an inference service take the further values of its database and cache', () => {
  const schema = inferenceServiceValues.safeExtend({ ...postgresql().values, ...redis().values });
  const values = { ...MINIMAL, postgresql: { enabled: true, primary: { persistence: { size: '20Gi' } } } };
  expect(checkValues(schema, values)).toEqual([]);
  expect(checkValues(schema, { ...values, database: { host: 'db.example.com' } }).map(({ path }) => path)).toEqual([
    'database.host',
  ]);
});
