import type { Manifest } from '../definition/build';
import { inFieldOrder } from '../template/field-order';
import { yamlDocument } from '../template/yaml';

/** Manifests as files, one object each: `deployment.ml-inference.yaml`. */
export function manifestFiles(manifests: readonly Manifest[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const manifest of manifests) {
    const base = `${manifest.kind.toLowerCase()}.${manifest.metadata.name.replace(/[^A-Za-z0-9.-]+/g, '-')}`;
    let file = `${base}.yaml`;
    for (let count = 2; files.has(file); count++) file = `${base}-${count}.yaml`;
    files.set(file, yamlDocument(inFieldOrder(manifest)));
  }
  return files;
}
