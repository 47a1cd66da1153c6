import { formatPath, type PathSegment } from '../path';
import {
  type Constant,
  conditionPaths,
  type Operand,
  operandPaths,
  type RuleCondition,
  type RulePath,
  type ValueAt,
} from './condition';
import { type Lookup, operandValue } from './evaluate';

/** A place that a rule speaks of: a value, or an entry of a record. */
export type RulePlace = readonly (string | ValueAt | Constant)[];

/** A part of a rule's message: words, the path of a place from the root of the values, or what was found. */
export type MessagePart = string | { readonly place: RulePlace } | { readonly found: Operand };

/** What the values of one object must not be, as data: zod and the chart both enforce it. */
export interface Rule {
  /** The value that the rule is about; the problem is told there. */
  readonly place: RulePlace;
  /** Values for which this holds are refused. */
  readonly refused: RuleCondition;
  /** What is wrong and what to do about it, for a reader who sees the place before it. */
  readonly message: readonly MessagePart[];
}

/** A rule that values break: where, and in which words. The paths in them are relative to the rule's object. */
export interface Violation {
  readonly path: readonly PathSegment[];
  /** All the values that the rule reads. */
  readonly read: readonly RulePath[];
  readonly words: readonly (string | readonly PathSegment[])[];
}

/** What a rule has against the values of its object, which break it. */
export function violationOf(rule: Rule, lookup: Lookup): Violation {
  return {
    path: segmentsOf(rule.place, lookup),
    read: rulePaths(rule),
    words: rule.message.map((part) => {
      if (typeof part === 'string') return part;
      return 'place' in part
        ? segmentsOf(part.place, lookup)
        : JSON.stringify(operandValue(part.found, lookup) ?? null);
    }),
  };
}

/** The words of a violation, its paths beginning at the root of the values. */
export function violationText(words: Violation['words'], object: readonly PathSegment[]): string {
  return words.map((word) => (typeof word === 'string' ? word : formatPath([...object, ...word]))).join('');
}

function segmentsOf(place: RulePlace, lookup: Lookup): PathSegment[] {
  return place.flatMap((step) => {
    const key = typeof step === 'string' ? step : operandValue(step, lookup);
    return key === undefined ? [] : [String(key)];
  });
}

/** All the values that a rule reads. */
export function rulePaths(rule: Rule): RulePath[] {
  return [...conditionPaths(rule.refused), ...rule.message.flatMap(partPaths)];
}

function partPaths(part: MessagePart): RulePath[] {
  if (typeof part === 'string') return [];
  if ('found' in part) return operandPaths(part.found);
  const end = part.place.findIndex((step) => typeof step !== 'string');
  const named = part.place.slice(0, end < 0 ? undefined : end) as RulePath;
  return [named, ...part.place.flatMap((step) => (typeof step === 'string' ? [] : operandPaths(step)))];
}
