import { z } from 'zod';
import type { Release } from '../release/release';
import { textOfForm } from './text-form';

const DIGEST = /^(sha256:[0-9a-f]{64})?$/;
const TAG = /^([A-Za-z0-9_][-A-Za-z0-9_.]{0,127})?$/;

const pullPolicy = z
  .enum(['Always', 'IfNotPresent', 'Never'])
  .default('Always')
  .describe(
    'When nodes pull the image. Always asks the registry at each start, so that neither a moved tag nor a private image is taken from the cache of a node; what the node has is not loaded again.',
  );

const digest = textOfForm(DIGEST, 'an image digest, sha256: and 64 hexadecimal digits, or empty text')
  .default('')
  .describe('Digest (sha256:…) that pins the image exactly; the tag is then ignored.');

const tag = () => textOfForm(TAG, 'an image tag: letters, digits, "_", "-" and ".", at most 128');

/** The image of the model server. */
export const imageValues = z
  .object({
    repository: z.string().min(1).describe('Image repository of the model server, with its registry.'),
    pullPolicy,
    tag: tag().default('').describe("Image tag. Empty: the chart's appVersion."),
    digest,
  })
  .describe('Container image of the model server.');

/** The values of an image that the library knows a version of. */
export function pinnedImageValues(defaults: { repository: string; tag: string }, description: string) {
  return z
    .object({
      repository: z.string().min(1).default(defaults.repository).describe('Image repository, with its registry.'),
      pullPolicy,
      tag: tag().min(1).default(defaults.tag).describe('Image tag: a released version, never a moving tag.'),
      digest,
    })
    .prefault({})
    .describe(description);
}

interface Image {
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

/** `repository@digest`, or `repository:tag`, the tag being the chart's app version where the values give none. */
export function imageReference(image: Image, release: Release): string {
  if (image.digest !== '') return `${image.repository}@${image.digest}`;
  return `${image.repository}:${image.tag || release.appVersion}`;
}

/** Whether neither the values nor the chart say which version of the image is wanted. */
export function isUnversioned(image: Image, release: Release | undefined): boolean {
  return image.digest === '' && image.tag === '' && release?.appVersion === undefined;
}
