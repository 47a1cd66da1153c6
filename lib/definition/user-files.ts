import { dirname, isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const LIBRARY = dirname(__dirname) + sep;
const PACKAGES = `${sep}node_modules${sep}`;

/**
 * The path of a file that a user wrote, given by its path or its URL; `undefined` for what belongs to Node, to a package or
 * to this library.
 */
export function userFile(location: string): string | undefined {
  const file = location.startsWith('file://') ? fileURLToPath(location) : location;
  return isAbsolute(file) && !file.startsWith(LIBRARY) && !file.includes(PACKAGES) ? file : undefined;
}

/** A path as the reader would type it. */
export function shownFile(file: string): string {
  const short = relative(process.cwd(), file);
  return short.startsWith(`..${sep}`) ? file : short;
}
