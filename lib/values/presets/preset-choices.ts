import { isRecord } from '../defaults';
import { formatPath, type PathSegment } from '../path';
import { shapesBelow } from '../rules/faults';
import type { ObjectShape, Shape } from '../shape';
import { chosenOption } from './apply-presets';
import type { PresetChoice } from './presets';

/**
 * The enums with presets in a values schema, by their place. In lists, records and unions there are none that a chart
 * could be made for: what constructs make of those is found out like everything else.
 */
export function presetChoices(root: ObjectShape): PresetChoice[] {
  const found: PresetChoice[] = [];
  const visit = (shape: Shape, segments: readonly PathSegment[]): void => {
    if (shape.kind !== 'object') return;
    for (const presets of shape.presets ?? []) {
      const isMade = shapesBelow(shape, presets.choice).every(({ kind }) => kind === 'choice');
      if (isMade) found.push({ segments: [...segments, ...presets.choice], presets });
    }
    for (const [key, child] of shape.keys) visit(child, [...segments, key]);
  };
  visit(root, []);
  return found;
}

/** The options that values have at the choices of their schema, by the choices' paths. */
export function chosenOptions(root: ObjectShape, values: unknown): Map<string, string> {
  return new Map(
    presetChoices(root).flatMap(({ segments, presets }): [string, string][] => {
      const above = segments.slice(0, segments.length - presets.choice.length);
      const shape = above.reduce<Shape | undefined>((at, key) => childOf(at, String(key)), root);
      const object = above.reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), values);
      const option = shape?.kind === 'object' ? chosenOption(shape, presets, object) : undefined;
      return option === undefined ? [] : [[formatPath(segments), option]];
    }),
  );
}

function childOf(shape: Shape | undefined, key: string): Shape | undefined {
  return shape?.kind === 'object' ? shape.keys.get(key) : undefined;
}

/** A shape in which choices have only the option that was chosen, and need not be written. */
export function decidedShape(
  shape: ObjectShape,
  chosen: ReadonlyMap<string, string>,
  parent: readonly string[] = [],
): ObjectShape {
  if (chosen.size === 0) return shape;
  const keys = new Map(
    [...shape.keys].map(([key, child]): [string, Shape] => {
      const segments = [...parent, key];
      if (child.kind === 'object') return [key, decidedShape(child, chosen, segments)];
      return [key, decided(child, chosen.get(formatPath(segments)))];
    }),
  );
  const isDecided = [...keys].every(([key, child]) => child !== shape.keys.get(key) && child.optional);
  return { ...shape, keys, ...(isDecided && keys.size > 0 && { optional: true }) };
}

function decided(shape: Shape, option: string | undefined): Shape {
  if (option === undefined || shape.kind !== 'choice') return shape;
  const { defaultValue: _, ...choice } = shape;
  return {
    ...choice,
    optional: true,
    options: [option],
    description: `The chart is made for ${option}; for another option, the chart has to be made anew.`,
  };
}
