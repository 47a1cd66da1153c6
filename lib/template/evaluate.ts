import type { Release } from '../release/release';
import { isEmptyRecord, isRecord, sortedKeys } from '../values/defaults';
import type { Comparison, Condition, HasType, ValueTest } from './condition';
import type { Expression, Include } from './expression';
import { includedParts } from './included-parts';
import type { ChartTemplate, Entry, Item, Mapping, Part, Sequence, Splice, TemplateNode } from './node';
import { CAPABILITIES, type LoopPosition, resolveReference } from './reference';
import { changeText } from './text-function';
import { evaluateWholeNumber } from './whole-number';

/** What a template is rendered with. */
export interface Scope {
  readonly values: unknown;
  readonly release: Release;
  readonly template: ChartTemplate;
  /** Asked for whatever does not lie in a loop. @default everything is evaluated anew */
  readonly recall?: Recall;
}

/** What a node gives with some values, known or evaluated. */
export type Recall = (node: Mapping | Sequence, values: unknown, evaluate: () => unknown) => unknown;

/** The text that stands for the checksum of an object wherever manifests are compared. */
export function checksumPlaceholder(kind: string, name: string): string {
  return `checksum of ${kind} ${name}`;
}

/** Renders the chart's objects as Helm would; unless the values say it, the release tells what the cluster offers. */
export function evaluateTemplate(
  template: ChartTemplate,
  values: unknown,
  release: Release,
  recall?: Recall,
): Record<string, unknown>[] {
  const all = { [CAPABILITIES]: release.capabilities, ...(values as object) };
  const scope: Scope = { values: all, release, template, ...(recall && { recall }) };
  return evaluateItems(template.objects, scope, []) as Record<string, unknown>[];
}

/** A key or dash with nothing behind it is null in YAML, not an empty map or list. */
function evaluateNode(node: TemplateNode, scope: Scope, position: LoopPosition): unknown {
  switch (node.kind) {
    case 'scalar':
      return evaluateExpression(node.expression, scope, position);
    case 'copy':
      return resolveReference(node.reference, scope.values, position);
    case 'empty':
      return node.of === 'mapping' ? {} : [];
    case 'mapping':
    case 'sequence':
      if (scope.recall && position.length === 0) {
        return scope.recall(node, scope.values, () => evaluateCollection(node, scope, position));
      }
      return evaluateCollection(node, scope, position);
  }
}

function evaluateCollection(node: Mapping | Sequence, scope: Scope, position: LoopPosition): unknown {
  if (node.kind === 'mapping') {
    const entries = evaluateEntries(node.parts, scope, position);
    return isTruthy(entries) ? entries : null;
  }
  const items = evaluateItems(node.parts, scope, position);
  return isTruthy(items) || node.orEmpty ? items : null;
}

/** What stands at a key that a template prints twice, which no object has. */
const DUPLICATE = Symbol('duplicate key');

/** What stands where Helm fails, which no constructs build: text or a number in a place for a collection. */
const FAILED = { kind: '', metadata: { name: '' }, failed: Symbol('Helm fails here') };

/** The entries of a mapping. */
export function evaluateEntries(
  parts: readonly Part<Entry>[],
  scope: Scope,
  position: LoopPosition,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  const add = (key: string, value: unknown) => {
    result[key] = Object.hasOwn(result, key) ? DUPLICATE : value;
  };
  forEachPart(parts, scope, position, (part, at) => {
    if (part.kind === 'entry') {
      add(String(evaluateExpression(part.key, scope, at)), evaluateNode(part.value, scope, at));
    } else if (part.kind === 'included') {
      const entries = evaluateEntries(includedParts(part, scope.template), scope, []);
      for (const key of Object.keys(entries)) add(key, entries[key]);
    } else {
      const copied = part.kind === 'failure' ? part : resolveReference(part.reference, scope.values, at);
      if (part.kind === 'splice' && isRecord(copied)) {
        const entries = withoutOmitted(part, copied, scope.values, at);
        for (const key of Object.keys(entries)) add(key, entries[key]);
      } else if (isTruthy(copied)) {
        add('', FAILED);
      }
    }
  });
  return result;
}

/** What is copied of a dictionary. */
export function withoutOmitted(
  { omitted = [], overriddenBy = [] }: Pick<Splice, 'omitted' | 'overriddenBy'>,
  dictionary: Readonly<Record<string, unknown>>,
  values: unknown,
  position: LoopPosition,
): Readonly<Record<string, unknown>> {
  const winners = overriddenBy.map((reference) => resolveReference(reference, values, position)).filter(isRecord);
  if (omitted.length + winners.length === 0) return dictionary;
  const isCopied = (key: string) => !omitted.includes(key) && winners.every((winner) => !Object.hasOwn(winner, key));
  return Object.fromEntries(Object.entries(dictionary).filter(([key]) => isCopied(key)));
}

/** The items of a sequence. */
export function evaluateItems(parts: readonly Part<Item>[], scope: Scope, position: LoopPosition): unknown[] {
  const result: unknown[] = [];
  forEachPart(parts, scope, position, (part, at) => {
    if (part.kind === 'item') {
      result.push(evaluateNode(part.value, scope, at));
    } else if (part.kind === 'included') {
      result.push(...evaluateItems(includedParts(part, scope.template), scope, []));
    } else {
      const elements = part.kind === 'failure' ? part : resolveReference(part.reference, scope.values, at);
      if (Array.isArray(elements)) result.push(...elements);
      else if (isTruthy(elements)) result.push(FAILED);
    }
  });
  return result;
}

/** A loop over a scalar, at which Helm fails. */
const FAILURE = { kind: 'failure' } as const;

type Visited<P extends Entry | Item> = Exclude<Part<P>, { kind: 'conditional' | 'loop' }> | typeof FAILURE;

/** Visits the parts that are there, loops unrolled and conditions decided. */
function forEachPart<P extends Entry | Item>(
  parts: readonly Part<P>[],
  scope: Scope,
  position: LoopPosition,
  visit: (part: Visited<P>, position: LoopPosition) => void,
): void {
  for (const part of parts) {
    if (part.kind === 'conditional') {
      const branch = part.branches.find(({ when }) => evaluateCondition(when, scope.values, position));
      forEachPart<P>(branch ? branch.parts : part.otherwise, scope, position, visit);
    } else if (part.kind === 'loop') {
      const over = resolveReference(part.over, scope.values, position);
      const positions = positionsIn(over) ?? [];
      if (over !== undefined && over !== null && typeof over !== 'object') visit(FAILURE, position);
      for (const at of positions) {
        const inner = [...position];
        inner[part.loop] = at;
        forEachPart<P>(part.parts, scope, inner, visit);
      }
    } else {
      visit(part as Visited<P>, position);
    }
  }
}

/** Where a loop over a value is, one after the other; `undefined` where there can be none. */
function positionsIn(value: unknown): readonly (number | string)[] | undefined {
  if (Array.isArray(value)) return [...value.keys()];
  return isRecord(value) ? sortedKeys(value) : undefined;
}

/** The value of an expression, `undefined` where a value that it reads is missing. */
export function evaluateExpression(
  expression: Expression,
  scope: Scope,
  position: LoopPosition,
): string | number | boolean | undefined {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'value':
      return scalarOf(resolveReference(expression.reference, scope.values, position));
    case 'asText': {
      const value = scalarOf(resolveReference(expression.reference, scope.values, position));
      return value === undefined ? undefined : String(value);
    }
    case 'call': {
      const value = evaluateExpression(expression.argument, scope, position);
      return typeof value === 'string' ? changeText(expression.function, value) : undefined;
    }
    case 'json': {
      const value = resolveReference(expression.reference, scope.values, position);
      return value === undefined ? undefined : sortedJson(value);
    }
    case 'length': {
      const value = resolveReference(expression.reference, scope.values, position);
      if (typeof value !== 'object' || value === null) return undefined;
      const { length } = Object.keys(value);
      return expression.asText ? String(length) : length;
    }
    case 'loopKey':
      return position[expression.loop];
    case 'loopIndex': {
      const index = Number(position[expression.loop]) + expression.from;
      return expression.asText ? String(index) : index;
    }
    case 'builtin':
      return evaluateBuiltin(expression.name, scope.release);
    case 'include':
      return evaluateInclude(expression, scope, position);
    case 'concatenation': {
      let text = '';
      for (const part of expression.parts) {
        const value = evaluateExpression(part, scope, position);
        if (value === undefined) return undefined;
        text += value;
      }
      return text;
    }
    case 'fallback': {
      const value = scalarOf(resolveReference(expression.reference, scope.values, position));
      return isTruthy(value) ? value : evaluateExpression(expression.otherwise, scope, position);
    }
    case 'join': {
      const value = resolveReference(expression.reference, scope.values, position);
      return Array.isArray(value) ? value.join(expression.separator) : undefined;
    }
    case 'joinedTexts': {
      const texts = evaluateItems(expression.parts, scope, position);
      return texts.every((text) => text !== undefined) ? texts.join(expression.separator) : undefined;
    }
    case 'reckoned': {
      const result = evaluateWholeNumber(expression.number, (reference) =>
        resolveReference(reference, scope.values, position),
      );
      return result !== undefined && expression.asText ? String(result) : result;
    }
    case 'checksum': {
      const name = evaluateExpression(expression.objectName, scope, position);
      return name === undefined ? undefined : checksumPlaceholder(expression.objectKind, String(name));
    }
  }
}

/** JSON as Go writes it: the keys of maps in order. */
function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson)}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  return `{${sortedKeys(value).map((key) => `${JSON.stringify(key)}:${sortedJson(value[key])}`)}}`;
}

function scalarOf(value: unknown): string | number | boolean | undefined {
  return value === null || typeof value === 'object' ? undefined : (value as string | number | boolean | undefined);
}

function evaluateBuiltin(name: string, release: Release): string | undefined {
  switch (name) {
    case 'Release.Name':
      return release.name;
    case 'Release.Namespace':
      return release.namespace;
    case 'Release.Service':
      return release.service;
    default:
      return release.appVersion;
  }
}

function evaluateInclude({ helper: name, suffix }: Include, scope: Scope, position: LoopPosition): string | undefined {
  if (name === 'name') return scope.release.chartName;
  if (name === 'chart') return scope.release.chartLabel;
  if (name === 'fullname') {
    const text = suffix && evaluateExpression(suffix, scope, position);
    return suffix && text === undefined ? undefined : scope.release.fullname(text === undefined ? text : String(text));
  }
  const helper = scope.template.helpers.find((candidate) => candidate.name === name);
  if (!helper) return undefined;
  const branch = helper.branches.find(({ when }) => evaluateCondition(when, scope.values, []));
  const text = evaluateExpression(branch ? branch.text : helper.otherwise, scope, []);
  return text === undefined ? undefined : String(text);
}

/** Whether a condition holds. */
export function evaluateCondition(condition: Condition, values: unknown, position: LoopPosition): boolean {
  switch (condition.kind) {
    case 'not':
      return !evaluateCondition(condition.condition, values, position);
    case 'and':
      return condition.conditions.every((part) => evaluateCondition(part, values, position));
    case 'or':
      return condition.conditions.some((part) => evaluateCondition(part, values, position));
    case 'sameAs':
    case 'above': {
      const [value, other] = [condition.reference, condition.other].map((reference) =>
        resolveReference(reference, values, position),
      );
      return compares(condition, value, other);
    }
    default:
      return testHolds(condition, resolveReference(condition.reference, values, position));
  }
}

/** What a comparison of two values says. */
export function compares({ kind }: Pick<Comparison, 'kind'>, value: unknown, other: unknown): boolean {
  if (kind === 'sameAs') return value === other;
  return typeof value === 'number' && typeof other === 'number' && value > other;
}

/** What a test says of a value. */
export function testHolds(test: ValueTest, value: unknown): boolean {
  switch (test.kind) {
    case 'truthy':
      return isTruthy(value);
    case 'defined':
      return value !== undefined && value !== null;
    case 'hasKey':
      return isRecord(value) && Object.hasOwn(value, test.key);
    case 'hasType':
      return typeOf(value) === test.type;
    case 'equals':
      return value === test.value;
    case 'contains':
      return Array.isArray(value) && value.includes(test.value);
    case 'startsWith':
    case 'endsWith':
    case 'includes':
      return typeof value === 'string' && value[test.kind](test.value);
    case 'atLeast': {
      const number = Array.isArray(value) ? value.length : value;
      return typeof number === 'number' && number >= test.value;
    }
  }
}

function typeOf(value: unknown): HasType['type'] | undefined {
  if (Array.isArray(value)) return 'sequence';
  if (isRecord(value)) return 'mapping';
  if (typeof value === 'string') return 'text';
  return typeof value === 'boolean' ? 'boolean' : undefined;
}

/** Go's truth, as `if`, `with` and `default` see it. */
export function isTruthy(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isRecord(value)) return !isEmptyRecord(value);
  return Boolean(value);
}
