import type { z } from 'zod';

type Schemas = Readonly<Record<string, z.core.$ZodType>>;

/** A schema without its `optional`, `nullable` and `default` wrappers. */
type Unwrapped<S> = S extends { _zod: { def: { innerType: infer Inner } } } ? Unwrapped<Inner> : S;

/** The keys below a schema that is an object, or a union of objects that a discriminator tells apart. */
type KeysBelow<S> = KeysOf<Unwrapped<S>>;
type KeysOf<S> =
  S extends z.ZodDiscriminatedUnion<infer Options>
    ? KeysOf<Options[number]>
    : S extends z.ZodObject<infer Keys extends Schemas>
      ? Keys
      : never;

/** What stands at a place where something stands. */
type Content<S> = NonNullable<z.output<S>>;

type IsAny<T> = 0 extends 1 & T ? true : false;

/** What a rule can ask of a value. */
type Kind = 'any' | 'toggle' | 'other' | 'number' | 'text' | 'scalar' | 'record';

type HasKind<S, K extends Kind> = {
  any: true;
  toggle: [Content<S>] extends [boolean] ? true : false;
  other: IsAny<Content<S>> extends true ? true : [Content<S>] extends [boolean] ? false : true;
  number: Extract<Content<S>, number> extends never ? false : true;
  text: [Content<S>] extends [string] ? true : false;
  scalar: [Content<S>] extends [string | number | boolean] ? true : false;
  record: Unwrapped<S> extends z.core.$ZodRecord ? true : false;
}[K];

/** The dotted paths of the values of a kind: `enabled`, `model.storage.type`. */
export type ValuePath<Keys, K extends Kind> = Keys extends Schemas
  ? {
      [Key in keyof Keys & string]: Key extends `${string}.${string}`
        ? never
        : (HasKind<Keys[Key], K> extends true ? Key : never) | `${Key}.${ValuePath<KeysBelow<Keys[Key]>, K>}`;
    }[keyof Keys & string]
  : never;

/** What can stand at a dotted path. */
export type ContentAt<Keys, Path extends string> = Keys extends Schemas
  ? Path extends keyof Keys
    ? Content<Keys[Path]>
    : Path extends `${infer Key}.${infer Rest}`
      ? Key extends keyof Keys
        ? ContentAt<KeysBelow<Keys[Key]>, Rest>
        : never
      : never
  : never;
