import { z } from 'zod';
import { HelmApp } from '../../../lib/app/helm-app';
import type { ChartDependency } from '../../../lib/chart/metadata';
import { defineChart } from '../../../lib/definition/chart-definition';
import { chartDependency } from '../../../lib/dependencies/chart-dependency';
import { environmentsFrom } from '../../../lib/environment/environments-from';

const store = { name: 'store', version: '1.0.0', repository: 'https://charts.example.com' } as const;
const section = z.object({ enabled: z.boolean().default(false), size: z.int().default(1) }).prefault({});

function told(dependency: ChartDependency, values: z.ZodObject): string {
  const chart = defineChart({
    metadata: { name: 'app', version: '1.0.0', dependencies: [dependency] },
    values,
    constructs: () => {},
  });
  try {
    new HelmApp({ charts: [chart], environments: environmentsFrom({ environments: { dev: {} } }) });
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

test('the values have the section that the dependency has a schema for', () => {
  const dependency = chartDependency({ ...store, values: section });
  expect(told(dependency, z.object(dependency.values))).toBe('');
  expect(told(dependency, z.object({}))).toBe(
    [
      'The chart definitions cannot work:',
      '  metadata.dependencies[0]: the values have no section store, which the schema of this dependency is for; extend them with the values of the dependency: z.object({ … }).extend(dependency.values)',
    ].join('\n'),
  );
});

test('the condition names a boolean', () => {
  const under = (condition: string) => {
    const dependency = chartDependency({ ...store, condition, values: section });
    return told(dependency, z.object(dependency.values)).split('\n').slice(1).join('\n');
  };
  expect(under('store.enabled')).toBe('');
  expect(under('store.enabled,global.store.enabled')).toBe('');
  expect(under('store.enable')).toBe(
    '  metadata.dependencies[0].condition: there is no value store.enable, and Helm installs a dependency whose condition is not there; did you mean enabled?',
  );
  expect(under('store.size')).toBe(
    '  metadata.dependencies[0].condition: store.size is not a boolean, and Helm passes over such a condition; name one',
  );
});

test('dependencies without a schema are as they ever were', () => {
  expect(told({ ...store, condition: 'store.anything' }, z.object({}))).toBe('');
});
