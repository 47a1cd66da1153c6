import { imageTag, pinnedTag } from '../../../lib/constructs/image';
import { buildService, problemsOf } from './build-service';

const repository = 'registry.example.com/ml/sentiment';

test('a tag names the version', () => {
  expect(buildService({ image: { repository, tag: '1.2.3' } }).server).toMatchObject({
    image: `${repository}:1.2.3`,
    imagePullPolicy: 'Always',
  });
});

test('a digest is exact, and the tag is ignored', () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  const { server } = buildService({ image: { repository, tag: '1.2.3', digest, pullPolicy: 'Always' } });
  expect(server).toMatchObject({ image: `${repository}@${digest}`, imagePullPolicy: 'Always' });
});

test('an image without a version is refused', () => {
  expect(problemsOf({ image: { repository } })).toEqual([
    'image.tag: the version of the image is unknown; set image.tag or image.digest, or the appVersion of the chart',
  ]);
});

test('tags and digests have their form', () => {
  expect(problemsOf({ image: { repository, tag: 'a b', digest: 'sha256:12' } })).toEqual([
    'image.digest: expected an image digest, sha256: and 64 hexadecimal digits, or empty text, found text "sha256:12"',
    'image.tag: expected an image tag: letters, digits, "_", "-" and ".", at most 128, found text "a b"',
  ]);
});

test('a tag has at most 128 characters, a digest behind it not counted', () => {
  const [longest, digest] = ['a'.repeat(128), `@sha256:${'0'.repeat(64)}`];
  const texts = [longest, `a${longest}`, longest + digest, `a${longest}${digest}`, 'latest', 'latest-1'];
  const taken = (schema: ReturnType<typeof imageTag>) => texts.map((text) => schema.safeParse(text).success);
  expect(taken(imageTag())).toEqual([true, false, false, false, true, true]);
  expect(taken(pinnedTag())).toEqual([true, false, true, false, false, true]);
});

test('a text that is both malformed and too long is told once', () => {
  expect(imageTag().safeParse('é'.repeat(129)).error?.issues).toHaveLength(1);
});
