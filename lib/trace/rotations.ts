/** The values with later elements of their lists in front: only the first two of a list are looked at closely. */
export function rotations(values: unknown): unknown[] {
  const longest = longestList(values);
  return Array.from({ length: Math.max(0, longest - 1) }, (_, index) => rotate(values, index + 1));
}

function longestList(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Math.max(Array.isArray(value) ? value.length : 0, ...Object.values(value).map(longestList));
}

function rotate(value: unknown, by: number): unknown {
  if (Array.isArray(value)) {
    const at = value.length === 0 ? 0 : by % value.length;
    return [...value.slice(at), ...value.slice(0, at)].map((element) => rotate(element, by));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, rotate(child, by)]));
}
