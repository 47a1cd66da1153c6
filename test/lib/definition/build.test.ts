import { ApiObject, type Chart, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { z } from 'zod';
import { build } from '../../../lib/definition/build';
import { defineChart } from '../../../lib/definition/chart-definition';
import { Release } from '../../../lib/release/release';

const release = new Release({ release: 'prod', chart: 'demo', namespace: 'ml', chartVersion: '1.0.0' });

function chart(constructs: (scope: Chart) => void) {
  return defineChart({ metadata: { name: 'demo', version: '1.0.0' }, values: z.object({}), constructs });
}

const manifests = (constructs: (scope: Chart) => void) => build(chart(constructs), {}, release);
const object = (scope: Construct, id: string, props: object = {}) =>
  new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', ...props });

describe('objects', () => {
  test('carry the labels and the namespace of the release', () => {
    expect(manifests((scope) => object(scope, 'settings', { metadata: { name: 'x', labels: { own: '1' } } }))).toEqual([
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: {
          name: 'x',
          namespace: 'ml',
          labels: {
            'helm.sh/chart': 'demo-1.0.0',
            'app.kubernetes.io/name': 'demo',
            'app.kubernetes.io/instance': 'prod',
            'app.kubernetes.io/managed-by': 'Helm',
            own: '1',
          },
        },
      },
    ]);
  });

  test('without a name get one from the release and the ids above them', () => {
    const names = manifests((scope) => {
      object(scope, 'settings');
      object(new Construct(scope, 'My Service_2'), 'Resource');
      new kplus.ConfigMap(scope, 'plus');
    }).map(({ metadata }) => metadata.name);
    expect(names).toEqual(['prod-demo-my-service-2', 'prod-demo-plus', 'prod-demo-settings']);
  });

  test('keep apart by their ids however long these are', () => {
    const names = manifests((scope) => {
      for (const id of ['one', 'two']) object(scope, `${'very-long-'.repeat(6)}${id}`);
    }).map(({ metadata }) => metadata.name);
    expect(new Set(names).size).toBe(2);
    for (const name of names) {
      expect(name).toMatch(/^prod-demo-very-long-very-long-very-long-v-[0-9a-f]{8}$/);
      expect(name.length).toBeLessThanOrEqual(63);
    }
  });

  test('come in install order, whatever the order of the constructs', () => {
    const kinds = manifests((scope) => {
      object(scope, 'a', { kind: 'Deployment', metadata: { name: 'a' } });
      object(scope, 'b', { kind: 'Service', metadata: { name: 'b' } });
      object(scope, 'd', { kind: 'Own', metadata: { name: 'd' } });
      object(scope, 'c', { metadata: { name: 'c' } });
    }).map(({ kind }) => kind);
    expect(kinds).toEqual(['ConfigMap', 'Service', 'Deployment', 'Own']);
  });

  test('are resolved: lazy values, and keys without a value', () => {
    const [{ data }] = manifests((scope) =>
      object(scope, 'a', { data: { lazy: Lazy.any({ produce: () => 'x' }), none: undefined } }),
    );
    expect(data).toEqual({ lazy: 'x' });
  });
});
