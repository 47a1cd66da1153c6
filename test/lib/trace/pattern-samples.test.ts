import { listedTexts, patternSamples } from '../../../lib/trace/pattern-samples';

test.each<[RegExp, string[]]>([
  [/^v\d+/, ['v0', 'v5', 'v00', 'v55']],
  [/^(\w+):(\d+)$/, ['a:0', '4:5', 'aa:00', '44:55']],
  [/gpu|tpu/, ['gpu', 'tpu']],
  [/^x(\d)?$/, ['x0', 'x5', 'x']],
  [/[A-Z]{3,}/, ['AAA', 'NNN']],
  [/\.ya?ml$/, ['.yaml', '.yml']],
  [/^(a|b|cc)+-(x|y)?$/, ['a-x', 'b-y', 'cc-', 'aa-x', 'bb-y', 'cccc-']],
  [/^s3:\/\/([^/]+)\/(.+)$/, ['s3://a/a', 's3://I/.', 's3://aa/aa', 's3://II/..']],
  [/^(?!foo)bar/, ['bar']],
  [/\bfoo\b/i, ['foo', 'FOO']],
  [/ghcr.io/, ['ghcraio', 'ghcr.io']],
  [/\/+$/, ['/', '//']],
  [/(?<major>\d+)\.(?<minor>\d+)/, ['0.0', '5.5', '00.00', '55.55']],
  [/\u0041\x42/, ['AB']],
  [/^\p{Lu}+$/u, ['A', 'N', 'AA', 'NN']],
  [/nvidia\.com\/gpu/, ['nvidia.com/gpu']],
])('%s matches %j', (pattern, samples) => {
  expect(patternSamples(pattern)).toEqual(samples);
});

test.each([/^(\w)\1$/, /^(?=.*\d)[a-z]+$/, /(?!)/])('nothing is made up for %s', (pattern) => {
  expect(patternSamples(pattern)).toEqual([]);
});

test.each<[RegExp, string[] | undefined]>([
  [/^https?:\/\//, ['https://', 'http://']],
  [/^(s3|gs):\/\/|\.gguf$/, ['s3://', 'gs://', '.gguf']],
  [/(a|b)(c|d)?/, ['ac', 'ad', 'a', 'bc', 'bd', 'b']],
  [/\/$/, ['/']],
  [/^https:/i, undefined],
  [/ghcr.io/, undefined],
  [/\/+$/, undefined],
  [/^v\d/, undefined],
  [/^[ab]/, undefined],
  [/^a$/m, undefined],
  [/(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)/, undefined],
])('%s finds %j, and nothing else', (pattern, texts) => {
  expect(listedTexts(pattern)).toEqual(texts);
});
