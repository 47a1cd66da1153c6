import { z } from 'zod';
import { imageValues } from '../constructs/image';
import { withRules } from '../values/rules/with-rules';

/** The values of an image that may be left out. @param description whose it is, and what stands in for it */
export function optionalImageValues(description: string) {
  const { pullPolicy, tag, digest } = imageValues.shape;
  return withRules(
    z.object({
      repository: z.string().default('').describe('Image repository, with its registry.'),
      pullPolicy,
      tag: tag.describe('Image tag: a released version, never a moving tag.'),
      digest,
    }),
    ({ atLeastOneOf, forbidden, isSet, equals, not }) => [
      atLeastOneOf(['tag', 'digest'], { when: isSet('repository') }),
      forbidden(equals('tag', 'latest'), {
        when: not(isSet('digest')),
        message: 'latest moves, so that nobody knows what has run; set this to the version that it stands for',
      }),
    ],
  )
    .prefault({})
    .describe(description);
}
