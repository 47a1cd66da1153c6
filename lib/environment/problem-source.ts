import type { ValuesProblem } from '../values/validate';
import { type Located, type Source, sourceAt } from './located';

const ABOUT_THE_KEY = new Set(['values/unknown-key', 'values/reserved-key', 'values/invalid-key']);

/** Who wrote what a problem is about: the key where that is wrong, else the value. */
export function sourceOfProblem({ code, segments }: ValuesProblem, root: Located): Source {
  return sourceAt(root, segments, ABOUT_THE_KEY.has(code) ? 'key' : 'value');
}
