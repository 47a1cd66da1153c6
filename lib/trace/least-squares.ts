/**
 * The factors of the columns whose sum comes closest to the targets, by Householder reflections; `undefined` where the
 * columns depend on each other.
 */
export function leastSquares(
  columns: readonly (readonly number[])[],
  targets: readonly number[],
): number[] | undefined {
  const scales = columns.map((column) => Math.hypot(...column));
  if (scales.includes(0)) return undefined;
  const width = columns.length;
  const matrix = columns.map((column, at) => column.map((value) => value / scales[at]));
  const rest = [...targets];
  const diagonal: number[] = [];
  for (let at = 0; at < width; at++) {
    const column = matrix[at];
    let length = 0;
    for (let row = at; row < column.length; row++) length += column[row] ** 2;
    length = Math.sqrt(length);
    if (length < 1e-11) return undefined;
    const head = column[at] > 0 ? -length : length;
    diagonal.push(head);
    column[at] -= head;
    const square = -head * column[at];
    for (const other of [...matrix.slice(at + 1), rest]) {
      let product = 0;
      for (let row = at; row < column.length; row++) product += column[row] * other[row];
      for (let row = at; row < column.length; row++) other[row] -= (product / square) * column[row];
    }
  }
  const factors = new Array<number>(width).fill(0);
  for (let at = width - 1; at >= 0; at--) {
    let value = rest[at];
    for (let other = at + 1; other < width; other++) value -= matrix[other][at] * factors[other];
    factors[at] = value / diagonal[at];
  }
  return factors.map((factor, at) => factor / scales[at]);
}
