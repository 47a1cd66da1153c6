import type { IConstruct } from 'constructs';

/** Texts and whole numbers that the source of some constructs names. */
export interface SourceLiterals {
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
  /** Names of properties, which may be keys that are looked up in a dictionary. */
  readonly names: readonly string[];
}

const STRING = /'((?:[^'\\\n]|\\.){1,60})'|"((?:[^"\\\n]|\\.){1,60})"|`([^`$\\\n]{1,60})`/g;
const NAME = /(?<=\.|\?\.)[A-Za-z_]\w{0,40}(?!\w*\()|(?<=[{,]\s*)[A-Za-z_]\w{0,40}(?=\s*:)/g;
const NUMBER = /(?<![\w.$])(?:0[xob][\da-f_]+|\d[\d_]*(?:e\d+)?)(?![\w.])/gi;

/** Marks the classes of cdk8s and its relatives, which compare no values of ours. */
const JSII = Symbol.for('jsii.rtti');

/**
 * What the constructs may compare values with: a branch such as `values.mode === 'batch'` is taken only by values that no
 * marker and no environment need to have, but its text stands in the source.
 */
export function sourceLiterals(
  constructs: (...args: never[]) => unknown,
  built: readonly IConstruct[],
): SourceLiterals {
  const classes = built.map((construct) => construct.constructor).filter((type) => !(JSII in type));
  const sources = new Set([constructs, ...classes].map(String));
  const texts = new Set<string>();
  const numbers = new Set<number>();
  const names = new Set<string>();
  for (const source of sources) {
    for (const [name] of source.matchAll(NAME)) names.add(name);
    for (const match of source.matchAll(STRING)) texts.add(match[1] ?? match[2] ?? match[3]);
    for (const [digits] of source.matchAll(NUMBER)) {
      const number = Number(digits.replaceAll('_', ''));
      if (!Number.isSafeInteger(number)) continue;
      for (const near of [-1, 0, 1]) numbers.add(number + near);
    }
  }
  return { texts: [...texts], numbers: [...numbers], names: [...names] };
}
