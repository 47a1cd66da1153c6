import type { Problem } from '../errors';

interface Failure {
  readonly code: string;
  readonly text: string;
}

const noPermission: Failure = {
  code: 'output/no-permission',
  text: 'there is no permission to write here; change the owner or the mode, or choose another output folder',
};
const diskFull: Failure = {
  code: 'output/disk-full',
  text: 'no space is left on the disk; free some, or choose another output folder',
};
const notAFolder: Failure = {
  code: 'output/not-a-folder',
  text: 'this path, or a part of it, is a file where a folder has to be; remove it, or choose another output folder',
};
const mountPoint: Failure = {
  code: 'output/mount-point',
  text: 'a folder here is a mount point, or in use as one, and cannot be replaced as a whole; choose another output folder',
};

const failures: Readonly<Record<string, Failure>> = {
  EACCES: noPermission,
  EPERM: noPermission,
  EROFS: { code: 'output/read-only', text: 'the file system is read-only; choose another output folder' },
  ENOSPC: diskFull,
  EDQUOT: diskFull,
  EEXIST: notAFolder,
  ENOTDIR: notAFolder,
  EXDEV: mountPoint,
  EBUSY: mountPoint,
  ENAMETOOLONG: { code: 'output/name-too-long', text: 'a name is too long for the file system; choose a shorter one' },
  ELOOP: { code: 'output/link-loop', text: 'symbolic links lead in a circle here; choose another output folder' },
  ENOTEMPTY: { code: 'output/in-use', text: 'another process wrote here at the same time; run one after the other' },
};

/** An error of the file system in a user's terms. */
export function describeFailure(error: NodeJS.ErrnoException, outdir: string): Problem {
  const { code, text } = failures[error.code ?? ''] ?? { code: 'output/failed', text: error.message };
  return { code, message: `${outdir}: ${text}` };
}
