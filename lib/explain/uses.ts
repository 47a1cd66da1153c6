import type { ChartTemplate } from '../template/node';
import type { PathSegment } from '../values/path';
import { DECIDES } from './explanation';
import { type Relation, relationTo } from './query';
import { conditionReads, expressionReads, nodeReads, type Read, spliceReads } from './reads';
import type { Site, Step } from './sites';

/** A part of the templates that depends on a value. */
export interface Use {
  readonly site: Site;
  readonly effect: string;
  /** The path of the value. */
  readonly path: readonly PathSegment[];
  readonly relation: Relation;
  /** What of the part depends on the value: its content, its key, or only whether and how often it is there. */
  readonly on: 'content' | 'key' | 'presence';
  /** Where a copy stands here, the way from the part's field to the value in it. */
  readonly rest: readonly PathSegment[];
}

/** How a part of the templates depends on the value at a path; `undefined` where it does not. */
export function useAt(site: Site, path: readonly PathSegment[], helpers: ChartTemplate['helpers']): Use | undefined {
  for (const read of contentReads(site, helpers)) {
    const relation = relationTo(path, read.steps);
    if (!relation || read.omitted?.includes(String(relation.rest[0]))) continue;
    return {
      site,
      effect: read.effect,
      path,
      relation,
      on: read.effect === KEY ? 'key' : 'content',
      rest: read.isWhole ? relation.rest : [],
    };
  }
  for (const read of site.own.flatMap(stepReads)) {
    // What is in a collection or an optional map does not decide whether there is one.
    const relation = relationTo(path, read.steps);
    if (!relation || relation.kind === 'around') continue;
    return { site, effect: read.effect, path, relation, on: 'presence', rest: [] };
  }
  return undefined;
}

const KEY = 'the key';

function contentReads({ part }: Site, helpers: ChartTemplate['helpers']): Read[] {
  switch (part.kind) {
    case 'splice':
      return spliceReads(part);
    case 'entry': {
      const keyReads = expressionReads(part.key, helpers).map((read) => ({ ...read, effect: KEY }));
      return [...nodeReads(part.value, helpers), ...keyReads];
    }
    case 'item':
      return nodeReads(part.value, helpers);
  }
}

function stepReads(step: Step): Read[] {
  switch (step.kind) {
    case 'condition':
      return conditionReads(step.condition).map(({ steps }) => ({ steps, effect: DECIDES }));
    case 'loop': {
      const { steps, shape } = step.loop.over;
      return [{ steps, effect: `once for each ${shape.kind === 'dictionary' ? 'entry' : 'element'}` }];
    }
    case 'helper':
      return [];
  }
}
