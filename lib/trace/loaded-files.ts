import { readFileSync } from 'node:fs';
import { Yaml } from 'cdk8s';

/**
 * Runs an action in which cdk8s loads each file and URL once. `Yaml.load`, and `Include` through it, start a process of
 * their own each time, which takes as long as a hundred runs of other constructs. A file that has changed is loaded again.
 */
export function loadingFilesOnce<Result>(action: () => Result): Result {
  const { load } = Yaml;
  const loaded = new Map<string, unknown[]>();
  Yaml.load = (urlOrFile) => {
    const key = JSON.stringify([urlOrFile, contentOf(urlOrFile)]);
    const objects = loaded.get(key) ?? load.call(Yaml, urlOrFile);
    loaded.set(key, objects);
    // Whoever loads objects may change them.
    return copyOf(objects) as unknown[];
  };
  try {
    return action();
  } finally {
    Yaml.load = load;
  }
}

/** What a local file holds; `undefined` where there is none at the path, as for a URL. */
function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, copyOf(child)]));
}
