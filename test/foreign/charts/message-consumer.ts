import { ApiObject } from 'cdk8s';
import { z } from 'zod';
import { foreignChart } from '../foreign-chart';

const labels = z.record(z.string(), z.string()).default({});

/** Everything that is made of text: labels over labels, names out of other names, credentials, lists in one variable. */
export const messageConsumer = foreignChart({
  name: 'message-consumer',
  values: z.object({
    image: z.string().default('registry.example.com/consumer:1'),
    schemaRegistry: z.string().default('').describe('URL; empty: none.'),
    topic: z.string().default('orders/created'),
    commonLabels: labels,
    podLabels: labels,
    brokers: z
      .array(z.object({ host: z.string(), port: z.int().min(1).max(65535).default(9092) }))
      .default([{ host: 'kafka-0', port: 9092 }]),
    options: z.record(z.string(), z.string()).default({ acks: 'all' }),
    registry: z
      .object({ host: z.string(), user: z.string(), password: z.string() })
      .optional()
      .describe('Left out, the image is public.'),
  }),
  environments: {
    dev: { podLabels: { tier: 'dev' } },
    prod: {
      commonLabels: { tier: 'backend', team: 'orders' },
      podLabels: { tier: 'consumer' },
      brokers: [
        { host: 'kafka-0.kafka', port: 9092 },
        { host: 'kafka-1.kafka', port: 9093 },
      ],
      image: 'registry.example.com/consumer@sha256:0000000000000000000000000000000000000000000000000000000000000001',
      schemaRegistry: 'https://schemas.example.com/',
      registry: { host: 'registry.example.com', user: 'puller', password: 'secret' },
    },
  },
  constructs: (chart, { image, schemaRegistry, topic, commonLabels, podLabels, brokers, options, registry }) => {
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const servers = brokers.map(({ host, port }) => `${host}:${port}`).join(',');
    new ApiObject(chart, 'pod', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { annotations: { app: 'consumer', ...commonLabels, ...podLabels } },
      spec: {
        ...(registry && { imagePullSecrets: [{ name: 'registry' }] }),
        containers: [
          {
            name: 'consumer',
            image: image.includes('@') || image.includes(':') ? image : `${image}:latest`,
            imagePullPolicy: image.endsWith(':latest') || !image.includes(':') ? 'Always' : 'IfNotPresent',
            env: [
              { name: 'KAFKA_BROKERS', value: servers },
              { name: 'KAFKA_GROUP', value: `consumer-${topic.toLowerCase().replaceAll('/', '-')}` },
              ...(schemaRegistry ? [{ name: 'SCHEMA_REGISTRY', value: schemaRegistry.replace(/\/$/, '') }] : []),
              ...(schemaRegistry.startsWith('https://') ? [{ name: 'SCHEMA_REGISTRY_TLS', value: 'true' }] : []),
              ...brokers.map(({ host }, index) => ({ name: `KAFKA_HOST_${index}`, value: host })),
              ...Object.entries(options).map(([name, value]) => ({
                name: `KAFKA_${name.toUpperCase().replaceAll('.', '_')}`,
                value,
              })),
            ],
            args: [
              `--url=kafka://${servers}/${topic}`,
              `--options=${Object.entries(options)
                .map(([name, value]) => `${name}=${value}`)
                .join(';')}`,
            ],
          },
        ],
      },
    });
    if (!registry) return;
    const { host, user, password } = registry;
    const auths = { [host]: { username: user, password, auth: base64(`${user}:${password}`) } };
    new ApiObject(chart, 'registry', {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'registry' },
      type: 'kubernetes.io/dockerconfigjson',
      data: { '.dockerconfigjson': base64(JSON.stringify({ auths })) },
    });
  },
});
