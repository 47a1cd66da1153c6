import { isRecord } from '../values/defaults';
import { Step } from './step';

/** A JSON value whose equal parts are one and the same object, so that `===` compares whole trees. */
export type Interned =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Interned[]
  | { readonly [key: string]: Interned };

/** Makes equal trees identical. Keys come out sorted; keys whose value is `undefined` are dropped. */
export class Interner {
  private readonly mappings = new Step<Interned>();
  private readonly sequences = new Step<Interned>();
  private readonly trees = new Set<unknown>();

  intern(value: unknown): Interned {
    if (typeof value !== 'object' || value === null || this.trees.has(value)) return value as Interned;
    if (Array.isArray(value)) return this.internSequence(value);
    return isRecord(value) ? this.internMapping(value) : (value as Interned);
  }

  private internSequence(value: readonly unknown[]): Interned {
    const items = value.map((item) => this.intern(item));
    let step = this.sequences;
    for (const item of items) step = step.to(item);
    return this.share(step, () => items);
  }

  private internMapping(value: Readonly<Record<string, unknown>>): Interned {
    const names: string[] = [];
    const children: Interned[] = [];
    let step = this.mappings;
    for (const name of sortedKeys(value)) {
      const child = this.intern(value[name]);
      if (child === undefined) continue;
      names.push(name);
      children.push(child);
      step = step.to(name).to(child);
    }
    return this.share(step, () => Object.fromEntries(names.map((name, index) => [name, children[index]])));
  }

  private share(step: Step<Interned>, make: () => Interned): Interned {
    if (step.known === undefined) {
      step.known = make();
      this.trees.add(step.known);
    }
    return step.known;
  }
}

function sortedKeys(value: object): string[] {
  const keys = Object.keys(value);
  for (let index = 1; index < keys.length; index++) {
    if (keys[index - 1] > keys[index]) return keys.sort();
  }
  return keys;
}
