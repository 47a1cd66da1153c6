import { formatPath, pathStep } from '../path';
import type { Shape } from '../shape';

/**
 * The values with rules that hold at synth only, because no chart can say them: functions given to `refine`,
 * `superRefine` or `check`, and rules in a union whose members no discriminator tells apart. Paths have `[]` for every
 * item of a list and `.*` for every entry of a record; the path of the values as a whole is empty.
 */
export function unenforcedPaths(root: Shape): string[] {
  const found = new Set<string>();
  const visit = (shape: Shape, path: string, isChosen: boolean): void => {
    if (shape.isRefined || (!isChosen && shape.kind === 'object' && shape.rules)) found.add(path);
    switch (shape.kind) {
      case 'object':
        for (const [key, child] of shape.keys) {
          visit(child, path === '' ? formatPath([key]) : path + pathStep(key), isChosen);
        }
        break;
      case 'sequence':
        visit(shape.element, `${path}[]`, isChosen);
        break;
      case 'dictionary':
        visit(shape.value, `${path}.*`, isChosen);
        break;
      case 'union':
      case 'scalarUnion': {
        const isNamed = shape.kind === 'scalarUnion' || shape.discriminator !== undefined;
        for (const option of shape.options) visit(option, path, isChosen && isNamed);
        break;
      }
    }
  };
  visit(root, '', true);
  return [...found];
}
