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
    ({ atLeastOneOf, isSet }) => [atLeastOneOf(['tag', 'digest'], { when: isSet('repository') })],
  )
    .prefault({})
    .describe(description);
}
