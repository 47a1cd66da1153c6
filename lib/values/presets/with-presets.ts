import { z } from 'zod';
import type { ContentAt, ValuePath } from '../rules/value-paths';
import type { Presets } from './presets';

/** A check of zod's that refuses nothing: it carries presets wherever zod takes the schema. */
interface PresetsCheckDefinition extends z.core.$ZodCheckDef {
  readonly check: 'presets';
  readonly presets: Presets;
}

/** A part of values as a user writes them; lists are whole. */
export type PartOf<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [Key in keyof T]?: PartOf<T[Key]> }
    : T;

/**
 * An object schema with other defaults for each option of one of its choices. They are merged below what a user writes
 * and above the schema's own defaults, map by map, so that the complete values are plain ones: everything that follows
 * from the option stands in `values.yaml`, where it can be read and changed.
 *
 * An enum is decided when the chart is made: it is the same in all environments, is not in `values.yaml`, and whatever
 * else constructs make of it is built into the chart. A text stays a value like others, and only gives defaults to the
 * environments, where it is known; one that ends in `*` stands for all that begin so.
 *
 * ```ts
 * const size = z.enum(['small', 'large']).default('small');
 * withPresets(z.object({ size, replicas: z.int().default(1) }), 'size', { small: {}, large: { replicas: 10 } });
 * ```
 *
 * @param choice dotted keys that lead to an enum, or to a text
 * @param presets for each option of the enum, or for some texts, a part of the object's values
 */
export function withPresets<Schema extends z.ZodObject, Path extends ValuePath<Schema['shape'], 'text'>>(
  schema: Schema,
  choice: Path,
  presets: Readonly<Record<ContentAt<Schema['shape'], Path> & string, PartOf<z.input<Schema>>>>,
): Schema {
  return schema.check(presetsCheck({ choice: choice.split('.'), values: new Map(Object.entries(presets)) }));
}

/** The check of zod's that carries presets. */
export function presetsCheck(presets: Presets): z.core.$ZodCheck<unknown> {
  const definition: PresetsCheckDefinition = { check: 'presets', presets };
  const check = new z.core.$ZodCheck(definition);
  check._zod.check = () => undefined;
  return check as z.core.$ZodCheck<unknown>;
}

/** The presets of an object schema by its definition object; in the order of their declaration. */
export function presetsOf({ checks = [] }: { checks?: readonly z.core.$ZodCheck[] }): Presets[] {
  return checks.flatMap(({ _zod: { def } }) =>
    def.check === 'presets' ? (def as PresetsCheckDefinition).presets : [],
  );
}
