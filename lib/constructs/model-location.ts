import type { z } from 'zod';
import { textOfForm } from './text-form';

/** The name of a bucket or container; empty where the source is not used. */
export function bucketName() {
  return textOfForm(/^[^\s/:]*$/, 'a name only, without "s3://" or the like and without folders').default('');
}

/** A folder in a bucket; empty for its root. */
export function folderPath(): z.ZodDefault<z.ZodString> {
  return textOfForm(/^([^/][\s\S]*)?$/, 'a folder that does not begin with "/", or empty text').default('');
}
