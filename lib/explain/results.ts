import { evaluateExpression, type Scope, withoutOmitted } from '../template/evaluate';
import { type LoopPosition, resolveReference } from '../template/reference';
import { valueAt } from '../trace/place';
import { isRecord } from '../values/defaults';
import type { PathSegment } from '../values/path';
import { formatSetPath } from '../values/set-path';
import type { PlaceResult } from './explanation';
import { occurrences } from './occurrences';
import { isAt, relationTo } from './query';
import { conditionReads, type Read } from './reads';
import { simplifyWay } from './simplify-way';
import type { Site } from './sites';
import type { Use } from './uses';

/** The templates with the values and the release of an environment. */
export interface Rendering extends Scope {
  readonly environment: string;
}

/** A part of the templates that gives a field, and the way from there to the field where it is inside of a copy. */
export interface FieldContent {
  readonly site: Site;
  readonly rest: readonly PathSegment[];
}

/** What is in an environment at the field of a use, whichever of the alternatives it is. */
export function resultAt(alternatives: readonly FieldContent[], use: Use, rendering: Rendering): PlaceResult {
  const { environment, values } = rendering;
  const found = alternatives.flatMap(({ site, rest }) =>
    occurrences([...site.outer, ...site.own], values)
      .positions.filter((position) => isAt(position, use.relation))
      .map((position) => ({ content: contentOf(site, rest, use.on, rendering, position), isCopy: isCopy(site) })),
  );
  const there = found.filter(({ content, isCopy }) => content !== undefined || !isCopy);
  if (there.length === 0) return { environment, count: 0, reason: reasonOf(use, values) };
  const contents = there.flatMap(({ content }) => (content === undefined ? [] : [content]));
  return { environment, count: there.length, ...(contents.length === there.length && { values: contents }) };
}

/** Why a part is not there: because of the value itself, if that is one of the reasons. */
function reasonOf({ site, path }: Use, values: unknown): string {
  const way = simplifyWay([...site.outer, ...site.own]);
  const onValue = way.filter((step) => {
    const reads = step.kind === 'condition' ? conditionReads(step.condition) : [];
    return reads.some(({ steps }) => relationTo(path, steps)) && !reads.some(isInLoop);
  });
  for (const steps of [onValue, way]) {
    const result = occurrences(steps, values);
    if (result.reason !== undefined) return result.reason;
  }
  return `${formatSetPath(path)} is not set`;
}

function isInLoop({ steps }: Pick<Read, 'steps'>): boolean {
  return steps.some((step) => typeof step !== 'string' && 'loop' in step);
}

/** Whether a part of the values stands at a place as it is. */
function isCopy({ part }: Site): boolean {
  return part.kind === 'splice' || part.value.kind === 'copy';
}

/** What stands at a place, as far as it is a scalar or a copy of values. */
function contentOf(
  { part }: Site,
  rest: readonly PathSegment[],
  on: Use['on'],
  rendering: Rendering,
  position: LoopPosition,
): unknown {
  const { values } = rendering;
  if (part.kind === 'splice') {
    const copied = resolveReference(part.reference, values, position);
    return valueAt(isRecord(copied) ? withoutOmitted(part, copied, values, position) : copied, rest);
  }
  if (on === 'key' && part.kind === 'entry') return evaluateExpression(part.key, rendering, position);
  if (part.value.kind === 'copy') return valueAt(resolveReference(part.value.reference, values, position), rest);
  return part.value.kind === 'scalar' ? evaluateExpression(part.value.expression, rendering, position) : undefined;
}
