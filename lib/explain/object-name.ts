import { evaluateExpression } from '../template/evaluate';
import { expressionWords } from './expression-words';
import type { Rendering } from './results';
import type { TemplateObject } from './sites';

/** The name of an object: what it is in every environment, or how it is made where these differ. */
export function objectName({ name, way }: TemplateObject, renderings: readonly Rendering[]): string {
  if (way.some(({ kind }) => kind === 'loop')) return expressionWords(name);
  const names = new Set(renderings.map((rendering) => evaluateExpression(name, rendering, [])));
  const [first] = names;
  return names.size === 1 && first !== undefined ? String(first) : expressionWords(name);
}
