import type { Problem } from '../errors';
import { joinWords } from '../values/expectation';
import { nearest } from '../values/nearest';
import type { Declaration } from './declaration';

/** Name of the environment that the others extend unless they say otherwise. */
export const BASE = 'base';

/** Name of the environment that this one extends; base extends none. */
export function extendedName(declaration: Declaration, names: readonly string[]): string | undefined {
  if (declaration.name === BASE) return undefined;
  return declaration.extends ?? (names.includes(BASE) ? BASE : undefined);
}

/**
 * Every `extends` that leads nowhere or in a circle.
 *
 * @param names all environments, also those that could not be read
 */
export function checkExtends(declarations: ReadonlyMap<string, Declaration>, names: readonly string[]): Problem[] {
  const problems: Problem[] = [];
  const report = ({ extendsSource }: Declaration, code: string, message: string): void => {
    problems.push({ code: `environment/${code}`, path: 'extends', message, ...extendsSource });
  };

  const inCircle = new Set<string>();
  for (const declaration of declarations.values()) {
    const extended = extendedName(declaration, names);
    if (declaration.name === BASE && declaration.extends !== undefined) {
      report(declaration, 'base-extends', 'base is what the others extend and extends none itself; remove this key');
    } else if (extended !== undefined && !names.includes(extended)) {
      report(declaration, 'unknown-extends', describeUnknown(extended, declaration.name, names));
    } else if (!inCircle.has(declaration.name)) {
      const circle = circleFrom(declaration, declarations, names);
      if (circle.length === 0) continue;
      for (const name of circle) inCircle.add(name);
      report(declaration, 'circle', `the environments extend each other in a circle: ${circle.join(' → ')}`);
    }
  }
  return problems;
}

function describeUnknown(extended: string, name: string, names: readonly string[]): string {
  const others = names.filter((other) => other !== name);
  const meant = nearest(others, extended);
  const found = `there is no environment ${JSON.stringify(extended)}`;
  if (meant !== undefined) return `${found}; did you mean ${meant}?`;
  return others.length === 0 ? `${found}, nor any other to extend` : `${found}; there are ${joinWords(others, 'and')}`;
}

/** The chain of names that leads back to where it began, or none. */
function circleFrom(
  start: Declaration,
  declarations: ReadonlyMap<string, Declaration>,
  names: readonly string[],
): string[] {
  const chain = [start.name];
  for (;;) {
    const current = declarations.get(chain.at(-1) as string);
    const next = current && extendedName(current, names);
    if (next === start.name) return [...chain, next];
    // A chain that ends, or that runs into a circle which does not lead back here.
    if (next === undefined || chain.includes(next)) return [];
    chain.push(next);
  }
}
