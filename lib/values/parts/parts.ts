import type { z } from 'zod';

type Keys = Readonly<Record<string, z.core.$ZodType>>;

/** A schema without its `optional`, `nullable`, `default`, `prefault` and `readonly` wrappers. */
type Unwrapped<S> = S extends { _zod: { def: { innerType: infer Inner } } } ? Unwrapped<Inner> : S;

/**
 * Which values of a schema are meant: `true` for a value with everything in it, and for an object also those of its
 * values.
 */
export type ValuesIn<S> =
  | true
  | (Unwrapped<S> extends z.ZodObject<infer Inner extends Keys>
      ? { readonly [Key in keyof Inner]?: ValuesIn<Inner[Key]> }
      : never);

/** The same, and for an enum also the options that are left of it, of which the first becomes the default. */
export type PartsOf<S> =
  | true
  | (Unwrapped<S> extends z.ZodObject<infer Inner extends Keys>
      ? { readonly [Key in keyof Inner]?: PartsOf<Inner[Key]> }
      : Unwrapped<S> extends z.ZodEnum<infer Options>
        ? readonly [Options[keyof Options], ...Options[keyof Options][]]
        : never);

/** Every schema that wraps another one, around a part of that one. */
type Rewrapped<S, Part extends z.core.$ZodType> =
  S extends z.ZodDefault<infer Inner>
    ? z.ZodDefault<Rewrapped<Inner, Part>>
    : S extends z.ZodPrefault<infer Inner>
      ? z.ZodPrefault<Rewrapped<Inner, Part>>
      : S extends z.ZodOptional<infer Inner>
        ? z.ZodOptional<Rewrapped<Inner, Part>>
        : S extends z.ZodNullable<infer Inner>
          ? z.ZodNullable<Rewrapped<Inner, Part>>
          : S extends z.ZodReadonly<infer Inner>
            ? z.ZodReadonly<Rewrapped<Inner, Part>>
            : Part;

/** What is left of a schema where only some of its values are picked. */
export type Picked<S, Parts> = Parts extends true
  ? S
  : Parts extends readonly (infer Option extends string)[]
    ? Rewrapped<S, z.ZodEnum<{ [Name in Option]: Name }>>
    : Unwrapped<S> extends z.ZodObject<infer Inner extends Keys, infer Config>
      ? Rewrapped<
          S,
          z.ZodObject<
            { [Key in keyof Parts & keyof Inner]: Extract<Picked<Inner[Key], Parts[Key]>, z.core.$ZodType> },
            Config
          >
        >
      : never;

/** What is left of a schema where some of its values are left out. */
export type Omitted<S, LeftOut> =
  Unwrapped<S> extends z.ZodObject<infer Inner extends Keys, infer Config>
    ? Rewrapped<
        S,
        z.ZodObject<
          {
            [Key in keyof Inner as Key extends keyof LeftOut
              ? LeftOut[Key] extends true
                ? never
                : Key
              : Key]: Extract<
              Key extends keyof LeftOut ? Omitted<Inner[Key], LeftOut[Key]> : Inner[Key],
              z.core.$ZodType
            >;
          },
          Config
        >
      >
    : never;
