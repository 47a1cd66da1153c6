import { patternSamples } from '../../../lib/trace/pattern-samples';

test.each<[RegExp, string[]]>([
  [/^v\d+/, ['v0']],
  [/^(\w+):(\d+)$/, ['a:0']],
  [/gpu|tpu/, ['gpu', 'tpu']],
  [/^x(\d)?$/, ['x0', 'x']],
  [/[A-Z]{3,}/, ['AAA']],
  [/\.ya?ml$/, ['.yaml', '.yml']],
  [/^(a|b|cc)+-(x|y)?$/, ['a-x', 'b-y', 'cc-']],
  [/^s3:\/\/([^/]+)\/(.+)$/, ['s3://a/a']],
  [/^(?!foo)bar/, ['bar']],
  [/\bfoo\b/i, ['foo']],
  [/(?<major>\d+)\.(?<minor>\d+)/, ['0.0']],
  [/\u0041\x42/, ['AB']],
  [/^\p{Lu}+$/u, ['A']],
  [/nvidia\.com\/gpu/, ['nvidia.com/gpu']],
])('%s matches %j', (pattern, samples) => {
  expect(patternSamples(pattern)).toEqual(samples);
});

test.each([/^(\w)\1$/, /^(?=.*\d)[a-z]+$/, /(?!)/])('nothing is made up for %s', (pattern) => {
  expect(patternSamples(pattern)).toEqual([]);
});
