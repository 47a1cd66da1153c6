import { allOf, type Condition, conditionKey, conditionReferences, negate } from '../template/condition';
import type { ChartTemplate, Entry, Item, Part, TemplateNode } from '../template/node';
import { joinedIn } from '../template/text-item';
import { patternKey } from './place';

/** Variables that a template asks about together at one place. */
export interface AskedTogether {
  /** The variables, by their patterns. */
  readonly patterns: readonly string[];
  /** What is asked about them. */
  readonly conditions: readonly Condition[];
  /** What holds wherever the template comes to that place, as far as it does not depend on elements of collections. */
  readonly within: readonly Condition[];
}

/** Of an `if` in which more variables than that are asked about, only its own are taken together. */
const MAX_WITH_INSIDE = 6;

/**
 * The variables that the conditions of a template ask about together: those of one `if` with all of its alternatives, and
 * of the `if`s directly inside, on which it may depend whether the one outside has anything in it; and those of the parts
 * of a mapping or sequence of which none is always there.
 */
export function askedTogether(template: ChartTemplate): AskedTogether[] {
  const found = new Map<string, AskedTogether>();
  const add: Add = (asked, inside, within) => {
    const together = patternsOf([...asked, ...inside]);
    const conditions = together.length <= MAX_WITH_INSIDE ? [...asked, ...inside] : asked;
    const patterns = patternsOf(conditions);
    if (patterns.length < 2) return;
    const whole = within.filter((condition) => conditionReferences(condition).every(({ steps }) => steps.every(isKey)));
    const key = [...patterns, ...whole.map(conditionKey)].join(' ');
    const known = [...(found.get(key)?.conditions ?? []), ...conditions];
    const different = [...new Map(known.map((condition) => [conditionKey(condition), condition])).values()];
    found.set(key, { patterns, conditions: different, within: whole });
  };
  visitParts(template.objects, [], add);
  for (const { branches } of template.helpers) add(inTurn(whensOf(branches)), [], []);
  return [...found.values()];
}

type Add = (asked: readonly Condition[], inside: readonly Condition[], within: readonly Condition[]) => void;
type AnyPart = Part<Entry> | Part<Item>;

function patternsOf(conditions: readonly Condition[]): string[] {
  return [...new Set(conditions.flatMap(conditionReferences).map(patternKey))].sort();
}

function isKey(step: unknown): boolean {
  return typeof step === 'string';
}

function whensOf(branches: readonly { readonly when: Condition }[]): Condition[] {
  return branches.map(({ when }) => when);
}

/** Each condition of a chain where all before it fail. */
function inTurn(whens: readonly Condition[]): Condition[] {
  return whens.map((when, index) => allOf([...whens.slice(0, index).map(negate), when]));
}

function visitParts(parts: readonly AnyPart[], within: readonly Condition[], add: Add): void {
  for (const part of parts) {
    if (part.kind === 'loop') visitParts(part.parts, [...within, ...askedBy(part)], add);
    else if (part.kind === 'entry' || part.kind === 'item') visitNode(part.value, within, add);
    else if (part.kind === 'conditional') {
      const whens = whensOf(part.branches);
      const branches: (readonly AnyPart[])[] = [...part.branches.map(({ parts }) => parts), part.otherwise];
      add(inTurn(whens), branches.flat().flatMap(askedInside), within);
      for (const [index, inner] of branches.entries()) {
        visitParts(inner, [...within, ...whens.slice(0, index).map(negate), ...whens.slice(index, index + 1)], add);
      }
    }
  }
}

function visitNode(node: TemplateNode, within: readonly Condition[], add: Add): void {
  // The texts that a text is made of are like the items of a list.
  if (node.kind === 'scalar') {
    for (const { parts } of joinedIn(node.expression)) visitParts(parts, within, add);
    return;
  }
  const asked = partsOf(node).map(askedBy);
  if (asked.every((conditions) => conditions.length > 0)) add([], asked.flat(), within);
  visitParts(partsOf(node), within, add);
}

function partsOf(node: TemplateNode): readonly AnyPart[] {
  return node.kind === 'mapping' || node.kind === 'sequence' ? node.parts : [];
}

/** What decides whether a part is there, if it is not always. */
function askedBy(part: AnyPart): Condition[] {
  if (part.kind === 'conditional') return part.otherwise.length > 0 ? [] : whensOf(part.branches);
  if (part.kind === 'loop') return [{ kind: 'truthy', reference: part.over }];
  return part.kind === 'splice' ? [{ kind: 'truthy', reference: part.reference }] : [];
}

/** What decides about the parts directly inside of a part, or about the part itself. */
function askedInside(part: AnyPart): Condition[] {
  return part.kind === 'entry' || part.kind === 'item' ? partsOf(part.value).flatMap(askedBy) : askedBy(part);
}
