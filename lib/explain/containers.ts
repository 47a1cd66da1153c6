import type { Condition } from '../template/condition';
import { referenceKey } from '../template/reference';
import type { Site } from './sites';
import type { Use } from './uses';

/**
 * Uses, by the field that they are at, without those of maps and lists that are only there because something in them is:
 * what is in them tells more.
 */
export function withoutContainers(fields: readonly (readonly Use[])[]): (readonly Use[])[] {
  const sites = fields.flat().map(({ site }) => site);
  return fields.filter(
    (uses) =>
      uses.some(({ on }) => on !== 'presence') ||
      !uses.some(({ site }) => isContainer(site) && sites.some((inner) => isInside(inner, site))),
  );
}

/** Whether a part is there where any of several conditions holds, or where a collection that fills it is not empty. */
function isContainer(site: Site): boolean {
  return site.own.some(
    (step) => step.kind === 'condition' && (step.condition.kind === 'or' || isFilled(step.condition, site)),
  );
}

function isFilled(condition: Condition, { part }: Site): boolean {
  if (condition.kind !== 'truthy' || part.kind !== 'entry') return false;
  if (part.value.kind !== 'sequence' && part.value.kind !== 'mapping') return false;
  const [content, ...others] = part.value.parts;
  const over = content?.kind === 'loop' ? content.over : content?.kind === 'splice' ? content.reference : undefined;
  return others.length === 0 && over !== undefined && referenceKey(over) === referenceKey(condition.reference);
}

function isInside(inner: Site, outer: Site): boolean {
  return (
    inner.object === outer.object &&
    inner.field.length > outer.field.length &&
    outer.field.every((step, index) => step === inner.field[index])
  );
}
