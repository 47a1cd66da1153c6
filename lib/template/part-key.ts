import type { Entry, Item, Part } from './node';

/** A stable text for parts of a template: parts with the same text mean the same in the same loops. */
export function partKey(parts: Part<Entry> | Part<Item> | readonly (Part<Entry> | Part<Item>)[]): string {
  return JSON.stringify(parts, (name, value) => (name === 'shape' ? undefined : value));
}

/** Whether parts with this key only mean something inside of a loop. */
export function readsLoop(key: string): boolean {
  return /"loop":\d/.test(key);
}
