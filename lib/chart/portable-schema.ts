import { ENDS_IN_BLANK, MAX_KEY_LENGTH, NO_VALUE, RESERVED_KEYS, UNPRINTABLE_RANGES } from '../values/unportable';
import type { JsonSchema } from './json-schema';

/** Refuses what {@link PORTABLE_DEFINITIONS} says of text and keys, at every depth. */
export const PORTABLE: JsonSchema = { $ref: '#/definitions/portable' };

/** Refuses what Helm does not carry unchanged in lists and dictionaries, which templates copy as they are. */
export const COPIED: JsonSchema = { $ref: '#/definitions/copied' };

const PRINTABLE: JsonSchema = { pattern: `^[^${UNPRINTABLE_RANGES}]*$` };
const REMOVED: JsonSchema = { type: 'string', pattern: NO_VALUE };
const EACH_COPIED: JsonSchema = { $ref: '#/definitions/copiedContent' };

/** What Helm does not carry unchanged from a values file into an object, as `findUnportableText` has it. */
export const PORTABLE_DEFINITIONS: JsonSchema = {
  portable: {
    description: 'Text and keys that Helm carries unchanged from a values file into an object.',
    ...PRINTABLE,
    not: REMOVED,
    propertyNames: {
      ...PRINTABLE,
      minLength: 1,
      maxLength: MAX_KEY_LENGTH,
      // One pattern, not several schemas: Helm 3 writes a message for each that does not fit, and forgets it.
      not: { pattern: `^(?:${RESERVED_KEYS.join('|')})$|${NO_VALUE}` },
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
    not: { type: 'string', pattern: ENDS_IN_BLANK.source },
    additionalProperties: EACH_COPIED,
    items: EACH_COPIED,
  },
};
