import { ConstructError } from '../../../lib/errors';
import { chartName, derivedSuffix, fullname, MAX_NAME_LENGTH } from '../../../lib/release/names';
import { seededRandom } from '../../../lib/trace/random';

const parts = (release: string, chart: string) => ({ release, chart });
const long = (length: number) => 'abcdefghij'.repeat(10).slice(0, length);

describe('the full name', () => {
  test('is release and chart', () => {
    expect(fullname(parts('prod', 'ml-inference'))).toBe('prod-ml-inference');
    expect(fullname(parts('prod', 'ml-inference'), 'model')).toBe('prod-ml-inference-model');
  });

  test('is the release alone where that names the chart already', () => {
    expect(fullname(parts('ml-inference', 'ml-inference'))).toBe('ml-inference');
    expect(fullname(parts('my-ml-inference-2', 'ml-inference'), 'model')).toBe('my-ml-inference-2-model');
  });

  test('follows the overrides; an empty one is none', () => {
    expect(fullname({ ...parts('prod', 'demo'), nameOverride: 'other' })).toBe('prod-other');
    expect(fullname({ ...parts('prod-other', 'demo'), nameOverride: 'other' })).toBe('prod-other');
    expect(fullname({ ...parts('prod', 'demo'), nameOverride: 'other', fullnameOverride: 'mine' })).toBe('mine');
    expect(fullname({ ...parts('prod', 'demo'), nameOverride: '', fullnameOverride: '' }, 'x')).toBe('prod-demo-x');
  });

  test('of 63 characters stays as it is; one more, and it is cut and hashed', () => {
    expect(fullname(parts(long(58), 'demo'))).toBe(`${long(58)}-demo`);
    expect(fullname(parts(long(59), 'demo'))).toMatchInlineSnapshot(
      `"abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcd-04109935"`,
    );
    expect(fullname({ ...parts('x', 'y'), fullnameOverride: long(63) })).toBe(long(63));
  });

  test('keeps its suffix whole, and has no dash where it is cut', () => {
    const suffix = 'model-downloader';
    for (let length = 30; length <= 80; length++) {
      for (const release of [long(length), `${long(length - 1)}-`, 'a-'.repeat(length)]) {
        const name = fullname(parts(release, 'demo'), suffix);
        expect(name.length).toBeLessThanOrEqual(MAX_NAME_LENGTH);
        expect(name).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?-model-downloader$/);
        if (`${release}-demo-${suffix}`.length > MAX_NAME_LENGTH) {
          expect(name).toMatch(/[a-z0-9]-[0-9a-f]{8}-model-downloader$/);
        }
      }
    }
  });

  test('of two releases is never the same', () => {
    const random = seededRandom(5);
    const releases = new Set<string>();
    while (releases.size < 2000) {
      // Alike for the first fifty characters and more.
      releases.add(`${long(50)}${Math.floor(random() * 1e9).toString(36)}${'x'.repeat(Math.floor(random() * 12))}`);
    }
    const names = new Set([...releases].map((release) => fullname(parts(release, 'demo'), 'suffix')));
    expect(names.size).toBe(releases.size);
  });

  test('of one release is never the same for two suffixes', () => {
    const suffixes = ['a', 'b', 'model', 'model-cache', 'x'.repeat(40)];
    const names = suffixes.map((suffix) => fullname(parts(long(80), 'demo'), suffix));
    expect(new Set(names).size).toBe(suffixes.length);
  });
});

describe('a suffix', () => {
  test('of 40 characters leaves 13 to the name, and the hash', () => {
    const name = fullname(parts(long(80), 'demo'), 'x'.repeat(40));
    expect(name).toHaveLength(MAX_NAME_LENGTH);
    expect(name).toMatch(/^abcdefghijabc-[0-9a-f]{8}-x{40}$/);
  });

  test('of more is refused, however short the name is', () => {
    const build = () => fullname(parts('a', 'a'), `model-${'x'.repeat(35)}`);
    expect(build).toThrow(ConstructError);
    expect(build).toThrowErrorMatchingInlineSnapshot(`
"The constructs cannot be built:
  the suffix "model-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" of an object's name has 41 characters, and at most 40 leave room for the release's name; choose a shorter one"
`);
  });

  test('that is derived is cut and hashed instead', () => {
    expect(derivedSuffix(long(40))).toBe(long(40));
    expect(derivedSuffix(long(41))).toMatch(/^abcdefghijabcdefghijabcdefghija-[0-9a-f]{8}$/);
    expect(derivedSuffix(`${long(30)}-${long(20)}`)).toMatch(/^(abcdefghij){3}-[0-9a-f]{8}$/);
    expect(derivedSuffix(`${long(40)}a`)).not.toBe(derivedSuffix(`${long(40)}b`));
  });
});

test('the name of the chart is at most 63 characters, without a dash at its end', () => {
  expect(chartName(parts('prod', 'demo'))).toBe('demo');
  expect(chartName({ ...parts('prod', 'demo'), nameOverride: 'other' })).toBe('other');
  expect(chartName({ ...parts('prod', 'demo'), nameOverride: '' })).toBe('demo');
  expect(chartName({ ...parts('prod', 'demo'), nameOverride: `${long(62)}-tail` })).toBe(long(62));
});
