import { z } from 'zod';

const DNS_1123_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
// Kubernetes refuses `.` and every key that begins with `..`; written without look-ahead, because Go has none.
const SECRET_KEY = /^\.?[-_a-zA-Z0-9][-._a-zA-Z0-9]*$/;

const MAX_LENGTH = 253;

const secretReferences = z.registry<{ readonly reference: true }>();

/** The name of a Secret. */
export function secretName(): z.ZodString {
  return z
    .string()
    .max(MAX_LENGTH)
    .regex(
      DNS_1123_SUBDOMAIN,
      'expected the name of a Secret: lower-case letters, digits, "-" and ".", beginning and ending with a letter or digit',
    );
}

/** A key inside a Secret. */
export function secretKey(): z.ZodString {
  return z
    .string()
    .max(MAX_LENGTH)
    .regex(SECRET_KEY, 'expected a key of a Secret: letters, digits, "-", "_" and ".", not beginning with ".."');
}

/**
 * A secret as a value: the name of a Secret in the release's namespace, whoever makes it, and the key in it. Values files
 * never hold the secret itself; text in this place is an error that says what to write instead.
 *
 * @param description what the secret is for, as a comment in the values file
 */
export function secretReference(description = 'A key of a Secret.') {
  const schema = z
    .object({
      secretName: secretName().describe("Name of a Secret in the release's namespace."),
      key: secretKey().describe('Key inside that Secret.'),
    })
    .describe(description);
  secretReferences.add(schema, { reference: true });
  return schema;
}

/** A {@link secretReference} as constructs get it. */
export type SecretReference = z.output<ReturnType<typeof secretReference>>;

/** Whether a schema, without its `optional`, `nullable` and `default` wrappers, was made by {@link secretReference}. */
export function isSecretReference(schema: z.ZodType): boolean {
  return secretReferences.get(schema) !== undefined;
}
