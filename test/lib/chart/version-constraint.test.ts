import { isInRange, isVersionConstraint } from '../../../lib/chart/version-constraint';
import { helmBinary } from '../../helm/binaries';
import { renderChart } from '../../helm/render-chart';
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

test.each(memberships)('%s in %s: %j', (version, range, expected) => {
  expect(isInRange(version, range)).toBe(expected);
});

/** Helm 4 takes the suffix off before it compares; a chart that is for both has to satisfy the stricter one. */
const isSuffixed = ([version]: (typeof memberships)[number]) => version.includes('-');

const charts = new Map(
  [...unreadable, ...memberships.map(([, range]) => range)].map((range) => [
    range,
    temporaryChart('demo', {
      'Chart.yaml': `apiVersion: v2\nname: demo\nversion: 1.0.0\nkubeVersion: ${JSON.stringify(range)}\n`,
    }),
  ]),
);

describe.each([3, 4] as const)('to Helm %i', (major) => {
  /** Whether Helm takes a chart for clusters of a range, where the cluster has a version. */
  async function takes(range: string, version: string): Promise<boolean> {
    const args = ['template', charts.get(range) ?? '', '--kube-version', version];
    const { exitCode } = await runHelm(await helmBinary(major), args);
    return exitCode === 0;
  }

  // What Helm compares the version of the cluster with is this function, which answers many questions in one run.
  const comparing = temporaryChart('demo', {
    'Chart.yaml': 'apiVersion: v2\nname: demo\nversion: 1.0.0\n',
    'templates/answers.yaml':
      'answers:\n{{- range .Values.asked }}\n- {{ semverCompare (index . 1) (index . 0) }}\n{{- end }}\n',
  });

  test('all that are ranges can be read, and have the same versions in them', async () => {
    const asked = [
      ...readable.map((range): (typeof memberships)[number] => ['1.30.0', range, true]),
      ...memberships.filter((membership) => !isSuffixed(membership)),
    ];
    const [{ answers }] = await renderChart({ helm: await helmBinary(major), chart: comparing, values: { asked } });
    expect(answers).toEqual(asked.map(([, , expected]) => expected));
  });

  test.each(unreadable)('%j is none', async (range) => {
    expect(await takes(range, '1.30.0')).toBe(false);
  });

  test.each(memberships.slice(0, 4))('a cluster of version %s is in %s: %j', async (version, range, expected) => {
    expect(await takes(range, version)).toBe(expected);
  });

  if (major === 3) {
    test.each(memberships.filter(isSuffixed))(
      'a cluster of version %s is in %s: %j',
      async (version, range, expected) => {
        expect(await takes(range, version)).toBe(expected);
      },
    );
  }
});
