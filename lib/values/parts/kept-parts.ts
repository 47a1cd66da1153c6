import { isRecord } from '../defaults';

/** Which values of an object are kept: with all that is in them, some of what is in them, or some options of an enum. */
export interface KeptParts {
  readonly [key: string]: true | readonly string[] | KeptParts | undefined;
}

export type KeptPart = Exclude<KeptParts[string], undefined>;

export function isOptions(part: KeptPart | undefined): part is readonly string[] {
  return Array.isArray(part);
}

/** Whether a value is there, at least in part. */
export function isKept(parts: KeptParts, path: readonly string[]): boolean {
  let part: KeptPart | undefined = parts;
  for (const key of path) {
    if (part === true || isOptions(part)) return true;
    part = part !== undefined && Object.hasOwn(part, key) ? part[key] : undefined;
  }
  return part !== undefined;
}

/** The options that are left of an enum, `undefined` where it has all that it had. */
export function optionsLeft(parts: KeptParts, path: readonly string[]): readonly string[] | undefined {
  let part: KeptPart | undefined = parts;
  for (const key of path) {
    if (part === true || isOptions(part)) return undefined;
    part = part?.[key];
  }
  return isOptions(part) ? part : undefined;
}

/** Values without those that are left out. */
export function keptValues(part: KeptPart, value: unknown): unknown {
  if (part === true || isOptions(part) || !isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]) => {
      const inner = part[key];
      return inner === undefined ? [] : [[key, keptValues(inner, child)]];
    }),
  );
}
