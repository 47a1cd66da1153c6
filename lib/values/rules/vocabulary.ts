import {
  type Combination,
  join,
  type Operand,
  opposite,
  type Percentage,
  type RuleCondition,
  type RulePath,
  type ValueAt,
} from './condition';
import type { MessagePart, Rule } from './rule';
import type { ContentAt, ValuePath } from './value-paths';
import { list, missingApi, olderKubernetes, placeName, refusal, subjectOf, withAdvice, words } from './words';

/** What every rule takes. */
export interface RuleOptions {
  /** The rule counts only where this holds. @default always */
  readonly when?: RuleCondition;
  /**
   * Words of your own for what is wrong and what to do about it, where those that are made of the rule do not do; the
   * path of the value stands before them.
   */
  readonly message?: string | readonly MessagePart[];
}

/**
 * The words that rules are made of. Paths are dotted keys from the object on that the rules are declared on; one that
 * the schema does not have, or that is of another kind, is a compile error.
 */
export interface RuleVocabulary<Keys> {
  /** The value must be set, or the condition must hold. */
  required(what: ValuePath<Keys, 'other'> | RuleCondition, options?: RuleOptions): readonly Rule[];
  /** The value must not be set, or the condition must not hold. */
  forbidden(what: ValuePath<Keys, 'other'> | RuleCondition, options?: RuleOptions): readonly Rule[];
  /** The one number must not be above the other. */
  atMost(left: NumberOperand<Keys>, right: NumberOperand<Keys>, options?: RuleOptions): readonly Rule[];
  /** The cluster must have an API where the condition holds: `<group>/<version>` or `<group>/<version>/<kind>`. */
  requiredApi(api: string, options: RuleOptions & { readonly when: RuleCondition }): readonly Rule[];
  /** The cluster must have a Kubernetes version, such as `1.31`, or a later one where the condition holds. */
  requiredKubernetes(version: string, options: RuleOptions & { readonly when: RuleCondition }): readonly Rule[];
  /** One of the values must be set, and no more. */
  exactlyOneOf(paths: readonly ValuePath<Keys, 'other'>[], options?: RuleOptions): readonly Rule[];
  /** One or more of the values must be set. */
  atLeastOneOf(paths: readonly ValuePath<Keys, 'other'>[], options?: RuleOptions): readonly Rule[];
  /** Not two of the values may be set. */
  atMostOneOf(paths: readonly ValuePath<Keys, 'other'>[], options?: RuleOptions): readonly Rule[];

  /** The boolean is true. */
  isTrue(path: ValuePath<Keys, 'toggle'>): RuleCondition;
  /** The value is there, and neither empty text nor an empty list or map. */
  isSet(path: ValuePath<Keys, 'other'>): RuleCondition;
  /** The value is this one. */
  equals<Path extends ValuePath<Keys, 'scalar'>>(path: Path, constant: ContentAt<Keys, Path>): RuleCondition;
  /** The record has an entry under a key: a text, or the text that stands elsewhere, by `valueAt`. */
  hasKey(path: ValuePath<Keys, 'record'>, key: string | ValueAt): RuleCondition;
  /** The one number is above the other. Neither this nor its opposite holds where one of them is absent. */
  isAbove(left: NumberOperand<Keys>, right: NumberOperand<Keys>): RuleCondition;
  /** The values are equal. Neither this nor its opposite holds where one of them is absent. */
  isSame(
    left: ValuePath<Keys, 'scalar'> | Combination,
    right: ValuePath<Keys, 'scalar'> | Combination | number,
  ): RuleCondition;
  not(condition: RuleCondition): RuleCondition;
  all(...conditions: RuleCondition[]): RuleCondition;
  any(...conditions: RuleCondition[]): RuleCondition;

  /** What stands at a path: as a key, or in a message. */
  valueAt(path: ValuePath<Keys, 'scalar'>): ValueAt;
  /** A message in which `${'path'}` is the path of a value as the user knows it, and `${valueAt('path')}` the value. */
  words(texts: TemplateStringsArray, ...values: (ValuePath<Keys, 'any'> | ValueAt)[]): readonly MessagePart[];
  /** Whole numbers, added up. */
  sum(...operands: NumberOperand<Keys>[]): Combination;
  /** Whole numbers, multiplied. */
  product(...operands: NumberOperand<Keys>[]): Combination;
  /** The number of a percentage such as `50%`; absent where there is a number, or anything else. */
  percentage(path: ValuePath<Keys, 'scalar'>): Percentage;
}

/** A number: that at a path, a constant, that of a percentage, or a combination of whole ones. */
export type NumberOperand<Keys> = ValuePath<Keys, 'number'> | number | Percentage | Combination;

/** An operand of any schema: text is a path. */
type AnyOperand = string | number | Operand;

const pathOf = (path: string): RulePath => path.split('.');

const isSet = (path: string): RuleCondition => ({ kind: 'isSet', path: pathOf(path) });

const isAbove = (left: AnyOperand, right: AnyOperand): RuleCondition => ({
  kind: 'comparison',
  relation: 'above',
  left: operandOf(left),
  right: operandOf(right),
});

function operandOf(operand: AnyOperand): Operand {
  if (typeof operand === 'string') return { kind: 'value', path: pathOf(operand) };
  return typeof operand === 'number' ? { kind: 'constant', value: operand } : operand;
}

function conditionOf(what: string | RuleCondition): RuleCondition {
  return typeof what === 'string' ? isSet(what) : what;
}

function messageOf(message: RuleOptions['message'], generated: () => readonly MessagePart[]): readonly MessagePart[] {
  if (message === undefined) return generated();
  return typeof message === 'string' ? [message] : message;
}

function forbidden(what: string | RuleCondition, { when, message }: RuleOptions = {}): Rule[] {
  const condition = conditionOf(what);
  return [
    {
      place: subjectOf(condition),
      refused: join('all', [...(when ? [when] : []), condition]),
      message: messageOf(message, () => refusal(condition, when)),
    },
  ];
}

function atLeastOneOf(paths: readonly string[], { when, message }: RuleOptions = {}): Rule[] {
  const [first, ...others] = paths.map(pathOf);
  const wrong = words`${list([['this'], ...others.map(placeName)], ' or ')} is required`;
  return [
    {
      place: first ?? [],
      refused: join('all', [...(when ? [when] : []), ...paths.map((path) => opposite(isSet(path)))]),
      message: messageOf(message, () => withAdvice(wrong, [['set one of them']], when)),
    },
  ];
}

function atMostOneOf(paths: readonly string[], { when, message }: RuleOptions = {}): Rule[] {
  return paths.slice(1).map((path, index) => {
    const before = paths.slice(0, index + 1);
    const wrong = words`not allowed together with ${list(before.map(pathOf).map(placeName), ' or ')}`;
    return {
      place: pathOf(path),
      refused: join('all', [...(when ? [when] : []), isSet(path), join('any', before.map(isSet))]),
      message: messageOf(message, () => withAdvice(wrong, [['remove one of them (null removes a value)']], when)),
    };
  });
}

/** One implementation for all schemas; {@link RuleVocabulary} is its type for one of them. */
export const RULE_VOCABULARY: RuleVocabulary<never> = {
  required: (what: string | RuleCondition, options?: RuleOptions) => forbidden(opposite(conditionOf(what)), options),
  forbidden,
  atMost: (left: AnyOperand, right: AnyOperand, options?: RuleOptions) => forbidden(isAbove(left, right), options),
  requiredApi: (api: string, { when, message }: RuleOptions & { readonly when: RuleCondition }) => [
    {
      place: subjectOf(when),
      refused: join('all', [when, opposite({ kind: 'hasApi', api })]),
      message: messageOf(message, () => missingApi(api, when)),
    },
  ],
  requiredKubernetes: (version: string, { when, message }: RuleOptions & { readonly when: RuleCondition }) => [
    {
      place: subjectOf(when),
      refused: join('all', [when, opposite({ kind: 'hasKubernetes', version })]),
      message: messageOf(message, () => olderKubernetes(version, when)),
    },
  ],
  exactlyOneOf: (paths: readonly string[], options?: RuleOptions) => [
    ...atLeastOneOf(paths, options),
    ...atMostOneOf(paths, options),
  ],
  atLeastOneOf,
  atMostOneOf,
  isTrue: (path: string): RuleCondition => ({ kind: 'isTrue', path: pathOf(path) }),
  isSet,
  equals: (path: string, constant: string | number | boolean): RuleCondition => ({
    kind: 'equals',
    path: pathOf(path),
    constant,
  }),
  hasKey: (path: string, key: string | ValueAt): RuleCondition => ({
    kind: 'hasKey',
    path: pathOf(path),
    key: typeof key === 'string' ? { kind: 'constant', value: key } : key,
  }),
  isAbove,
  isSame: (left: AnyOperand, right: AnyOperand): RuleCondition => ({
    kind: 'comparison',
    relation: 'same',
    left: operandOf(left),
    right: operandOf(right),
  }),
  not: opposite,
  all: (...conditions: RuleCondition[]) => join('all', conditions),
  any: (...conditions: RuleCondition[]) => join('any', conditions),
  valueAt: (path: string): ValueAt => ({ kind: 'value', path: pathOf(path) }),
  words: (texts: TemplateStringsArray, ...values: (string | ValueAt)[]) =>
    words(texts, ...values.map((value) => [typeof value === 'string' ? { place: pathOf(value) } : { found: value }])),
  sum: (...operands: AnyOperand[]): Combination => ({
    kind: 'sum',
    operands: operands.map(operandOf),
  }),
  product: (...operands: AnyOperand[]): Combination => ({
    kind: 'product',
    operands: operands.map(operandOf),
  }),
  percentage: (path: string): Percentage => ({ kind: 'percentage', path: pathOf(path) }),
};
