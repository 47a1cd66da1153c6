import type { Problem } from '../errors';

/** Problems in the order of files and lines; those without a line come first, by environment and path. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (left, right) =>
      compare(left.location?.file, right.location?.file) ||
      compare(left.location?.line, right.location?.line) ||
      compare(left.location?.column, right.location?.column) ||
      compare(left.environment, right.environment) ||
      compare(left.path, right.path) ||
      compare(left.message, right.message),
  );
}

function compare<T extends string | number>(left: T | undefined, right: T | undefined): number {
  if (left === right) return 0;
  if (left === undefined) return -1;
  return right === undefined || left > right ? 1 : -1;
}
