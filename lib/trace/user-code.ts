import { dirname, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const LIBRARY = dirname(__dirname) + sep;
const PACKAGES = `${sep}node_modules${sep}`;

/** The path of a file of user code that is known by its path or URL; `undefined` for what is part of Node, of packages or of this library. */
export function userFile(location: string | null | undefined): string | undefined {
  if (!location) return undefined;
  let file = location;
  if (location.startsWith('file:')) {
    try {
      file = fileURLToPath(location);
    } catch {
      return undefined;
    }
  }
  const isPath = file.startsWith('/') || /^[A-Za-z]:[\\/]/.test(file);
  return isPath && !file.includes(PACKAGES) && !file.startsWith(LIBRARY) ? file : undefined;
}
