import { isVersionConstraint } from '../../../lib/chart/version-constraint';
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
