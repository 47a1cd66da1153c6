import { ApiObject, type Chart } from 'cdk8s';
import { z } from 'zod';
import { type ChartDefinition, defineChart } from '../../lib';

/** Whether the parts of a synthetic chart have an object each, or are all in one. */
export type SyntheticForm = 'many objects' | 'one object';

export const SYNTHETIC_FORMS: readonly SyntheticForm[] = ['many objects', 'one object'];

/** Values of every kind that a part of a synthetic chart has. */
export const LEAVES_PER_PART = 10;

const part = z
  .object({
    enabled: z.boolean().default(true),
    debug: z.boolean().default(false),
    image: z.string().default('registry.example.com/part'),
    schedule: z.string().optional(),
    note: z.string().default(''),
    replicas: z.int().min(1).default(1),
    port: z.int().min(1).max(65535).default(8080),
    tier: z.enum(['front', 'back', 'batch']).default('back'),
    args: z.array(z.string()).default([]),
    labels: z.record(z.string(), z.string()).default({}),
  })
  .prefault({});

type Part = z.output<typeof part>;

/**
 * A chart whose values are so many leaves, ten to a part: text that is copied and text that is joined, switches, a choice,
 * numbers, a list and a dictionary. What each part gives is the same, however many there are.
 */
export function syntheticChart(leaves: number, form: SyntheticForm): ChartDefinition {
  const names = Array.from({ length: leaves / LEAVES_PER_PART }, (_, index) => `part${index}`);
  const values = z.object(Object.fromEntries(names.map((name) => [name, part])));
  return defineChart({
    metadata: { name: 'synthetic', version: '1.0.0', description: 'A chart of any size' },
    values,
    constructs: (scope, given) => {
      const parts = Object.entries(given as Readonly<Record<string, Part>>);
      if (form === 'one object') {
        const fields = parts.flatMap(([name, one]) => (one.enabled ? [[name, fieldsOf(one)]] : []));
        object(scope, 'whole', Object.fromEntries(fields));
      } else {
        for (const [name, one] of parts) if (one.enabled) object(scope, name, fieldsOf(one));
      }
    },
  }) as unknown as ChartDefinition;
}

function object(scope: Chart, id: string, spec: object): void {
  new ApiObject(scope, id, { apiVersion: 'example.com/v1', kind: 'Part', spec });
}

function fieldsOf({ enabled: _, ...one }: Part): object {
  return {
    replicas: one.debug ? 1 : one.replicas,
    strategy: one.tier === 'batch' ? { type: 'Recreate' } : { type: 'RollingUpdate', port: one.port },
    ...(one.schedule !== undefined && { schedule: one.schedule }),
    ...(one.note && { annotations: { note: `${one.tier}: ${one.note}` } }),
    labels: { tier: one.tier, ...one.labels },
    container: {
      image: one.image,
      args: [...one.args, ...(one.debug ? ['--debug'] : [])],
      env: [{ name: 'PORT', value: String(one.port) }],
    },
  };
}
