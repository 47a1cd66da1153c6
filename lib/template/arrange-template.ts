import type { ObjectShape, Shape } from '../values/shape';
import {
  decideConditional,
  knownInBranches,
  positiveFirst,
  settleConditional,
  tidyConditional,
} from './arrange-conditional';
import { type Condition, withConditionReferences } from './condition';
import { type Expression, type Literal, withInnerExpressions, withReferences } from './expression';
import { factorConditionals } from './factor-conditionals';
import { fallBackEntry } from './fall-back-entry';
import { fallBackWithin } from './fall-back-within';
import { foldTexts } from './fold-texts';
import { groupConditionals, joinConditionals } from './join-conditionals';
import { JoinedHelpers } from './joined-helpers';
import { joinTexts } from './joined-text';
import { constantHelpers, inlineConstants, withNeededHelpers } from './needed-helpers';
import type {
  ChartTemplate,
  Conditional,
  Entry,
  Item,
  Mapping,
  Part,
  Sequence,
  TemplateNode,
  TextHelper,
} from './node';
import { orderObjects } from './object-summary';
import type { Reference } from './reference';
import { RuleFacts } from './rule-facts';
import { sharedKey } from './shared-key';
import { followsFrom } from './simplify-condition';
import { sortEntries } from './sort-entries';
import { textItem, textOf } from './text-item';
import { ValuesOrder } from './values-order';

/** What is known at a place of the template. */
interface Setting {
  readonly values: ValuesOrder;
  /** Conditions that hold there, because of what is around. */
  readonly facts: readonly Condition[];
  /** What the rules between values add to that. */
  readonly rules: RuleFacts;
  /** What stands in the place of the named templates that always give the same. */
  readonly constants: ReadonlyMap<string, Literal>;
  readonly joined: JoinedHelpers;
  /** The key of the entry around it. @default none, or none that is known */
  readonly field?: string;
}

/**
 * The template as a person would arrange it, with the same meaning: fields in the order of manifests, conditions as short
 * as what is around them allows, neighbours under one `if` or a chain of them, and no caution where a value is known to
 * be there.
 */
export function arrangeTemplate(template: ChartTemplate, root: ObjectShape): ChartTemplate {
  const setting: Setting = {
    values: new ValuesOrder(root),
    facts: [],
    rules: new RuleFacts(root),
    constants: constantHelpers(template.helpers),
    joined: new JoinedHelpers(template.helpers),
  };
  const arranged: ChartTemplate = {
    objects: orderObjects(template.objects.flatMap((object) => arrangeItems([object], setting))),
    helpers: template.helpers.map((helper) => fallBackWithin(arrangeHelper(helper, setting))),
    labels: template.labels.map((helper) => ({
      ...helper,
      parts: helper.parts.flatMap((part) => arrangeEntries([part], setting)),
    })),
  };
  const helpers = [...arranged.helpers, ...setting.joined.helpers];
  return foldTexts(withNeededHelpers({ ...arranged, helpers }));
}

function arrangeNode(node: TemplateNode, setting: Setting): TemplateNode {
  switch (node.kind) {
    case 'scalar':
      return { ...node, expression: arrangeExpression(node.expression, setting) };
    case 'copy':
      return { ...node, reference: arrangeReference(node.reference, setting) };
    case 'mapping':
      return asCopy({ ...node, parts: arrangeEntries(node.parts, setting) }, setting);
    case 'sequence':
      return asCopy({ ...node, parts: arrangeItems(node.parts, setting) }, setting);
    case 'empty':
      return node;
  }
}

/** What consists of one part of the values, which is known not to be empty, is a copy of that. */
function asCopy(node: Mapping | Sequence, { facts, values }: Setting): TemplateNode {
  const [part, ...others] = node.parts;
  if (part?.kind !== 'splice' || part.omitted || part.overriddenBy || others.length > 0) return node;
  const { reference } = part;
  return followsFrom({ kind: 'truthy', reference }, facts, values) ? { kind: 'copy', reference } : node;
}

function arrangeEntries(parts: readonly Part<Entry>[], setting: Setting): Part<Entry>[] {
  const { facts, values } = setting;
  const sorted = sortEntries(parts.flatMap((part) => decide(part, setting)));
  const grouped = groupConditionals(sorted, facts, values);
  const arranged = grouped.map((part) =>
    arrangePart(part, setting, arrangeEntries, (entry) => ({
      ...entry,
      key: arrangeExpression(entry.key, setting),
      value: arrangeNode(
        entry.value,
        entry.key.kind === 'literal' ? { ...setting, field: String(entry.key.value) } : setting,
      ),
    })),
  );
  // With fewer branches, a part may come to be under the same conditions as its neighbour.
  const isShorter = arranged.some((part, at) => branchesOf(part) < branchesOf(grouped[at]));
  return factorConditionals(isShorter ? groupConditionals(arranged, facts, values) : arranged);
}

/**
 * A part with conditions as short as what is around it allows. A condition that the rules between values have settled goes;
 * others are not made shorter by rules: they tell a reader what they are about, whatever is refused elsewhere.
 */
function decide<P extends Entry | Item>(part: Part<P>, { facts, rules, values }: Setting): readonly Part<P>[] {
  return decideConditional(part, facts, values).flatMap((decided) => {
    if (decided.kind !== 'conditional') return [decided];
    const ruled = rules.about(
      decided.branches.map(({ when }) => when),
      facts,
    );
    return ruled.length === 0 ? [decided] : settleConditional(decided, [...facts, ...ruled], values);
  });
}

function branchesOf(part: Part<Entry>): number {
  return part.kind === 'conditional' ? part.branches.length : 0;
}

function arrangeItems(parts: readonly Part<Item>[], setting: Setting): Part<Item>[] {
  const { facts, values } = setting;
  const decided = parts.flatMap((part) => decide(part, setting));
  const arranged = joinConditionals(decided, facts, values).map((part) =>
    arrangePart(part, setting, arrangeItems, (item) =>
      beginWithKey({ ...item, value: arrangeNode(item.value, setting) }),
    ),
  );
  return factorConditionals(arranged);
}

function arrangePart<P extends Entry | Item>(
  part: Part<P>,
  setting: Setting,
  arrangeParts: (parts: readonly Part<P>[], setting: Setting) => Part<P>[],
  arrangeOne: (part: P) => Part<P>,
): Part<P> {
  switch (part.kind) {
    case 'conditional': {
      const inside = knownInBranches(part).map((known) => ({ ...setting, facts: [...setting.facts, ...known] }));
      const arranged: Conditional<P> = {
        kind: 'conditional',
        branches: part.branches.map(({ when, parts }, at) => ({
          when: arrangeCondition(when, setting),
          parts: arrangeParts(parts, inside[at]),
        })),
        otherwise: arrangeParts(part.otherwise, inside[part.branches.length]),
      };
      const folded = fallBackEntry(tidyConditional(arranged, setting.values), setting.values);
      return folded.kind === 'conditional' ? positiveFirst(folded as Conditional<P>) : folded;
    }
    case 'loop':
      return { ...part, over: arrangeReference(part.over, setting), parts: arrangeParts(part.parts, setting) };
    case 'splice':
      return {
        ...part,
        reference: arrangeReference(part.reference, setting),
        ...(part.overriddenBy && {
          overriddenBy: part.overriddenBy.map((winner) => arrangeReference(winner, setting)),
        }),
      };
    case 'included':
      return part;
    default:
      return arrangeOne(part as P);
  }
}

/** A map that consists of alternatives is one item for each of them, so that a key follows the dash. */
function beginWithKey(item: Item): Part<Item> {
  if (item.value.kind !== 'mapping' || item.value.parts.length !== 1) return item;
  const [part] = item.value.parts;
  if (part.kind !== 'conditional' || part.otherwise.length === 0 || sharedKey(part)) return item;
  const itemOf = (parts: readonly Part<Entry>[]): Item => ({ kind: 'item', value: { kind: 'mapping', parts } });
  return {
    kind: 'conditional',
    branches: part.branches.map(({ when, parts }) => ({ when, parts: [itemOf(parts)] })),
    otherwise: [itemOf(part.otherwise)],
  };
}

/** A named template's text in branches, arranged like a list's items in branches. */
function arrangeHelper(helper: TextHelper, setting: Setting): TextHelper {
  const branches = helper.branches.map(({ when, text }) => ({ when, parts: [textItem(text)] }));
  const parts: Part<Item>[] = [{ kind: 'conditional', branches, otherwise: [textItem(helper.otherwise)] }];
  const [arranged] = arrangeItems(parts, setting);
  if (arranged.kind !== 'conditional') return { ...helper, branches: [], otherwise: textOf(arranged as Item) };
  return {
    ...helper,
    branches: arranged.branches.map(({ when, parts: [part] }) => ({ when, text: textOf(part as Item) })),
    otherwise: textOf(arranged.otherwise[0] as Item),
  };
}

function arrangeExpression(expression: Expression, setting: Setting): Expression {
  const inlined = inlineConstants(expression, setting.constants);
  const arranged = withReferences(inlined, (reference) => arrangeReference(reference, setting));
  return setting.joined.fold(arrangeJoined(arranged, setting), setting.field);
}

/** Joined texts, arranged like a list; what always stands one after the other is one text. */
function arrangeJoined(expression: Expression, setting: Setting): Expression {
  if (expression.kind !== 'joinedTexts') {
    return withInnerExpressions(expression, (inner) => arrangeJoined(inner, setting));
  }
  const parts = joinTexts(arrangeItems(expression.parts, setting), expression.separator);
  const [only, ...others] = parts;
  if (!only) return { kind: 'literal', value: '' };
  return only.kind === 'item' && others.length === 0 ? textOf(only) : { ...expression, parts };
}

function arrangeCondition(condition: Condition, setting: Setting): Condition {
  return withConditionReferences(condition, (reference) => arrangeReference(reference, setting));
}

/** A reference without caution after steps that are known to lead to something. */
function arrangeReference(reference: Reference, { facts, values }: Setting): Reference {
  if (reference.optionalSteps.length === 0) return reference;
  const optionalSteps = reference.optionalSteps.filter((length) => {
    const shape: Shape = { ...reference.shape, kind: 'any' };
    const outer: Reference = { ...reference, shape, steps: reference.steps.slice(0, length) };
    return length === reference.steps.length || !followsFrom({ kind: 'truthy', reference: outer }, facts, values);
  });
  return { ...reference, optionalSteps };
}
