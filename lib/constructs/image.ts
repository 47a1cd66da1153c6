import { z } from 'zod';
import type { Release } from '../release/release';
import { textOfForm } from './text-form';

const DIGEST = /^(sha256:[0-9a-f]{64})?$/;
const TAG = /^([A-Za-z0-9_][-A-Za-z0-9_.]*)?$/;
/** Of at most 128 characters, as every tag, and a digest. */
const PINNED_TAG = /^(?!latest$|[^@]{129})([A-Za-z0-9_][-A-Za-z0-9_.]*(@sha256:[0-9a-f]{64})?)?$/;

export const imagePullPolicy = () =>
  z
    .enum(['Always', 'IfNotPresent', 'Never'])
    .default('Always')
    .describe(
      'When nodes pull the image. Always asks the registry at each start, so that neither a moved tag nor a private image is taken from the cache of a node; what the node has is not loaded again.',
    );

export const imageDigest = textOfForm(DIGEST, 'an image digest, sha256: and 64 hexadecimal digits, or empty text')
  .default('')
  .describe('Digest (sha256:…) that pins the image exactly; the tag is then ignored.');

export const imageTag = () =>
  textOfForm(TAG, 'an image tag: letters, digits, "_", "-" and ".", at most 128', { max: 128 });

/** A tag that stays what it is; it may have a digest behind it. */
export const pinnedTag = () =>
  textOfForm(
    PINNED_TAG,
    'an image tag that does not move, as latest does, such as 2.1.0, or one with a digest behind it: 2.1.0@sha256:<64 hexadecimal digits>',
  );

/** The image of the model server. */
export const imageValues = z
  .object({
    repository: z.string().min(1).describe('Image repository of the model server, with its registry.'),
    pullPolicy: imagePullPolicy(),
    tag: imageTag().default('').describe("Image tag. Empty: the chart's appVersion."),
    digest: imageDigest,
  })
  .describe('Container image of the model server.');

/**
 * The values of the image of a client, of which a chart has several and a pod one. The tag takes the digest along: one
 * value less for each of them, and no choice in the chart.
 */
export function clientImageValues(defaults: { repository: string; tag: string }, description: string) {
  return z
    .object({
      repository: z.string().min(1).default(defaults.repository).describe('Image repository, with its registry.'),
      tag: pinnedTag()
        .min(1)
        .default(defaults.tag)
        .describe('Image tag: a released version, never a moving tag; with @sha256:… behind it, exactly that image.'),
    })
    .prefault({})
    .describe(description);
}

export type ClientImage = z.output<ReturnType<typeof clientImageValues>>;

/** `repository:tag`, the tag with its digest if it has one. */
export function clientImageReference(image: ClientImage): string {
  return `${image.repository}:${image.tag}`;
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
