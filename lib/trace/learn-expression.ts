import { evaluateExpression } from '../template/evaluate';
import { type Call, concatenate, type Expression, expressionKey } from '../template/expression';
import { type Reference, resolveReference } from '../template/reference';
import { isSmall } from '../template/scalar-types';
import { findCondition } from './find-condition';
import type { Alternative } from './learn-conditional';
import { type Learning, reachableReference, scopeOf, union, type Variant } from './learning';
import { Mask } from './mask';
import { shapeAt } from './place';
import { type Deciding, readArithmetic } from './read-arithmetic';
import { readJson, readText } from './read-text';
import { reckon } from './reckon';
import type { Instance, Space } from './space';
import { SUFFIX_START } from './traced-release';

/** Where so many expressions would stand at one place, none of them is what the constructs do there. */
const MAX_ALTERNATIVES = 20;

/** In text with more numbers than that, none is looked at for whether it was reckoned. */
const MAX_NUMBERS = 6;

type ScalarOutput = string | number | boolean;

/**
 * The expressions that give the scalars seen at a place, each with the instances in which it is right. One expression
 * for all is preferred to several, and a value to a literal that happens to equal it.
 */
export function learnExpressions(
  learning: Learning,
  space: Space,
  variants: readonly Variant<ScalarOutput>[],
): Alternative<Expression>[] {
  const domain = union(space, variants);
  const outputs = new Array<ScalarOutput | undefined>(space.size);
  for (const { output, mask } of variants) {
    mask.forEach((index) => {
      outputs[index] = output;
    });
  }
  const deciding = decidingReferences(learning, space, outputs, domain);
  const covers = new Map<string, Mask>();
  const coverOf = (expression: Expression): Mask => {
    const key = expressionKey(expression);
    let cover = covers.get(key);
    if (!cover) {
      cover = Mask.empty(space.size);
      const found = cover;
      domain.forEach((index) => {
        const instance = space.instances[index] as Instance;
        const value = evaluateExpression(expression, scopeOf(learning, instance), instance.position);
        // No number at all, such as a root of a negative one, is like itself as well.
        if (value === outputs[index] || (Number.isNaN(value) && Number.isNaN(outputs[index]))) found.add(index);
      });
      covers.set(key, cover);
    }
    return cover;
  };

  const alternatives: Alternative<Expression>[] = [];
  const hasMarker = ({ output }: Variant<ScalarOutput>) =>
    learning.markers.mentions(output).size > 0 ||
    (typeof output === 'string' &&
      (output.includes(SUFFIX_START) || learning.release.parse(output).some((part) => typeof part !== 'string')));
  const isChanged = ({ output }: Variant<ScalarOutput>) =>
    typeof output === 'string' &&
    learning.markers.parse(output).some((part) => typeof part !== 'string' && 'leaf' in part);
  const rank = (variant: Variant<ScalarOutput>) => (isChanged(variant) ? 0 : hasMarker(variant) ? 1 : 2);
  const queue = [...variants].sort((left, right) => rank(left) - rank(right));
  const functions = new Map<string, Call>();
  let open = domain;
  for (const variant of queue) {
    for (let rest = variant.mask.and(open); !rest.isEmpty(); rest = rest.and(open)) {
      const index = rest.first();
      const found = candidates(learning, space, space.instances[index] as Instance, variant.output, deciding).flatMap(
        (candidate) => withFunctions(candidate, functions),
      );
      const shortest = bestCandidate(found, coverOf, open);
      const reckoned = reckon(learning, {
        ...{ space, domain, outputs, index, shortest, covered: coverOf(shortest) },
        deciding: [...deciding.values()].map(({ reference }) => reference),
      });
      const best = reckoned.length === 0 ? shortest : bestCandidate([shortest, ...reckoned], coverOf, open);
      for (const call of callsIn(best)) functions.set(expressionKey(call.argument), call);
      alternatives.push({ what: best, mask: coverOf(best) });
      open = open.without(coverOf(best));
    }
  }
  const needed = withoutNeedless(alternatives);
  if (needed.length > MAX_ALTERNATIVES) {
    learning.doubts++;
    return [{ what: needed[0].what, mask: domain }];
  }
  return mergeFallbacks(space, needed);
}

/** The functions of values in an expression. */
function callsIn(expression: Expression): Call[] {
  if (expression.kind === 'call') return [expression];
  if (expression.kind === 'json' && expression.reference.shape.kind === 'text') {
    return [{ kind: 'call', function: 'jsonEscape', argument: { kind: 'value', reference: expression.reference } }];
  }
  return expression.kind === 'concatenation' ? expression.parts.flatMap(callsIn) : [];
}

/** An expression, with the functions first that its values went through in others at the same place. */
function withFunctions(expression: Expression, functions: ReadonlyMap<string, Call>): Expression[] {
  const change = (part: Expression) => functions.get(expressionKey(part)) ?? part;
  const changed = expression.kind === 'concatenation' ? concatenate(expression.parts.map(change)) : change(expression);
  return expressionKey(changed) === expressionKey(expression) ? [expression] : [changed, expression];
}

function bestCandidate(
  found: readonly Expression[],
  coverOf: (expression: Expression) => Mask,
  open: Mask,
): Expression {
  let best = found[0] as Expression;
  let bestCount = -1;
  for (const expression of found) {
    const count = coverOf(expression).and(open).count();
    if (count > bestCount) {
      best = expression;
      bestCount = count;
    }
  }
  return best;
}

/** Without the alternatives that are right only where another one is right too. */
function withoutNeedless(alternatives: readonly Alternative<Expression>[]): Alternative<Expression>[] {
  return alternatives.filter(
    ({ mask }, at) =>
      !alternatives.some(
        (other, index) => index !== at && other.mask.contains(mask) && (index < at || !mask.contains(other.mask)),
      ),
  );
}

/**
 * Two expressions become one with `default` where one of them has a value in the place at which the other has what
 * stands in for it while it is empty.
 */
function mergeFallbacks(space: Space, alternatives: readonly Alternative<Expression>[]): Alternative<Expression>[] {
  for (const present of alternatives) {
    for (const absent of alternatives) {
      if (present === absent) continue;
      const found = findCondition(space, present.mask.without(absent.mask), absent.mask.without(present.mask));
      if (found?.condition.kind !== 'truthy') continue;
      const merged = mergeFallback(present.what, absent.what, found.condition.reference);
      if (!merged) continue;
      const rest = alternatives.filter((alternative) => alternative !== present && alternative !== absent);
      return mergeFallbacks(space, [...rest, { what: merged, mask: present.mask.or(absent.mask) }]);
    }
  }
  return [...alternatives];
}

function mergeFallback(present: Expression, absent: Expression, reference: Reference): Expression | undefined {
  if (!hasDefault(reference, absent)) return undefined;
  const value = expressionKey({ kind: 'value', reference });
  const presentParts = present.kind === 'concatenation' ? present.parts : [present];
  const at = presentParts.findIndex((part) => expressionKey(part) === value);
  if (at < 0) return undefined;
  const after = presentParts.slice(at + 1);
  const absentParts = splitLiterals(absent, presentParts.slice(0, at), after);
  if (!absentParts) return undefined;
  return concatenate([...presentParts.slice(0, at), { kind: 'fallback', reference, otherwise: absentParts }, ...after]);
}

/** Whether `default` sees this value as empty exactly where it is missing or empty text. */
function hasDefault({ shape }: Reference, otherwise: Expression): boolean {
  if (shape.kind === 'text') return true;
  return (
    shape.kind === 'number' && isSmall(shape) && !shape.schema.safeParse(0).success && otherwise.kind === 'literal'
  );
}

/** What is left of an expression between a given beginning and end. */
function splitLiterals(
  whole: Expression,
  before: readonly Expression[],
  after: readonly Expression[],
): Expression | undefined {
  let parts = whole.kind === 'concatenation' ? [...whole.parts] : [whole];
  for (const part of before) {
    const rest = dropPart(parts, part, 'start');
    if (!rest) return undefined;
    parts = rest;
  }
  for (const part of [...after].reverse()) {
    const rest = dropPart(parts, part, 'end');
    if (!rest) return undefined;
    parts = rest;
  }
  return parts.length === 0 ? undefined : concatenate(parts);
}

function dropPart(parts: readonly Expression[], part: Expression, end: 'start' | 'end'): Expression[] | undefined {
  const at = end === 'start' ? 0 : parts.length - 1;
  const candidate = parts[at];
  if (!candidate) return undefined;
  const others = parts.filter((_, index) => index !== at);
  if (expressionKey(candidate) === expressionKey(part)) return others;
  if (candidate.kind !== 'literal' || part.kind !== 'literal') return undefined;
  const text = String(candidate.value);
  const dropped = String(part.value);
  if (end === 'start' ? !text.startsWith(dropped) : !text.endsWith(dropped)) return undefined;
  const kept = end === 'start' ? text.slice(dropped.length) : text.slice(0, text.length - dropped.length);
  const literal: Expression = { kind: 'literal', value: kept };
  return end === 'start' ? [literal, ...others] : [...others, literal];
}

/** The values whose change alone is seen to change the output. */
function decidingReferences(
  learning: Learning,
  space: Space,
  outputs: readonly (ScalarOutput | undefined)[],
  domain: Mask,
): Map<string, Deciding> {
  const found = new Map<string, Deciding>();
  for (const { from, to, variable, key } of space.edges) {
    if (!domain.has(from) || !domain.has(to) || outputs[from] === outputs[to] || found.has(key)) continue;
    const instance = space.instances[from] as Instance;
    if (!space.reaches(variable.place, instance.position)) continue;
    const reference = space.referenceTo(variable.place, shapeAt(learning.root, variable.place.path));
    const samples = [from, to].map((index) => {
      const { values, position } = space.instances[index] as Instance;
      return { value: resolveReference(reference, values, position), output: outputs[index] as ScalarOutput };
    });
    found.set(key, { reference, samples });
  }
  return found;
}

/** Every expression that could have given an output in one instance, those that read best first. */
function candidates(
  learning: Learning,
  space: Space,
  instance: Instance,
  output: ScalarOutput,
  deciding: ReadonlyMap<string, Deciding>,
): Expression[] {
  const found: Expression[] = [];
  const literal: Expression = { kind: 'literal', value: output };
  if (typeof output === 'string') {
    const checksum = readChecksum(learning, space, instance, output);
    if (checksum) found.push(checksum);
    const json = readJson(learning, space, instance, output);
    if (json) found.push(concatenate(json));
    for (const withNumbers of [true, false]) {
      const parts = readText(learning, space, instance, output, withNumbers);
      if (parts) found.push(concatenate(parts));
    }
  }
  if (typeof output === 'number') {
    for (const leaf of learning.markers.leavesWithNumber(output)) {
      const reference = reachableReference(leaf, space, instance);
      if (reference) found.push({ kind: 'value', reference });
    }
  }
  for (const { reference, samples } of deciding.values()) {
    const value = resolveReference(reference, instance.values, instance.position);
    if (value === output) found.push({ kind: 'value', reference });
    if (typeof output === 'string' && typeof value !== 'string' && String(value) === output) {
      found.push({ kind: 'asText', reference });
    }
    if (typeof output === 'string' && typeof value === 'boolean') {
      const parts = readToggle(learning, space, instance, output, { reference, samples });
      if (parts) found.push(concatenate(parts));
    }
    if (typeof output === 'string' && typeof value === 'string' && value.length > 1 && output.includes(value)) {
      const base = readText(learning, space, instance, output, true);
      if (base) found.push(concatenate(base.flatMap((part) => splitAtValue(part, value, reference))));
    }
  }
  const equal = found.flatMap((expression) => (expression.kind === 'value' ? [expression.reference] : []));
  found.push(...readArithmetic([...deciding.values()], equal, instance, output));
  if (typeof output === 'string')
    found.push(...readReckoned(learning, space, instance, output, [...deciding.values()]));
  const unique = new Map(found.map((expression) => [expressionKey(expression), expression]));
  return [...unique.values(), literal];
}

/** Text with a boolean in it: the same text with the other boolean was seen where the value was the other one. */
function readToggle(
  learning: Learning,
  space: Space,
  instance: Instance,
  output: string,
  { reference, samples: [first, second] }: Deciding,
): Expression[] | undefined {
  const before = occurrences(String(first.output), String(first.value));
  const turn = before.findIndex((at) => {
    const rest = String(first.output).slice(at + String(first.value).length);
    return String(first.output).slice(0, at) + String(second.value) + rest === second.output;
  });
  const value = String(resolveReference(reference, instance.values, instance.position));
  const at = occurrences(output, value)[turn];
  if (at === undefined) return undefined;
  const sides = [output.slice(0, at), output.slice(at + value.length)];
  const [left, right] = sides.map((side) => (side === '' ? [] : readText(learning, space, instance, side, true)));
  return left && right && [...left, { kind: 'asText', reference }, ...right];
}

function occurrences(text: string, part: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found.push(at);
  return found;
}

/** Text with one number in it that was reckoned from others: `4096Mi`. */
function readReckoned(
  learning: Learning,
  space: Space,
  instance: Instance,
  output: string,
  deciding: readonly Deciding[],
): Expression[] {
  const pieces = splitDigits(output);
  if (pieces.length < 3 || pieces.length > 2 * MAX_NUMBERS + 1 || output === pieces[1]) return [];
  return pieces.flatMap((digits, at) => {
    if (at % 2 === 0) return [];
    const own = deciding.flatMap(({ reference, samples }): Deciding[] => {
      const others = samples.map((sample) => splitDigits(String(sample.output)));
      const isAlone = others.every(
        (other) =>
          other.length === pieces.length && other.every((piece, index) => index === at || piece === others[0][index]),
      );
      if (!isAlone) return [];
      return [{ reference, samples: samples.map(({ value }, sample) => ({ value, output: others[sample][at] })) }];
    });
    if (own.length === 0) return [];
    const around = [pieces.slice(0, at), pieces.slice(at + 1)].map((side) =>
      readText(learning, space, instance, side.join(''), true),
    );
    const [before, after] = around;
    if (!before || !after) return [];
    return readArithmetic(own, [], instance, digits).map((sum) => concatenate([...before, sum, ...after]));
  });
}

/** Text, cut around its whole numbers, which are at the odd places. */
function splitDigits(text: string): string[] {
  return text.split(/(\d+)/);
}

function splitAtValue(part: Expression, value: string, reference: Reference): Expression[] {
  if (part.kind !== 'literal' || typeof part.value !== 'string') return [part];
  return part.value
    .split(value)
    .flatMap((text, index): Expression[] => [
      ...(index > 0 ? [{ kind: 'value' as const, reference }] : []),
      { kind: 'literal', value: text },
    ]);
}

const CHECKSUM = /^checksum of (\S+) (.+)$/;

function readChecksum(learning: Learning, space: Space, instance: Instance, text: string): Expression | undefined {
  const match = CHECKSUM.exec(text);
  if (!match) return undefined;
  const name = readText(learning, space, instance, match[2] as string, false);
  return name && { kind: 'checksum', objectKind: match[1] as string, objectName: concatenate(name) };
}
