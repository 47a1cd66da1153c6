import { formatPath } from '../path';
import { conditionPaths, join, type Operand, type RuleCondition, type RulePath } from '../rules/condition';
import { lookupIn, operandValue } from '../rules/evaluate';
import type { MessagePart, Rule, RulePlace } from '../rules/rule';
import { decideCondition, decideOperand, type KnownValues } from './decide-condition';
import { isKept, type KeptParts, optionsLeft } from './kept-parts';
import type { KnownCase } from './known-cases';

/** An object of which some values are left out. */
export interface CutObject {
  /** The keys that lead to it from the root. */
  readonly path: RulePath;
  /** What is kept of the whole. */
  readonly parts: KeptParts;
  /** Values that are left out and of which nobody knows what they come to, from the object on. */
  readonly open: readonly RulePath[];
}

/** Why a rule cannot do without what is left out. */
export interface UndecidedRule {
  readonly problem: string;
}

/** The rules of an object, with what is left out decided; those that nothing can break any more are gone. */
export function decideRules(
  rules: readonly Rule[],
  object: CutObject,
  cases: readonly KnownCase[],
): (Rule | UndecidedRule)[] {
  return rules.flatMap((rule) => {
    const decided = cases.map(({ options, values }) => ({ options, rule: decideRule(rule, object, values) }));
    const [first] = decided;
    if (first && decided.every((other) => JSON.stringify(other.rule) === JSON.stringify(first.rule))) {
      return first.rule ? [first.rule] : [];
    }
    return decided.flatMap(({ options, rule }) => {
      if (rule === undefined || 'problem' in rule) return rule ?? [];
      const chosen = options.map(({ choice, option }) => equals(choice, option, object));
      const outside = options.find((_, index) => chosen[index] === undefined);
      if (outside) {
        return {
          problem: `${textOf(rule, object)}: what this reads is left out, but follows from ${formatPath(outside.choice)}`,
        };
      }
      return { ...rule, refused: join('all', [...(chosen as RuleCondition[]), rule.refused]) };
    });
  });
}

function equals(choice: RulePath, option: string, { path }: CutObject): RuleCondition | undefined {
  const isInside = path.every((key, index) => key === choice[index]);
  return isInside ? { kind: 'equals', path: choice.slice(path.length), constant: option } : undefined;
}

/** A rule that reads and tells of what is there; `undefined` where nothing can break it. */
function decideRule(rule: Rule, object: CutObject, values: unknown): Rule | UndecidedRule | undefined {
  const absolute = (path: RulePath) => [...object.path, ...path];
  const isOpen = (path: RulePath) => object.open.some((other) => isSame(path, other));
  const known: KnownValues = {
    isKnown: (path) => !isKept(object.parts, absolute(path)) && !isOpen(path),
    optionsOf: (path) => optionsLeft(object.parts, absolute(path)),
    lookup: (path) => lookupIn(values)(absolute(path)),
  };
  const refused = decideCondition(rule.refused, known);
  if (refused === false) return undefined;
  const open = refused === true ? undefined : conditionPaths(refused).find(isOpen);
  if (open) return { problem: `${textOf(rule, object)}: what ${nameOf(open, object)} is follows from what is kept` };
  if (refused === true) return { problem: `${textOf(rule, object)}: the defaults of what is left out break this rule` };

  const message = rule.message.map((part): MessagePart => {
    if (typeof part === 'string') return part;
    if ('found' in part) return foundPart(part.found, known);
    return isLeftOut(part.place, known) ? nameOf(part.place, object) : { place: placeOf(part.place, known) };
  });
  if (!isLeftOut(rule.place, known)) return { place: placeOf(rule.place, known), refused, message };
  const [place = []] = conditionPaths(refused);
  return { place, refused, message: [`${nameOf(rule.place, object)}, which this chart leaves out: `, ...message] };
}

function isSame(left: RulePath, right: RulePath): boolean {
  return left.length === right.length && left.every((key, index) => key === right[index]);
}

function foundPart(found: Operand, known: KnownValues): MessagePart {
  const decided = decideOperand(found, known);
  if (decided === undefined) return 'null';
  return decided.kind === 'constant' ? JSON.stringify(decided.value) : { found: decided };
}

/** A place whose keys that are known stand there as text. */
function placeOf(place: RulePlace, known: KnownValues): RulePlace {
  return place.map((step) => {
    if (typeof step === 'string' || step.kind === 'constant' || !known.isKnown(step.path)) return step;
    return { kind: 'constant', value: operandValue(step, known.lookup) ?? '' };
  });
}

function isLeftOut(place: RulePlace, known: KnownValues): boolean {
  return known.isKnown(fixedKeys(place));
}

function fixedKeys(place: RulePlace): string[] {
  const end = place.findIndex((step) => typeof step !== 'string');
  return place.slice(0, end < 0 ? undefined : end) as string[];
}

function nameOf(place: RulePlace, { path }: CutObject): string {
  return formatPath([...path, ...fixedKeys(place)]);
}

function textOf(rule: Rule, object: CutObject): string {
  const words = rule.message.map((part) => {
    if (typeof part === 'string') return part;
    return 'place' in part ? nameOf(part.place, object) : '…';
  });
  return `${nameOf(rule.place, object)}: ${words.join('')}`;
}
