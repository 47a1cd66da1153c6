import { ApiObject } from 'cdk8s';
import { z } from 'zod';
import { foreignChart } from '../foreign-chart';

const open = z.looseObject({ name: z.string().default('main') });

/** Structures that are passed on whole, beside and inside of others. */
export const passedStructures = foreignChart({
  name: 'passed-structures',
  values: z.object({
    nodeSelector: z.record(z.string(), z.string()).default({}),
    tolerations: z.array(z.record(z.string(), z.union([z.string(), z.int()]))).default([]),
    affinity: z.record(z.string(), z.any()).default({}),
    extra: open.prefault({}),
    numbers: z.array(z.number()).default([]),
    flags: z.array(z.boolean()).default([]),
    matrix: z.array(z.array(z.string())).default([]),
    table: z.record(z.string(), z.record(z.string(), z.number())).default({}),
    anything: z.any().optional(),
  }),
  environments: {
    dev: {},
    prod: {
      nodeSelector: { 'kubernetes.io/arch': 'arm64' },
      tolerations: [{ key: 'gpu', operator: 'Exists', tolerationSeconds: 30 }],
      affinity: { nodeAffinity: { required: [{ weight: 1, list: ['a', 2, null, true] }] } },
      extra: { name: 'other', more: { deep: [1.5, 'x'] } },
      numbers: [1, 2.5],
      flags: [true],
      matrix: [['a', 'b'], ['c']],
      table: { a: { b: 1 } },
      anything: [1, { two: 'three' }],
    },
  },
  constructs: (chart, values) => {
    new ApiObject(chart, 'whole', {
      apiVersion: 'example.com/v1',
      kind: 'Whole',
      metadata: { annotations: { ...values.nodeSelector, fixed: 'yes' } },
      spec: {
        nodeSelector: values.nodeSelector,
        tolerations: [...values.tolerations, { key: 'always', operator: 'Exists' }],
        affinity: values.affinity,
        extra: values.extra,
        numbers: values.numbers,
        flags: values.flags.length > 0 ? values.flags : undefined,
        matrix: values.matrix,
        rows: values.matrix.map((row) => ({ cells: row, text: row.join(' ') })),
        table: values.table,
        anything: values.anything,
      },
    });
  },
});
