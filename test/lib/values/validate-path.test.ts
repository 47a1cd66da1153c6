import { comparePaths, formatPath, type PathSegment, parsePath } from '../../../lib/values/path';

const paths: [PathSegment[], string][] = [
  [[], ''],
  [['autoscaling', 'minReplicas'], 'autoscaling.minReplicas'],
  [['ingress', 'hosts', 0, 'paths', 12, 'path'], 'ingress.hosts[0].paths[12].path'],
  [['podLabels', 'app.kubernetes.io/name'], 'podLabels["app.kubernetes.io/name"]'],
  [['my-subchart', 'a'], '["my-subchart"].a'],
  [['limits', 'nvidia.com/gpu', 'x'], 'limits["nvidia.com/gpu"].x'],
  [['a', '', '0', 'quote"d', 'back\\slash', 'brac]ket'], 'a[""]["0"]["quote\\"d"]["back\\\\slash"]["brac]ket"]'],
];

test.each(paths)('%j is written and read as %s', (segments, text) => {
  expect(formatPath(segments)).toBe(text);
  expect(parsePath(text)).toEqual(segments);
});

test('a path typed by hand needs no quotes around a key with a dash', () => {
  expect(parsePath('my-subchart.replica-count')).toEqual(['my-subchart', 'replica-count']);
});

test('paths are ordered by key and by index, a map before what is in it', () => {
  const ordered = [[], ['a'], ['a', 'b', 2], ['a', 'b', 10], ['a', 'c'], ['b']];
  expect([...ordered].reverse().sort(comparePaths)).toEqual(ordered);
});
