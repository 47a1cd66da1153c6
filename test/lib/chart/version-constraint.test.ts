import { isInRange, isVersionConstraint } from '../../../lib/chart/version-constraint';
import { helmBinary } from '../../helm/binaries';
import { runHelm } from '../../helm/run-helm';
import { temporaryChart } from '../../helm/temporary-chart';

/** Each range that can be read holds for Kubernetes 1.30.0, so that Helm's answer tells whether it could read it. */
const readable = [
  '1.30',
  'v1.30.0',
  '*',
  '1.x',
  '1.30.*',
  '=1.30',
  '>=1.29.0-0',
  '=> 1.29',
  '>1.29 <1.31',
  '>=1.29, <2',
  '>=1,<2',
  '!=1.29',
  '~1.30.0',
  '~> 1.30',
  '^1.2',
  '1.29 - 1.31',
  '<1.20 || 1.30',
  '  >= 1.29.0-alpha.1+build  ',
];
const unreadable = [
  '>>1.29',
  '1.29..1.30',
  'latest',
  '>=1.29,',
  '>=1.29<1.40',
  '>=1.29 ||',
  '1.2.3.4',
  '>= ',
  ', 1.30',
];

test.each(readable)('%j is a range', (text) => expect(isVersionConstraint(text)).toBe(true));
test.each(unreadable)('%j is not a range', (text) => expect(isVersionConstraint(text)).toBe(false));

describe.each([...readable.map((text) => ({ text, ok: true })), ...unreadable.map((text) => ({ text, ok: false }))])(
  '$text',
  ({ text, ok }) => {
    const chart = temporaryChart('demo', {
      'Chart.yaml': `apiVersion: v2\nname: demo\nversion: 1.0.0\nkubeVersion: ${JSON.stringify(text)}\n`,
    });

    test.each([3, 4] as const)(`${ok ? 'is' : 'is not'} a range to Helm %i`, async (major) => {
      const helm = await helmBinary(major);
      const { exitCode } = await runHelm(helm, ['template', chart, '--kube-version', '1.30.0']);
      expect(exitCode === 0).toBe(ok);
    });
  },
);

/** A version, a range, and whether the one is in the other. */
const memberships: [string, string, boolean][] = [
  ['1.27', '>=1.29.0-0', false],
  ['1.29', '>=1.29', true],
  ['v1.31.2', '>=1.29.0-0 <1.32', true],
  ['1.31.2', '>=1.29, <1.31', false],
  ['1.31.2', '>=1.29, <=1.31', true],
  ['1.31.2', '>1.31', false],
  ['1.31.2', '=> 1.31.2', true],
  ['1.31.2', '=< 1.31.1', false],
  ['1.31.2', '<1.20 || ~1.31', true],
  ['1.31.2', '<1.20 || ~> 1.30', false],
  ['1.31.2', '1.29 - 1.31', true],
  ['1.32.0', '1.29 - 1.31', false],
  ['1.29.4', '!=1.29', false],
  ['1.30.4', '!=1.29', true],
  ['1.30.4', '1.x', true],
  ['1.30.4', '*', true],
  ['1.30.4', '^2', false],
  ['1.31.2-gke.100', '>=1.29.0-0', true],
  ['v1.31.2-gke.100', '>=1.29', false],
  ['v1.31.2-gke.100', '>=1.29.0-0 <1.33', false],
  ['v1.31.2-gke.100', '>=1.29.0-0 <1.33.0-0', true],
  ['v1.31.2-gke.100', '*', false],
  ['v1.31.2+k3s1', '>=1.31.2', true],
];

describe.each(memberships)('%s in %s', (version, range, expected) => {
  test(`is ${expected}`, () => expect(isInRange(version, range)).toBe(expected));

  const chart = temporaryChart('demo', {
    'Chart.yaml': `apiVersion: v2\nname: demo\nversion: 1.0.0\nkubeVersion: ${JSON.stringify(range)}\n`,
  });

  // Helm 4 takes the suffix off before it compares; a chart that is for both has to satisfy the stricter one.
  const majors = version.includes('-') ? ([3] as const) : ([3, 4] as const);
  test.each(majors)(`is ${expected} to Helm %i`, async (major) => {
    const helm = await helmBinary(major);
    const { exitCode } = await runHelm(helm, ['template', chart, '--kube-version', version]);
    expect(exitCode === 0).toBe(expected);
  });
});
