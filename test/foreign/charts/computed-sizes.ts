import { ApiObject } from 'cdk8s';
import { z } from 'zod';
import { foreignChart } from '../foreign-chart';

/** Arithmetic on whole numbers, comparisons with constants, text that is put together of everything. */
export const computedSizes = foreignChart({
  name: 'computed-sizes',
  values: z.object({
    gpus: z.int().min(0).max(8).default(1),
    modelGibibytes: z.int().min(1).max(2000).default(14),
    headroom: z.int().min(0).default(2),
    ports: z.object({ first: z.int().min(1024).max(60000).default(8000) }).prefault({}),
    ratio: z.number().min(0).max(1).default(0.9),
    offset: z.int().default(0),
    region: z.string().default('eu'),
    stage: z.enum(['dev', 'staging', 'production']).default('dev'),
  }),
  environments: { dev: {}, prod: { gpus: 4, stage: 'production', modelGibibytes: 140, offset: -3 } },
  constructs: (chart, values) => {
    const { gpus, modelGibibytes, headroom, ports, ratio, offset, region, stage } = values;
    new ApiObject(chart, 'sizes', {
      apiVersion: 'example.com/v1',
      kind: 'Sizes',
      spec: {
        memory: `${2 * modelGibibytes + headroom}Gi`,
        total: modelGibibytes + headroom + 4 * gpus + 1,
        least: Math.min(modelGibibytes, headroom),
        most: String(Math.max(modelGibibytes, headroom)),
        ports: { http: ports.first, grpc: ports.first + 1, metrics: ports.first + 100 },
        size: gpus === 0 ? 'cpu' : gpus < 2 ? 'small' : gpus < 5 ? 'medium' : 'large',
        ratio,
        shifted: offset - 10,
        address: `${stage === 'production' ? '' : `${stage}.`}${region}.example.com:${ports.first}`,
        flags: [`--utilization=${ratio}`, `--stage=${stage}`],
      },
    });
  },
});
