import { z } from 'zod';
import { textOfForm } from './text-form';

const QUANTITY = /^[0-9]+(\.[0-9]+)?([numkMGTPE]|[KMGTPE]i|[eE][0-9]+)?$/;
const EXPECTED = 'a Kubernetes quantity, such as 500m, 2, 512Mi or 10Gi';

/** A Kubernetes quantity as text, for sizes: `10Gi`. */
export function sizeQuantity(): z.ZodString {
  return textOfForm(QUANTITY, EXPECTED);
}

/** A Kubernetes quantity as text or a number, for resources: `500m`, `2`, `4Gi`. */
export function resourceQuantity() {
  return z.union([sizeQuantity(), z.number().min(0)]);
}
