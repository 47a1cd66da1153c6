import { isRecord } from '../values/defaults';
import type { Interned } from './interner';
import type { Markers } from './markers';
import { patternKey } from './place';
import type { Output } from './points';

/** A variable that shows at a place of the objects. */
export interface Appearance {
  /** The pattern of the variable's path. */
  readonly variable: string;
  /** The place, whatever names and elements are on the way to it. */
  readonly place: string;
}

/** Finds out which variables show where. Parts of objects repeat from one output to the next. */
export class Appearances {
  private readonly found = new WeakMap<object, readonly Appearance[]>();

  private readonly inItems = new WeakMap<object, readonly Appearance[]>();

  constructor(private readonly markers: Markers) {}

  /** What shows in each object, and in the named templates: one and the same list wherever the object is the same. */
  of({ objects, helpers }: Output): (readonly Appearance[])[] {
    return [...objects.map((object) => this.inItem(object as object)), this.inside(helpers as Interned)];
  }

  private inItem(item: object): readonly Appearance[] {
    let found = this.inItems.get(item);
    if (!found) {
      const step = `[${formOf(item as Interned, this.markers)}]`;
      found = this.inside(item as Interned).map(({ variable, place }) => ({ variable, place: step + place }));
      this.inItems.set(item, found);
    }
    return found;
  }

  private inside(value: Interned): readonly Appearance[] {
    if (typeof value !== 'object' || value === null)
      return this.variablesOf(value).map((variable) => ({ variable, place: '' }));
    let found = this.found.get(value);
    if (!found) {
      found = Object.entries(value).flatMap(([key, child]): readonly Appearance[] => {
        const keys = Array.isArray(value) ? [] : this.variablesOf(key);
        const step = Array.isArray(value)
          ? `[${formOf(child as Interned, this.markers)}]`
          : keys.length > 0
            ? '.?'
            : `.${key}`;
        return [
          ...keys.map((variable) => ({ variable, place: step })),
          ...this.inside(child as Interned).map(({ variable, place }) => ({ variable, place: step + place })),
        ];
      });
      this.found.set(value, found);
    }
    return found;
  }

  private variablesOf(value: Interned): string[] {
    return [...this.markers.mentions(value)].map(({ place }) => patternKey(place));
  }
}

/** What tells the items of a list apart that are made in different ways: their names, or else what is in them. */
function formOf(item: Interned, markers: Markers): string {
  if (!isRecord(item)) return '';
  const isObject = typeof item.kind === 'string' && isRecord(item.metadata);
  const name = isObject ? (item.metadata as Readonly<Record<string, unknown>>).name : (item.name ?? item.mountPath);
  const isKnown = typeof name === 'string' && markers.mentions(name).size === 0;
  return `${isObject ? item.kind : ''} ${isKnown ? name : Object.keys(item)}`;
}
