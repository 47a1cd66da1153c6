import { isRecord } from '../values/defaults';

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
  /** Every tree by the numbers of its parts, and the number of every tree and scalar. */
  private readonly trees = new Map<string, Interned>();
  private readonly ids = new Map<unknown, number>();

  intern(value: unknown): Interned {
    if (typeof value !== 'object' || value === null || this.ids.has(value)) return value as Interned;
    if (Array.isArray(value)) {
      const items = value.map((item) => this.intern(item));
      let key = '[';
      for (const item of items) key += `${this.id(item)},`;
      return this.share(key, items);
    }
    if (!isRecord(value)) return value as Interned;
    const result: Record<string, Interned> = {};
    let key = '{';
    for (const name of sortedKeys(value)) {
      if (value[name] === undefined) continue;
      const child = this.intern(value[name]);
      result[name] = child;
      key += `${this.id(name)}:${this.id(child)},`;
    }
    return this.share(key, result);
  }

  private share(key: string, value: Interned): Interned {
    const known = this.trees.get(key);
    if (known !== undefined) return known;
    this.trees.set(key, value);
    this.ids.set(value, this.ids.size);
    return value;
  }

  /** A number that only this tree or scalar has. */
  id(value: Interned): number {
    let id = this.ids.get(value);
    if (id === undefined) {
      id = this.ids.size;
      this.ids.set(value, id);
    }
    return id;
  }
}

function sortedKeys(value: object): string[] {
  const keys = Object.keys(value);
  for (let index = 1; index < keys.length; index++) {
    if (keys[index - 1] > keys[index]) return keys.sort();
  }
  return keys;
}
