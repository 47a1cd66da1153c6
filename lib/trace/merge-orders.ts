/**
 * One order that all the given ones agree with. Where they leave a choice, what the longest list has first comes first.
 * Where they contradict each other, the longest list is followed.
 */
export function mergeOrders(orders: readonly (readonly string[])[]): string[] {
  const unique = new Map(orders.map((order) => [order.join('\0'), order]));
  const longestFirst = [...unique]
    .sort(([one, left], [other, right]) => right.length - left.length || (one < other ? -1 : 1))
    .map(([, order]) => order);
  const left = [...new Set(longestFirst.flat())];
  const before = new Map(left.map((id) => [id, new Set<string>()]));
  for (const order of longestFirst) {
    for (let at = 1; at < order.length; at++) before.get(order[at])?.add(order[at - 1]);
  }
  const merged: string[] = [];
  while (left.length > 0) {
    const free = left.findIndex((id) => ![...(before.get(id) ?? [])].some((earlier) => left.includes(earlier)));
    merged.push(...left.splice(Math.max(free, 0), 1));
  }
  return merged;
}
