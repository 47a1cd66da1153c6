/** Whether two JSON values are the same, whatever the order of keys; a key that is `undefined` counts as missing. */
export function equalJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => equalJson(item, right[index]));
  }
  const [lefts, rights] = [left as Record<string, unknown>, right as Record<string, unknown>];
  for (const key in lefts) if (!equalJson(lefts[key], rights[key])) return false;
  for (const key in rights) if (rights[key] !== undefined && lefts[key] === undefined) return false;
  return true;
}
