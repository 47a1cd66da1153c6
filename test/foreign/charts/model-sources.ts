import { ApiObject } from 'cdk8s';
import { z } from 'zod';
import { foreignChart } from '../foreign-chart';

const source = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('s3'),
    bucket: z.string(),
    prefix: z.string().default(''),
    region: z.string().optional(),
  }),
  z.object({ type: z.literal('http'), url: z.string(), headers: z.record(z.string(), z.string()).default({}) }),
  z.object({ type: z.literal('volume'), claim: z.string(), readOnly: z.boolean().default(true) }),
  z.object({ type: z.literal('none') }),
]);

/** Discriminated unions, alone, in records and in lists; what is nullable; defaults deep inside. */
export const modelSources = foreignChart({
  name: 'model-sources',
  values: z.object({
    main: source.default({ type: 'none' }),
    fallback: source.nullable().default(null),
    adapters: z.record(z.string(), z.object({ source, weight: z.number().min(0).max(1).default(0.5) })).default({}),
    mirrors: z.array(source).default([]),
    retry: z
      .object({
        attempts: z.int().min(0).default(3),
        delay: z
          .object({
            seconds: z.number().default(1.5),
            jitter: z.object({ enabled: z.boolean().default(true) }).prefault({}),
          })
          .prefault({}),
      })
      .prefault({}),
  }),
  environments: {
    dev: { main: { type: 's3', bucket: 'models' }, mirrors: [{ type: 'none' }] },
    prod: {
      main: { type: 'volume', claim: 'models' },
      fallback: { type: 'http', url: 'https://example.com/model', headers: { Accept: '*/*' } },
      adapters: { tone: { source: { type: 's3', bucket: 'adapters', prefix: 'tone/' } } },
      mirrors: [
        { type: 's3', bucket: 'eu', region: 'eu-west-1' },
        { type: 'http', url: 'https://example.com/mirror' },
      ],
    },
  },
  constructs: (chart, values) => {
    const described = (value: z.output<typeof source>): object => {
      switch (value.type) {
        case 's3':
          return { uri: `s3://${value.bucket}/${value.prefix}`, region: value.region };
        case 'http':
          return {
            uri: value.url,
            headers: Object.entries(value.headers).map(([name, text]) => ({ name, value: text })),
          };
        case 'volume':
          return { claim: { name: value.claim, readOnly: value.readOnly } };
        case 'none':
          return { disabled: true };
      }
    };
    new ApiObject(chart, 'model', {
      apiVersion: 'example.com/v1',
      kind: 'Model',
      spec: {
        source: described(values.main),
        ...(values.fallback && { fallback: described(values.fallback) }),
        adapters: Object.entries(values.adapters).map(([name, adapter]) => ({
          name,
          weight: adapter.weight,
          ...described(adapter.source),
        })),
        mirrors: values.mirrors.map(described),
        retry: {
          attempts: values.retry.attempts,
          delaySeconds: values.retry.delay.seconds,
          ...(values.retry.delay.jitter.enabled && { jitter: 'full' }),
        },
      },
    });
  },
});
