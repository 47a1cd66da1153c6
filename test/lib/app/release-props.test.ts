import { releaseProps } from '../../../lib/app/release-props';
import { environmentsFrom } from '../../../lib/environment/environments-from';

const metadata = { name: 'demo', version: '1.2.3', appVersion: '4.5.6' };
const environment = (input: object) => environmentsFrom({ environments: { prod: input } }).environments[0];

test('a release is named after the chart unless the environment names it', () => {
  expect(releaseProps(metadata, environment({ values: {} }), {})).toEqual({
    release: 'demo',
    namespace: 'default',
    apiVersions: [],
    dependencies: [],
    chart: 'demo',
    chartVersion: '1.2.3',
    appVersion: '4.5.6',
  });
  expect(releaseProps(metadata, environment({ release: 'mine', namespace: 'ml', values: {} }), {})).toMatchObject({
    release: 'mine',
    namespace: 'ml',
  });
});

test('values that name the objects count, if they are text', () => {
  const named = { nameOverride: 'a', fullnameOverride: 'b', other: 'c' };
  expect(releaseProps(metadata, environment({ values: {} }), named)).toMatchObject({
    nameOverride: 'a',
    fullnameOverride: 'b',
  });
  expect(releaseProps(metadata, environment({ values: {} }), { nameOverride: 5 })).not.toHaveProperty('nameOverride');
});

test('a chart without an app version has none', () => {
  expect(releaseProps({ name: 'demo', version: '1.2.3' }, environment({ values: {} }), {})).not.toHaveProperty(
    'appVersion',
  );
});
