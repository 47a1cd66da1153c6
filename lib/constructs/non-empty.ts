/** A map or list, or `undefined` where it is empty: manifests hold no empty ones, unless Kubernetes gives them meaning. */
export function nonEmpty<T extends object>(collection: T): T | undefined {
  return Object.keys(collection).length > 0 ? collection : undefined;
}
