import { formatPath, type PathSegment, pathStep } from '../path';
import type { Shape } from '../shape';
import { type Rule, type RulePlace, rulePaths } from './rule';

/** Stands in a path for every item of a list, or for every entry of a record. */
export type EachStep = { readonly each: 'item' | 'entry' };

/** A path in the schema: that of `hosts[].port` leads through every item of a list. */
export type SchemaPath = readonly (string | EachStep)[];

/** A rule with the object that it is declared on. */
export interface PlacedRule {
  readonly object: SchemaPath;
  readonly rule: Rule;
  /** Whether the chart enforces it too: not in a union whose members no discriminator tells apart. */
  readonly isInChart: boolean;
}

/** All the rules in a schema, in its order. */
export function placedRules(root: Shape): PlacedRule[] {
  const visit = (shape: Shape, object: SchemaPath, isInChart: boolean): PlacedRule[] => {
    switch (shape.kind) {
      case 'object':
        return [
          ...(shape.rules ?? []).map((rule) => ({ object, rule, isInChart })),
          ...[...shape.keys].flatMap(([key, child]) => visit(child, [...object, key], isInChart)),
        ];
      case 'sequence':
        return visit(shape.element, [...object, { each: 'item' }], isInChart);
      case 'dictionary':
        return visit(shape.value, [...object, { each: 'entry' }], isInChart);
      case 'union':
        return shape.options.flatMap((option) => visit(option, object, isInChart && shape.discriminator !== undefined));
      default:
        return [];
    }
  };
  return visit(root, [], true);
}

/** The values that a rule reads or tells of. */
export function valuesOfRule({ object, rule }: PlacedRule): SchemaPath[] {
  const paths = [knownPart(rule.place), ...rulePaths(rule)].map((path): SchemaPath => [...object, ...path]);
  return [...new Map(paths.map((path) => [formatSchemaPath(path), path])).values()];
}

function knownPart(place: RulePlace): string[] {
  const end = place.findIndex((step) => typeof step !== 'string');
  return place.slice(0, end < 0 ? undefined : end) as string[];
}

/** Where a rule tells what is wrong, and its words for that; `…` stands for what only values decide. */
export function wordsOfRule({ object, rule }: PlacedRule): { readonly path: string; readonly message: string } {
  const textOf = (place: RulePlace) => formatSchemaPath([...object, ...place.map(keyOf)]);
  const message = rule.message.map((part) => {
    if (typeof part === 'string') return part;
    return 'place' in part ? textOf(part.place) : UNKNOWN;
  });
  return { path: textOf(rule.place), message: message.join('') };
}

const UNKNOWN = '…';

function keyOf(step: RulePlace[number]): string {
  if (typeof step === 'string') return step;
  return step.kind === 'constant' ? String(step.value) : UNKNOWN;
}

/** `hosts[].port`, `variants.*.weight` */
export function formatSchemaPath(path: SchemaPath): string {
  return path.reduce<string>((text, step) => {
    if (step === UNKNOWN) return `${text}[${UNKNOWN}]`;
    if (typeof step === 'string') return text === '' ? formatPath([step]) : text + pathStep(step);
    return text + (step.each === 'item' ? '[]' : '.*');
  }, '');
}

/** Whether a path in the values is one that a path in the schema stands for. */
export function isPathOf(schemaPath: SchemaPath, path: readonly PathSegment[]): boolean {
  return (
    schemaPath.length === path.length &&
    schemaPath.every((step, index) => {
      if (typeof step === 'string') return step === path[index];
      return typeof path[index] === (step.each === 'item' ? 'number' : 'string');
    })
  );
}
