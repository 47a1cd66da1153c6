import { chmodSync, lstatSync, mkdirSync, realpathSync, rmdirSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { OutputError, type Problem } from '../errors';
import { isInnerPath } from './files';
import { describeFailure } from './output-failure';
import { isOwned, OWNED_FILE, otherOwnedFolders, ownedFileWith } from './output-owner';
import { type Content, OutputTransaction, undoInterrupted } from './output-transaction';

/** The files of a folder by their path from it, with `/` between the parts. */
export type FolderFiles = ReadonlyMap<string, string | Buffer>;

export interface OutputOptions {
  /**
   * The folders are all that there is to be: those that an earlier run has written, and that are not among them, are
   * removed.
   *
   * @default false
   */
  readonly isComplete?: boolean;
}

/**
 * Writes folders whole, in place of what they held before: either all of them or, where anything fails, none. Folders
 * get the mode 0755 and files 0644 whatever the umask. What a run that was killed half way left behind is undone first.
 *
 * Throws {@link OutputError} where it cannot write, and where a folder holds something that did not come from here:
 * which folders did is remembered in `.cdk8s-inference` in the output folder.
 *
 * @param outdir the output folder; it is made if it does not exist
 * @param folders by their path from the output folder, none of them inside of another
 */
export function replaceFolders(
  outdir: string,
  folders: ReadonlyMap<string, FolderFiles>,
  { isComplete = false }: OutputOptions = {},
): void {
  const problems = pathProblems(folders);
  if (problems.length > 0) throw outputError(problems);

  const made = attempt(outdir, () => mkdirSync(outdir, { recursive: true }));
  try {
    attempt(outdir, () => {
      const root = realpathSync(outdir);
      if (made !== undefined) chmodSync(root, 0o755);
      undoInterrupted(root);
      refuseForeign(outdir, root, [...folders.keys()]);
      const removed = isComplete ? otherOwnedFolders(root, [...folders.keys()]) : [];
      const owned = ownedFileWith(root, [...folders.keys()], removed);
      new OutputTransaction(root).replace(new Map<string, Content>([...folders, [OWNED_FILE, owned]]), removed);
    });
  } catch (error) {
    if (made !== undefined) removeEmpty(resolve(outdir), made);
    throw error;
  }
}

function pathProblems(folders: ReadonlyMap<string, FolderFiles>): Problem[] {
  const paths = [...folders].flatMap(([folder, files]) => [folder, ...files.keys()]);
  return paths
    .filter((path) => !isInnerPath(path))
    .map((path) => ({
      code: 'output/path',
      message: `${JSON.stringify(path)} leads out of the output folder; write a path with "/" between its parts and without ".."`,
    }));
}

/** Refuses to replace files, links, and folders of somebody else's. */
function refuseForeign(outdir: string, root: string, folders: readonly string[]): void {
  const problems = folders.flatMap((folder) => {
    const problem = notAFolder(outdir, root, folder);
    if (problem) return [problem];
    return isOwned(root, folder) ? [] : [foreignFolder(join(outdir, folder))];
  });
  if (problems.length > 0) throw outputError(problems);
}

/** The first part of a folder's path that is something else than a folder. */
function notAFolder(outdir: string, root: string, folder: string): Problem | undefined {
  const parts = folder.split('/');
  for (let depth = 1; depth <= parts.length; depth++) {
    const path = parts.slice(0, depth).join('/');
    const found = lstatSync(join(root, path), { throwIfNoEntry: false });
    if (!found) return undefined;
    if (found.isDirectory()) continue;
    const kind = found.isSymbolicLink() ? 'a symbolic link' : 'a file';
    return {
      code: 'output/not-a-folder',
      message: `${join(outdir, path)} is ${kind} where a folder has to be; remove it, or choose another output folder`,
    };
  }
  return undefined;
}

function foreignFolder(path: string): Problem {
  return {
    code: 'output/foreign-folder',
    message: `${path} holds files that cdk8s-inference has not written, and would be replaced as a whole; move it away, or choose another output folder`,
  };
}

/** Removes the folders that were made for nothing: `folder` and those above it, up to and with `topmost`. */
function removeEmpty(folder: string, topmost: string): void {
  const above = relative(topmost, folder).split(sep).filter(Boolean).length;
  let current = folder;
  for (let count = 0; count <= above; count++) {
    try {
      rmdirSync(current);
    } catch {
      // Something else is in it by now, so it is not for nothing.
      return;
    }
    current = dirname(current);
  }
}

/** Gives the errors of the file system as {@link OutputError}. */
function attempt<T>(outdir: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof OutputError) throw error;
    throw outputError([describeFailure(error as NodeJS.ErrnoException, outdir)]);
  }
}

function outputError(problems: readonly Problem[]): OutputError {
  return new OutputError('The output cannot be written; nothing was changed:', problems);
}
