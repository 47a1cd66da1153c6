import Ajv from 'ajv';
import { z } from 'zod';
import { environmentsJsonSchema } from '../../../lib/chart/editor-schema';
import { environmentSchema } from '../../../lib/environment/environment-schema';
import { type ObjectShape, shapeOf } from '../../../lib/values/shape';

const values = z.object({
  image: z.object({ repository: z.string(), tag: z.string().optional() }).describe('The container image.'),
  replicaCount: z.int().min(1).default(1),
  host: z.string().regex(/^(?!-)[a-z-]+$/),
  podLabels: z.record(z.string(), z.string()).default({}),
  variants: z.record(z.string(), z.object({ weight: z.int(), colour: z.string().default('blue') })).default({}),
  paths: z.array(z.object({ path: z.string(), type: z.string().default('Prefix') })).default([]),
});

const schema = environmentsJsonSchema({
  environment: shapeOf(environmentSchema) as ObjectShape,
  values: shapeOf(values) as ObjectShape,
  openSections: ['redis'],
});
const validate = new Ajv().compile(schema);

test.each<object>([
  {},
  { extends: 'staging', release: 'sentiment', namespace: 'ml', context: 'prod', values: {} },
  { cluster: { kubeVersion: '1.31', apiVersions: ['monitoring.coreos.com/v1'] } },
  { values: { image: { tag: 'v2' } } },
  { values: { image: { tag: null }, replicaCount: null, podLabels: null } },
  { values: { podLabels: { team: 'ml', tier: null } } },
  { values: { variants: { green: { weight: 1 }, red: { colour: null }, old: {} } } },
  { values: { paths: [{ path: '/' }] } },
  { values: { redis: { auth: { anything: 1 } } } },
])('takes %j', (environment) => {
  expect({ valid: validate(environment), errors: validate.errors }).toEqual({ valid: true, errors: null });
});

test.each<object>([
  { extend: 'staging' },
  { extends: null },
  { cluster: { kubeVersion: 1.31 } },
  { values: { replicas: 1 } },
  { values: { image: { tags: 'v2' } } },
  { values: { image: { repository: null } } },
  { values: { replicaCount: 0 } },
  { values: { host: '-a' } },
  { values: { paths: [{ type: 'Exact' }] } },
  { values: { paths: [{ path: '/', type: null }] } },
  { values: { paths: [null] } },
])('refuses %j', (environment) => {
  expect(validate(environment)).toBe(false);
});

test('carries the prose that editors show', () => {
  expect(schema).toMatchObject({
    properties: {
      namespace: { description: expect.stringContaining('Namespace of the release') },
      values: {
        description: expect.stringContaining('values'),
        properties: { image: { description: 'The container image.' } },
      },
    },
  });
});
