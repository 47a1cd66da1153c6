import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const PREFIX = '.cdk8s-inference-stage-';
const FOLDER_MODE = 0o755;
const FILE_MODE = 0o644;
const JOURNAL = 'journal.json';

/** What has to be put back as long as the journal is there. */
interface Journal {
  /** Paths from the output folder, in the order of their numbers. */
  readonly targets: readonly string[];
  /** Paths that nothing takes the place of; their numbers follow those of the targets. */
  readonly removed: readonly string[];
  /** Folders that are made for the targets, outer ones first. */
  readonly parents: readonly string[];
}

/** A file's content, or the files of a folder by their path from it. */
export type Content = string | Buffer | ReadonlyMap<string, string | Buffer>;

/**
 * Replaces files and folders in such a way that it can be undone at every point, also by a later process. Everything is
 * written into a staging folder inside of the output folder, so that no more than renames remain: what is at a target
 * goes to `<stage>/old/<number>`, and `<stage>/new/<number>` takes its place.
 */
export class OutputTransaction {
  private readonly stage: string;

  /** @param root the output folder */
  constructor(private readonly root: string) {
    this.stage = mkdtempSync(join(root, `${PREFIX}${process.pid}-`));
  }

  /** Puts the contents at their targets and removes other paths, or leaves everything as it was and throws. */
  replace(contents: ReadonlyMap<string, Content>, removed: readonly string[] = []): void {
    try {
      this.write([...contents.values()]);
      this.swap([...contents.keys()], removed);
      rmSync(join(this.stage, JOURNAL));
    } catch (error) {
      undo(this.root, this.stage);
      throw error;
    }
    removeStage(this.stage);
  }

  /** Writes everything into the stage. */
  write(contents: readonly Content[]): void {
    makeFolder(join(this.stage, 'old'));
    makeFolder(join(this.stage, 'new'));
    for (const [index, content] of contents.entries()) writeContent(join(this.stage, 'new', String(index)), content);
  }

  /** Puts what was written at its targets, and takes away what is to be removed. */
  swap(targets: readonly string[], removed: readonly string[] = []): void {
    const parents = missingParents(this.root, targets);
    this.writeJournal({ targets, removed, parents });
    for (const parent of parents) makeFolder(join(this.root, parent));
    for (const [index, path] of targets.entries()) {
      const target = join(this.root, path);
      if (exists(target)) renameSync(target, join(this.stage, 'old', String(index)));
      renameSync(join(this.stage, 'new', String(index)), target);
    }
    for (const [index, path] of removed.entries()) {
      renameSync(join(this.root, path), join(this.stage, 'old', String(targets.length + index)));
    }
  }

  /** By a rename, so that there is never half of a journal. */
  private writeJournal(journal: Journal): void {
    const file = join(this.stage, JOURNAL);
    writeFileSync(`${file}.tmp`, JSON.stringify(journal));
    renameSync(`${file}.tmp`, file);
  }
}

/** Undoes what processes that ended half way left in an output folder. */
export function undoInterrupted(root: string): void {
  for (const name of readdirSync(root)) {
    if (!name.startsWith(PREFIX)) continue;
    const owner = Number.parseInt(name.slice(PREFIX.length), 10);
    if (owner === process.pid || !isRunning(owner)) undo(root, join(root, name));
  }
}

function undo(root: string, stage: string): void {
  const { targets, removed, parents } = readJournal(stage);
  for (const [index, path] of removed.entries()) {
    const before = join(stage, 'old', String(targets.length + index));
    if (exists(before)) renameSync(before, join(root, path));
  }
  for (const [index, path] of targets.entries()) {
    const before = join(stage, 'old', String(index));
    const after = join(stage, 'new', String(index));
    const target = join(root, path);
    if (!exists(after) && exists(target)) renameSync(target, after);
    if (exists(before)) renameSync(before, target);
  }
  for (const parent of [...parents].reverse()) removeIfEmpty(join(root, parent));
  removeStage(stage);
}

function readJournal(stage: string): Journal {
  const file = join(stage, JOURNAL);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { targets: [], removed: [], parents: [] };
}

function removeStage(stage: string): void {
  try {
    rmSync(stage, { recursive: true, force: true });
  } catch {
    // What it holds is not needed any more; the next run tries again.
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It is not there yet, or something else is in it by now.
  }
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** The folders that targets are in and that do not exist yet, outer ones first. */
function missingParents(root: string, targets: readonly string[]): string[] {
  const parents = targets.flatMap((target) => {
    const parts = target.split('/');
    return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
  });
  return [...new Set(parents)].filter((parent) => !exists(join(root, parent)));
}

function writeContent(path: string, content: Content): void {
  if (typeof content === 'string' || Buffer.isBuffer(content)) {
    writeFileSync(path, content);
    chmodSync(path, FILE_MODE);
    return;
  }
  const files = new Map([...content].map(([inner, text]) => [join(path, inner), text]));
  for (const folder of new Set([path, ...[...files.keys()].map((file) => dirname(file))])) makeFolder(folder);
  for (const [file, text] of files) writeContent(file, text);
}

/** Makes a folder and those above it that are missing, with a mode that does not depend on the umask. */
function makeFolder(folder: string): void {
  if (exists(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
  chmodSync(folder, FOLDER_MODE);
}
