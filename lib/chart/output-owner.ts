import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInnerPath } from './files';

/** Name of the file in the output folder that lists the folders which this library writes there. */
export const OWNED_FILE = '.cdk8s-inference';

const HEADER = '# Folders that cdk8s-inference writes here. It replaces each of them as a whole.';

/** Whether a folder may be replaced: it does not exist, is empty, or all that it holds is in folders of this library. */
export function isOwned(root: string, folder: string): boolean {
  return holdsOnlyOwned(ownedFolders(root), root, folder);
}

function holdsOnlyOwned(owned: ReadonlySet<string>, root: string, folder: string): boolean {
  if (isListed(owned, folder)) return true;
  const found = lstatSync(join(root, folder), { throwIfNoEntry: false });
  if (!found) return true;
  if (!found.isDirectory()) return false;
  return readdirSync(join(root, folder)).every((name) => holdsOnlyOwned(owned, root, `${folder}/${name}`));
}

/** The folder itself, or one that it is in. */
function isListed(owned: ReadonlySet<string>, folder: string): boolean {
  const parts = folder.split('/');
  return parts.some((_, index) => owned.has(parts.slice(0, index + 1).join('/')));
}

/** The text of {@link OWNED_FILE} once the given folders are added to it and others are taken off. */
export function ownedFileWith(root: string, folders: readonly string[], removed: readonly string[]): string {
  const kept = [...ownedFolders(root)].filter((folder) => !removed.includes(folder));
  return `${[HEADER, ...[...new Set([...kept, ...folders])].sort()].join('\n')}\n`;
}

/** The folders of this library that are still there and have nothing to do with the given ones. */
export function otherOwnedFolders(root: string, folders: readonly string[]): string[] {
  const isApart = (one: string, other: string) =>
    !`${one}/`.startsWith(`${other}/`) && !`${other}/`.startsWith(`${one}/`);
  return [...ownedFolders(root)].filter(
    (owned) => isInnerPath(owned) && folders.every((folder) => isApart(owned, folder)) && isFolder(root, owned),
  );
}

/** Whether a path leads to a folder without any link on the way. */
function isFolder(root: string, path: string): boolean {
  const parts = path.split('/');
  return parts.every((_, index) =>
    lstatSync(join(root, ...parts.slice(0, index + 1)), { throwIfNoEntry: false })?.isDirectory(),
  );
}

function ownedFolders(root: string): ReadonlySet<string> {
  const file = join(root, OWNED_FILE);
  if (!existsSync(file)) return new Set();
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  return new Set(lines.filter((line) => line !== '' && !line.startsWith('#')));
}
