import { z } from 'zod';
import type { Problem } from '../../errors';
import { formatPath } from '../path';
import { chosenOption } from '../presets/apply-presets';
import { presetsCheck, presetsOf } from '../presets/with-presets';
import type { RulePath } from '../rules/condition';
import { rulesCheck, rulesOf } from '../rules/with-rules';
import { type ObjectShape, shapeOf } from '../shape';
import { decideRules } from './decide-rules';
import { keepPresets, openValues } from './keep-presets';
import { isOptions, type KeptPart, type KeptParts, keptValues } from './kept-parts';
import type { KnownCase } from './known-cases';

/** What all parts of a schema have in common while they are picked. */
export interface Picking {
  /** What is kept of the whole. */
  readonly parts: KeptParts;
  readonly cases: readonly KnownCase[];
  /** What was found wrong so far. */
  readonly problems: Problem[];
}

/** What zod 4 keeps behind the schemas that wrap another one. */
interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly defaultValue?: unknown;
}

/** A schema of which only a part is kept, with its description and its default. */
export function partOfSchema(schema: z.ZodType, part: KeptPart, path: RulePath, picking: Picking): z.ZodType {
  if (part === true) return schema;
  const meta = schema.meta();
  const kept = keptSchema(schema, part, path, picking);
  return meta ? kept.meta(meta) : kept;
}

function keptSchema(
  schema: z.ZodType,
  part: readonly string[] | KeptParts,
  path: RulePath,
  picking: Picking,
): z.ZodType {
  const { type, innerType, defaultValue } = definitionOf(schema);
  if (innerType !== undefined) {
    const inner = partOfSchema(innerType, part, path, picking);
    switch (type) {
      case 'default':
        return inner.default(isOptions(part) ? part[0] : keptValues(part, defaultValue));
      case 'prefault':
        return inner.prefault(isOptions(part) ? part[0] : keptValues(part, defaultValue));
      case 'optional':
        return inner.optional();
      case 'nullable':
        return inner.nullable();
      default:
        return inner.readonly();
    }
  }
  if (isOptions(part)) return enumOf(schema, part, path, picking);
  if (schema instanceof z.ZodObject) return objectOf(schema, part, path, picking);
  picking.problems.push(problem(path, NO_OBJECT));
  return schema;
}

function enumOf(schema: z.ZodType, options: readonly string[], path: RulePath, picking: Picking): z.ZodType {
  const known = schema instanceof z.ZodEnum ? schema.options.map(String) : [];
  if (options.length > 0 && options.every((option) => known.includes(option))) {
    return z.enum(options as [string, ...string[]]);
  }
  const expected = known.length > 0 ? `some of ${known.map((option) => JSON.stringify(option)).join(', ')}` : 'true';
  picking.problems.push(problem(path, `expected ${expected}, found ${JSON.stringify(options)}`));
  return schema;
}

function objectOf(schema: z.ZodObject, parts: KeptParts, path: RulePath, picking: Picking): z.ZodObject {
  picking.problems.push(...unknownValues(schema, parts, path));
  const keys = Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, child]) => {
    const part = parts[key];
    return part === undefined ? [] : [[key, partOfSchema(child, part, [...path, key], picking)]];
  });
  return schema.clone({
    ...schema._zod.def,
    shape: Object.fromEntries(keys),
    checks: keptChecks(schema, parts, path, picking),
  });
}

function keptChecks(schema: z.ZodObject, parts: KeptParts, path: RulePath, picking: Picking) {
  const { checks = [] } = schema._zod.def;
  const { keys, presets: all = [] } = shapeOf(schema) as ObjectShape;
  const open = all
    .filter(({ choice }) => keys.get(choice[0] ?? '')?.kind === 'text')
    .flatMap((each) => openValues(each, parts));
  return checks.flatMap((check): z.core.$ZodCheck<unknown>[] => {
    const [rules, presets] = [rulesOf({ checks: [check] }), presetsOf({ checks: [check] })];
    if (rules.length > 0) {
      const decided = decideRules(rules, { path, parts: picking.parts, open }, picking.cases);
      const left = decided.flatMap((rule) => ('problem' in rule ? [] : [rule]));
      const undecided = decided.flatMap((rule) => ('problem' in rule ? [rule.problem] : []));
      picking.problems.push(
        ...undecided.map((text) => problem(path, `a rule needs what is left out; keep it: ${text}`)),
      );
      return left.length > 0 ? [rulesCheck(left)] : [];
    }
    if (presets.length === 0) picking.problems.push(problem(path, REFINED));
    return presets.flatMap((each) => {
      const kept = keepPresets(each, parts, chosenOption(shapeOf(schema) as ObjectShape, each, {}));
      const choice = formatPath([...path, ...each.choice]);
      picking.problems.push(
        ...kept.orphans.map((orphan) =>
          problem([...path, ...orphan], `its default follows from ${choice}, which is left out; keep both, or none`),
        ),
      );
      return kept.presets ? [presetsCheck(kept.presets)] : [];
    });
  });
}

/** Keys that an object schema does not have. */
export function unknownValues(schema: z.ZodObject, parts: KeptParts, path: RulePath): Problem[] {
  return Object.keys(parts)
    .filter((key) => !Object.hasOwn(schema.shape, key))
    .map((key) => problem([...path, key], 'the schema has no such value; correct the name'));
}

/** A schema without its `optional`, `nullable`, `default`, `prefault` and `readonly` wrappers. */
export function unwrapped(schema: z.ZodType): z.ZodType {
  const { innerType } = definitionOf(schema);
  return innerType === undefined ? schema : unwrapped(innerType);
}

function definitionOf(schema: z.ZodType): Definition {
  return schema._zod.def as unknown as Definition;
}

export function problem(path: RulePath, message: string): Problem {
  return { code: 'schema/part', path: formatPath(path) || '(root)', message };
}

export const NO_OBJECT = 'it is no object with values that could be left out; give true for all of it';

const REFINED = 'has a refinement, which may read what is left out; declare what it demands by withRules';
