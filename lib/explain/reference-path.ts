import type { ReferenceStep } from '../template/reference';
import { formatSetPath } from '../values/set-path';

/** A value as templates refer to it, in the form of `helm --set`; what a loop is at is `[]`: `ingress.hosts[].host`. */
export function referencePath(steps: readonly ReferenceStep[]): string {
  return steps.reduce<string>((text, step) => {
    if (typeof step === 'string') return `${text}${text === '' ? '' : '.'}${formatSetPath([step])}`;
    return 'index' in step ? `${text}[${step.index}]` : `${text}[]`;
  }, '');
}
