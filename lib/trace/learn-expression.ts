import { evaluateExpression } from '../template/evaluate';
import { type Call, type Expression, expressionKey } from '../template/expression';
import { resolveReference } from '../template/reference';
import { expressionCandidates, type ScalarOutput } from './expression-candidates';
import type { Alternative } from './learn-conditional';
import { type Learning, scopeOf, union, type Variant } from './learning';
import { Mask } from './mask';
import { mergeFallbacks } from './merge-fallbacks';
import { shapeAt } from './place';
import type { Deciding } from './read-arithmetic';
import { reckon } from './reckon';
import type { Instance, Space } from './space';
import { changedExpressions, isToldCall, withChangedParts, withoutTrims } from './told-changes';
import { SUFFIX_START } from './traced-release';

/** Where so many expressions would stand at one place, none of them is what the constructs do there. */
const MAX_ALTERNATIVES = 20;

/** Of so many, most could still turn out to be needless. */
const MAX_FOUND = 80;

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

  /** What else gives the output of an instance. */
  const changed = (expressions: readonly Expression[], index: number): Expression[] => {
    const output = outputs[index];
    if (typeof output !== 'string') return [];
    return changedExpressions(learning, space.instances[index] as Instance, expressions, output);
  };

  const decidingTexts = [...deciding.values()].map(({ reference }): Expression => ({ kind: 'value', reference }));

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
      const own = expressionCandidates(learning, space, space.instances[index], variant.output, deciding).flatMap(
        (candidate) => withFunctions(candidate, functions),
      );
      const texts = [...alternatives.map(({ what }) => what), ...own, ...decidingTexts];
      const found = [...own, ...changed(texts, index)];
      const shortest = bestCandidate(found, coverOf, open);
      const reckoned = reckon(learning, {
        ...{ space, domain, outputs, index, shortest, covered: coverOf(shortest) },
        deciding: [...deciding.values()].map(({ reference }) => reference),
      });
      const best = reckoned.length === 0 ? shortest : bestCandidate([shortest, ...reckoned], coverOf, open);
      for (const call of callsIn(best)) for (const part of argumentsOf(call)) functions.set(expressionKey(part), call);
      alternatives.push({ what: best, mask: coverOf(best) });
      open = open.without(coverOf(best));
      // The parts of a text are simple where it was cut in the right way.
      if (alternatives.length > (learning.cuts > 0 ? MAX_ALTERNATIVES : MAX_FOUND)) {
        learning.doubts++;
        return [{ what: alternatives[0].what, mask: domain }];
      }
    }
  }
  const others = alternatives.flatMap(({ what, mask }) => {
    const rest = domain.without(mask);
    return rest.isEmpty() ? [] : changed([what], rest.first());
  });
  const needed = withoutNeedless([...others.map((what) => ({ what, mask: coverOf(what) })), ...alternatives]);
  if (needed.length > MAX_ALTERNATIVES) {
    learning.doubts++;
    return [{ what: needed[0].what, mask: domain }];
  }
  return mergeFallbacks(space, simplified(needed, coverOf));
}

/** The alternatives without what a text does not need to lose at its ends where none of the others is right. */
function simplified(
  alternatives: readonly Alternative<Expression>[],
  coverOf: (expression: Expression) => Mask,
): Alternative<Expression>[] {
  return alternatives.map((alternative) => {
    const own = alternatives.reduce(
      (rest, other) => (other === alternative ? rest : rest.without(other.mask)),
      alternative.mask,
    );
    const [what] = withoutTrims(alternative.what);
    return alternatives.length > 1 && coverOf(what).contains(own) ? { what, mask: coverOf(what) } : alternative;
  });
}

/** The functions of values in an expression. */
function callsIn(expression: Expression): Call[] {
  if (expression.kind === 'call') return isToldCall(expression) ? [] : [expression];
  if (expression.kind === 'json' && expression.reference.shape.kind === 'text') {
    return [{ kind: 'call', function: 'jsonEscape', argument: { kind: 'value', reference: expression.reference } }];
  }
  return expression.kind === 'concatenation' ? expression.parts.flatMap(callsIn) : [];
}

/** An expression, with the functions first that its values went through in others at the same place. */
function withFunctions(expression: Expression, functions: ReadonlyMap<string, Call>): Expression[] {
  return withChangedParts(expression, (part) => functions.get(expressionKey(part)) ?? part);
}

/** What a function is called with, and what is called for that, down to the value. */
function argumentsOf({ argument }: Call): Expression[] {
  return argument.kind === 'call' ? [argument, ...argumentsOf(argument)] : [argument];
}

function bestCandidate(
  found: readonly Expression[],
  coverOf: (expression: Expression) => Mask,
  open: Mask,
): Expression {
  let best = found[0] as Expression;
  let bestCount = -1;
  for (const expression of found) {
    const count = coverOf(expression).countCommon(open);
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
