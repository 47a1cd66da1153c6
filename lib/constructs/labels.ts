import { z } from 'zod';
import { notOneOf } from './pass-through';
import { textOfForm } from './text-form';

const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;
const LABEL_VALUE_EXPECTED =
  'a Kubernetes label value: at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit';

/** The labels that select pods. A Deployment's selector is immutable, so nothing else may set them. */
export const SELECTOR_LABELS = ['app.kubernetes.io/name', 'app.kubernetes.io/instance'] as const;

/** The label that sets several services of one chart apart. */
export const COMPONENT_LABEL = 'app.kubernetes.io/component';

/** The label that the pods of a service and those of its hooks share, by its name. */
export const MEMBER_LABEL = 'app.kubernetes.io/part-of';

/** The component that the pods of all hooks say they are. */
export const HOOK_COMPONENT = 'hook';

/** The labels that say which model an object belongs to. */
export const MODEL_LABELS = ['model-name', 'model-version', 'model-framework'] as const;

/** The labels that every object of the service carries. */
export const OBJECT_LABELS = [
  'helm.sh/chart',
  ...SELECTOR_LABELS,
  'app.kubernetes.io/version',
  'app.kubernetes.io/managed-by',
  ...MODEL_LABELS,
] as const;

/** Text that fits a label: empty, or at most 63 characters. */
export function labelValue(): z.ZodString {
  return textOfForm(LABEL_VALUE, LABEL_VALUE_EXPECTED, { max: 63 });
}

/** Labels that come from values. @param taken labels that the construct sets itself @default {} */
export function labels(taken: readonly string[]) {
  return z.record(notOneOf(z.string().min(1), taken), labelValue()).default({});
}

/** Annotations that come from values. @param taken annotations that the construct sets itself @default {} */
export function annotations(taken: readonly string[] = []) {
  return z.record(notOneOf(z.string().min(1), taken), z.string()).default({});
}
