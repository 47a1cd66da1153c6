import { formatSetPath, parseSetPath } from '../../../lib/values/set-path';
import { helmBinary } from '../../helm/binaries';
import { renderChart } from '../../helm/render-chart';
import { temporaryChart } from '../../helm/temporary-chart';

const HOSTILE = ['a.b', 'a,b', 'a=b', 'a[0]', 'a\\b', 'a\\.b', 'a"b', 'a b', '{a}', "a'b", 'ä', 'null', '-', '[', '1'];

test.each([
  ['a', ['a']],
  ['a.b[0].c', ['a', 'b', 0, 'c']],
  ['a[0][12]', ['a', 0, 12]],
  ['labels.app\\.kubernetes\\.io/name', ['labels', 'app.kubernetes.io/name']],
])('%s', (text, path) => {
  expect(formatSetPath(path)).toBe(text);
  expect(parseSetPath(text)).toEqual(path);
});

test('every key survives', () => {
  for (const first of HOSTILE) {
    for (const second of HOSTILE) {
      expect(parseSetPath(formatSetPath([first, second, 0, second]))).toEqual([first, second, 0, second]);
    }
  }
});

test('keys in brackets and quotes are read too, as other messages have them', () => {
  expect(parseSetPath('labels["a.\\"b\\u00e4"].c')).toEqual(['labels', 'a."bä', 'c']);
});

test.each(['a..b', 'a.', 'a[', 'a[]', 'a[x]', 'a[-1]', 'a[0]b', 'a=b', 'a,b', 'a["b]', 'a["\\x"]'])(
  '%s is no path',
  (text) => {
    expect(parseSetPath(text)).toBeUndefined();
  },
);

describe('with Helm', () => {
  const chart = temporaryChart('paths', {
    'Chart.yaml': 'apiVersion: v2\nname: paths\nversion: 1.0.0\n',
    'templates/values.yaml': 'kind: Values\nmetadata: {name: x}\nvalues: {{ omit .Values "global" | toJson }}\n',
  });

  test.each([3, 4] as const)('--set of Helm %i sets the value at the path', async (major) => {
    const set = HOSTILE.map((key, index) => `${formatSetPath([`root${index}`, key, 0, key])}=x`);
    const [{ values }] = await renderChart({ helm: await helmBinary(major), chart, set });
    expect(values).toEqual(
      Object.fromEntries(HOSTILE.map((key, index) => [`root${index}`, { [key]: [{ [key]: 'x' }] }])),
    );
  });
});
