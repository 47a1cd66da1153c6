import { type Condition, negate } from '../template/condition';
import type { Expression } from '../template/expression';
import { includedParts } from '../template/included-parts';
import type { ChartTemplate, Entry, Item, Loop, Part, Sequence, Splice, TemplateNode } from '../template/node';
import { type FieldStep, fieldOfEntry, fieldOfItem, fieldOfSplice } from './field-path';
import { scalarAt } from './scalar-at';

/** What lies on the way from the top of a template to a part of it. */
export type Step =
  /** The part is there only if this holds. */
  | { readonly kind: 'condition'; readonly condition: Condition }
  /** The part is there once for each element. */
  | { readonly kind: 'loop'; readonly loop: Loop<Entry | Item> }
  /** The part is in a named template, outside of all loops. */
  | { readonly kind: 'helper'; readonly name: string };

/** An object of the chart, as its template has it. */
export interface TemplateObject {
  readonly kind: string;
  readonly name: Expression;
  readonly way: readonly Step[];
}

/** A part of a template, and where it stands. */
export interface Site {
  readonly object: TemplateObject;
  /** The field of the object; empty for the object itself. */
  readonly field: readonly FieldStep[];
  /** The way to the entry or item that this part is in. */
  readonly outer: readonly Step[];
  /** The way from there. */
  readonly own: readonly Step[];
  readonly part: Entry | Item | Splice;
}

type Place = Omit<Site, 'part'>;

/** All the parts of a chart's templates that have a line of their own, each with its place. */
export function sitesOf(template: ChartTemplate): Site[] {
  return walk(template.objects, [], (item, way) => {
    if (item.kind !== 'item') return [];
    const object = { kind: literalAt(item.value, ['kind']), name: nameOf(item.value), way };
    const site: Site = { object, field: [], outer: [], own: way, part: item };
    return [site, ...sitesInNode(item.value, { object, field: [], outer: way, own: [] }, template)];
  });
}

function sitesInNode(node: TemplateNode, place: Place, template: ChartTemplate): Site[] {
  switch (node.kind) {
    case 'mapping':
      return sitesInMapping(node.parts, place, template);
    case 'sequence':
      return sitesInSequence(node, place, template);
    default:
      return [];
  }
}

function sitesInSequence(node: Sequence, place: Place, template: ChartTemplate): Site[] {
  return walk<Item, Site>(node.parts, place.own, (part, own) => {
    if (part.kind === 'included') {
      const block = { ...node, parts: includedParts<Item>(part, template) };
      return sitesInSequence(block, { ...place, own: [...own, { kind: 'helper', name: part.helper }] }, template);
    }
    const step = part.kind === 'item' ? fieldOfItem(part, node, place.field.at(-1)) : fieldOfSplice(part);
    return sitesAt(part, { ...place, own, field: [...place.field, step] }, template);
  });
}

function sitesInMapping(parts: readonly Part<Entry>[], place: Place, template: ChartTemplate): Site[] {
  return walk<Entry, Site>(parts, place.own, (part, own) => {
    if (part.kind === 'included') {
      const inside: readonly Step[] = [...own, { kind: 'helper', name: part.helper }];
      return sitesInMapping(includedParts<Entry>(part, template), { ...place, own: inside }, template);
    }
    const step = part.kind === 'entry' ? fieldOfEntry(part) : fieldOfSplice(part);
    return sitesAt(part, { ...place, own, field: [...place.field, step] }, template);
  });
}

function sitesAt(part: Site['part'], place: Place, template: ChartTemplate): Site[] {
  if (part.kind === 'splice') {
    // Where there is nothing to copy, nothing is there.
    const isFilled = holding({ kind: 'truthy', reference: part.reference });
    return [{ ...place, own: [...place.own, isFilled], part }];
  }
  const site: Site = { ...place, part };
  return [site, ...sitesInNode(part.value, { ...place, outer: [...place.outer, ...place.own], own: [] }, template)];
}

type Whole<P> = Exclude<Part<P>, { readonly kind: 'conditional' | 'loop' }>;

/** Visits parts, each with the conditions and loops that it is in. */
function walk<P extends Entry | Item, Result>(
  parts: readonly Part<P>[],
  way: readonly Step[],
  visit: (part: Whole<P>, way: readonly Step[]) => Result[],
): Result[] {
  return parts.flatMap((part) => {
    if (part.kind === 'loop') return walk(part.parts, [...way, { kind: 'loop', loop: part as Loop<P> }], visit);
    if (part.kind !== 'conditional') return visit(part as Whole<P>, way);
    const { branches, otherwise } = part;
    const passed = (count: number) => branches.slice(0, count).map(({ when }) => holding(negate(when)));
    return [
      ...branches.flatMap(({ when, parts: inside }, index) =>
        walk(inside, [...way, ...passed(index), holding(when)], visit),
      ),
      ...walk(otherwise, [...way, ...passed(branches.length)], visit),
    ];
  });
}

function holding(condition: Condition): Step {
  return { kind: 'condition', condition };
}

function nameOf(object: TemplateNode): Expression {
  return scalarAt(object, ['metadata', 'name']) ?? { kind: 'literal', value: '' };
}

function literalAt(node: TemplateNode, keys: readonly string[]): string {
  const expression = scalarAt(node, keys);
  return expression?.kind === 'literal' ? String(expression.value) : '';
}
