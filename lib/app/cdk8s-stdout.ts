import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname } from 'node:path';
import type { FolderFiles } from '../chart/output';

/**
 * Whether `cdk8s synth --stdout` runs the app. It does not say so, but it is the only one that makes an output folder
 * beforehand, with `mkdtemp`, and it sets a variable of its own.
 */
export function isCdk8sStdout(outdir: string): boolean {
  return (
    process.env.CDK8S_RECORD_CONSTRUCT_METADATA !== undefined &&
    dirname(outdir) === tmpdir() &&
    /^cdk8s-[A-Za-z0-9]{6}$/.test(basename(outdir)) &&
    existsSync(outdir)
  );
}

/** Manifests as one file: cdk8s prints all files at once, without anything between them. */
export function inOneFile(folders: ReadonlyMap<string, FolderFiles>): Map<string, FolderFiles> {
  const documents = [...folders.values()].flatMap((files) => [...files.values()]);
  return new Map([['manifests', new Map([['all.yaml', documents.join('---\n')]])]]);
}
