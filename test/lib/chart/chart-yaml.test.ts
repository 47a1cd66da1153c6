import { parse } from 'yaml';
import { chartYaml } from '../../../lib/chart/chart-yaml';
import type { ChartMetadata } from '../../../lib/chart/metadata';
import { helmBinary } from '../../helm/binaries';
import { lintChart } from '../../helm/lint-chart';
import { temporaryChart } from '../../helm/temporary-chart';

const full: ChartMetadata = {
  annotations: {
    'artifacthub.io/prerelease': 'false',
    'artifacthub.io/changes': '- kind: added\n  description: GPUs\n',
  },
  deprecated: false,
  dependencies: [
    {
      tags: ['database'],
      condition: 'database.enabled',
      alias: 'database',
      version: '~12.1.0',
      name: 'postgresql',
      repository: 'https://charts.bitnami.com/bitnami',
      'import-values': ['data', { child: 'auth', parent: 'databaseAuth' }],
    },
  ],
  maintainers: [{ url: 'https://example.com', name: 'ML platform', email: 'ml@example.com' }],
  sources: ['https://example.com/source'],
  icon: 'https://example.com/icon.svg',
  home: 'https://example.com',
  keywords: ['inference', 'on'],
  kubeVersion: '>=1.29.0-0',
  appVersion: '2.1',
  description: 'Serves a model: fast',
  version: '1.0.0',
  name: 'ml-inference',
};

test('has the keys in the usual order, whatever the order they were given in', () => {
  expect(chartYaml(full)).toMatchInlineSnapshot(`
"apiVersion: v2
name: ml-inference
description: "Serves a model: fast"
type: application
version: 1.0.0
appVersion: "2.1"
kubeVersion: ">=1.29.0-0"
keywords:
  - inference
  - "on"
home: https://example.com
icon: https://example.com/icon.svg
sources:
  - https://example.com/source
maintainers:
  - name: ML platform
    email: ml@example.com
    url: https://example.com
dependencies:
  - name: postgresql
    version: "~12.1.0"
    repository: https://charts.bitnami.com/bitnami
    alias: database
    condition: database.enabled
    tags:
      - database
    import-values:
      - data
      - child: auth
        parent: databaseAuth
annotations:
  artifacthub.io/changes: |
    - kind: added
      description: GPUs
  artifacthub.io/prerelease: "false"
"
`);
});

test('is short for a chart that says little', () => {
  expect(chartYaml({ name: 'on', version: '0.1.0-rc.1+build.5', keywords: [] })).toMatchInlineSnapshot(`
"apiVersion: v2
name: "on"
type: application
version: 0.1.0-rc.1+build.5
"
`);
});

test('keeps the type of everything that looks like something else', () => {
  const chart = parse(chartYaml({ ...full, appVersion: '1.10', name: 'n' }), { version: '1.1' });
  expect(chart).toMatchObject({ name: 'n', appVersion: '1.10', version: '1.0.0', annotations: full.annotations });
});

test.each([3, 4] as const)('is clean for Helm %i', async (major) => {
  expect(await lintChart({ helm: await helmBinary(major), chart })).toEqual([]);
});

const { dependencies: _, ...alone } = full;
const chart = temporaryChart('ml-inference', {
  'Chart.yaml': chartYaml(alone),
  'values.yaml': '',
  'templates/NOTES.txt': 'Installed.\n',
});
