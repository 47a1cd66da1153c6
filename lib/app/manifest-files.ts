import type { Manifest } from '../definition/build';
import { isHook } from '../hooks/hook-annotations';
import { inFieldOrder } from '../template/field-order';
import { yamlDocument } from '../template/yaml';

/**
 * Manifests as files, one object each: `deployment.ml-inference.yaml`. Hooks have a folder of their own, `hooks`, so that
 * `kubectl apply -f <folder>`, which knows nothing of hooks and reads no folders below, leaves them out.
 */
export function manifestFiles(manifests: readonly Manifest[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const manifest of manifests) {
    const folder = isHook(manifest) ? 'hooks/' : '';
    const base = `${folder}${manifest.kind.toLowerCase()}.${manifest.metadata.name.replace(/[^A-Za-z0-9.-]+/g, '-')}`;
    let file = `${base}.yaml`;
    for (let count = 2; files.has(file); count++) file = `${base}-${count}.yaml`;
    files.set(file, yamlDocument(inFieldOrder(manifest)));
  }
  return files;
}
