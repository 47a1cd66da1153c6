import {
  ENDS_IN_BLANK,
  MAX_KEY_LENGTH,
  NO_VALUE,
  RESERVED_KEYS,
  UNPRINTABLE_RANGES,
  WIDE_SPACES,
} from '../values/unportable';
import type { JsonSchema } from './json-schema';

/** Refuses what {@link PORTABLE_DEFINITIONS} says of text and keys, at every depth. */
export const PORTABLE: JsonSchema = { $ref: '#/definitions/portable' };

/** Refuses what Helm does not carry unchanged in lists and dictionaries, which templates copy as they are. */
export const COPIED: JsonSchema = { $ref: '#/definitions/copied' };

const PRINTABLE: JsonSchema = { pattern: `^[^${UNPRINTABLE_RANGES}]*$` };
const EACH_COPIED: JsonSchema = { $ref: '#/definitions/copiedContent' };

/** What Helm does not carry unchanged from a values file into an object, as `findUnportableText` has it. */
export const PORTABLE_DEFINITIONS: JsonSchema = {
  portable: {
    description: 'Text and keys that Helm carries unchanged from a values file into an object.',
    ...PRINTABLE,
    ...refused(NO_VALUE, '^[^<]*$'),
    propertyNames: {
      ...PRINTABLE,
      minLength: 1,
      maxLength: MAX_KEY_LENGTH,
      ...refused(`^(?:${RESERVED_KEYS.join('|')})$|${NO_VALUE}`, '^[^<]*[^<_r]$'),
    },
    additionalProperties: PORTABLE,
    items: PORTABLE,
  },
  copied: {
    description:
      'Lists and maps that are copied as YAML: text in them does not end in a blank line, nor in a space beyond ASCII.',
    additionalProperties: EACH_COPIED,
    items: EACH_COPIED,
  },
  copiedContent: {
    ...refused(ENDS_IN_BLANK.source, `^$|[^\\n${WIDE_SPACES}]$`),
    additionalProperties: EACH_COPIED,
    items: EACH_COPIED,
  },
};

/**
 * Refuses text of one pattern.
 *
 * @param usual a pattern that most text is of, and none of what is refused: where a `not` holds, Helm 3 writes a message of
 *   what does not fit inside of it, and forgets that; with all text and keys it spends a third of the schema's time so
 */
function refused(pattern: string, usual: string): JsonSchema {
  return { anyOf: [{ pattern: usual }, { not: { pattern } }] };
}
