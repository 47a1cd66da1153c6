/**
 * One order that all the given ones agree with. Where they leave a choice, what the longest list has first comes first.
 * Lists that contradict each other are followed as far as possible, the longest before the others.
 */
export function mergeOrders(orders: readonly (readonly string[])[]): string[] {
  const unique = new Map(orders.map((order) => [order.join('\0'), order]));
  const longestFirst = [...unique.values()].sort(
    (left, right) => right.length - left.length || (left.join('\0') < right.join('\0') ? -1 : 1),
  );
  const merged: string[] = [];
  for (const order of longestFirst) {
    let at = 0;
    for (const id of order) {
      const known = merged.indexOf(id);
      if (known >= 0) {
        at = Math.max(at, known + 1);
      } else {
        merged.splice(at, 0, id);
        at++;
      }
    }
  }
  return merged;
}
