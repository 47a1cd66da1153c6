import type { z } from 'zod';
import { isRecord, withDefaults } from '../values/defaults';
import { isComplete, withPreset } from '../values/presets/apply-presets';
import type { PartOf } from '../values/presets/with-presets';
import { type ObjectShape, type Shape, shapeOf } from '../values/shape';
import {
  type InferenceServiceProps,
  type InferenceServiceValues,
  inferenceServiceValues,
} from './inference-service-values';

/**
 * The values with what follows from the server and the defaults for all that is left out. A section that is complete
 * stays as it is, whatever else is left out: what is missing in it was removed.
 */
export function completeValues(props: InferenceServiceProps): InferenceServiceValues {
  return completed(inferenceServiceValues, props) as InferenceServiceValues;
}

/** The same for values of any schema. */
export function completed(schema: z.ZodObject, props: object): unknown {
  const shape = shapeOf(schema) as ObjectShape;
  const written = props as Readonly<Record<string, unknown>>;
  const preset = withPreset(shape, written);
  const values = [...shape.keys].map(([key, child]) => {
    const isWhole = written[key] !== undefined && isComplete(child, written[key]);
    return [key, withDefaults(child, isWhole ? written[key] : preset[key])];
  });
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** The part of complete values that somebody has written, or that the values of a chart have. */
export function writtenValues(values: InferenceServiceValues, props: InferenceServiceProps) {
  return writtenPart(shapeOf(inferenceServiceValues), values, props) as PartOf<InferenceServiceValues>;
}

function writtenPart(shape: Shape | undefined, value: unknown, written: unknown): unknown {
  if (!isRecord(value) || !isRecord(written)) return value;
  const object = shape?.kind === 'object' ? shape : undefined;
  if (object && isComplete(object, written)) return value;
  const part: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    if (written[key] !== undefined) part[key] = writtenPart(object?.keys.get(key), value[key], written[key]);
  }
  return part;
}
