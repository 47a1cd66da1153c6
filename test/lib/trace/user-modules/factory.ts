import { ApiObject, type Chart } from 'cdk8s';
import { z } from 'zod';

export const factoryValues = z.object({ mode: z.string().default('x'), modes: z.array(z.string()).default([]) });
type Values = z.output<typeof factoryValues>;

/** Makes constructs that use what the functions around them declare, and not what these do otherwise. */
export function makeConstructs(name: string): (scope: Chart, values: Values) => void {
  const known = ['local', 'table'];
  const isKnown = (mode: string): boolean => known.includes(mode) || mode === 'asked in another function';
  if (name === 'not run by the constructs') throw new RangeError('told');

  function specOf(values: Values): { mode: boolean; modes: string[] } {
    const read = (what: 'mode') => isKnown(values[what]);
    if (name === 'beside what reads') return { mode: false, modes: [] };
    return { mode: read('mode'), modes: values.modes.filter((mode) => mode !== 'filtered') };
  }

  const modesOf = ({ modes }: Values) => modes.map((mode) => (mode === 'compared in an arrow' ? 'a' : 'b'));
  return (scope, values) =>
    void new ApiObject(scope, name, {
      ...{ apiVersion: 'v1', kind: 'Example' },
      spec: { ...specOf(values), more: modesOf(values) },
    });
}
