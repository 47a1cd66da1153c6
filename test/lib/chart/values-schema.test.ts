import { z } from 'zod';
import { valuesYaml } from '../../../lib/chart/values-file';
import { type ValuesSchemaProps, valuesJsonSchema } from '../../../lib/chart/values-schema';
import { ChartDefinitionError } from '../../../lib/errors';
import { yamlDocument } from '../../../lib/template/yaml';
import { withDefaults } from '../../../lib/values/defaults';
import { type ObjectShape, shapeOf } from '../../../lib/values/shape';
import { schemaProblems } from '../../equality/schema-problems';
import { helmBinary } from '../../helm/binaries';
import { runHelm } from '../../helm/run-helm';
import { temporaryChart } from '../../helm/temporary-chart';

function schemaOf(schema: z.ZodObject, props: Partial<ValuesSchemaProps> = {}) {
  return valuesJsonSchema({ chart: 'demo', shape: shapeOf(schema) as ObjectShape, ...props });
}

test('says what the values schema says, closed at every level', () => {
  const schema = z.object({
    replicaCount: z.int().min(1).max(100).default(3).describe('Number of pods.'),
    image: z.object({
      tag: z
        .string()
        .regex(/^v\d+$/)
        .optional(),
    }),
    minAvailable: z.union([z.int32().min(0), z.string()]).optional(),
    podLabels: z.record(z.string().max(63), z.string()).default({}),
    hosts: z
      .array(z.object({ host: z.string(), tls: z.boolean().default(false) }))
      .min(1)
      .optional(),
    port: z.int32().min(1).max(65535).nullable().default(null).describe('Port, if any.'),
  });
  expect(schemaOf(schema)).toMatchInlineSnapshot(`
{
  "$schema": "http://json-schema.org/draft-07/schema#",
  "additionalProperties": false,
  "allOf": [
    {
      "$ref": "#/definitions/portable",
    },
  ],
  "definitions": {
    "copied": {
      "additionalProperties": {
        "$ref": "#/definitions/copiedContent",
      },
      "description": "Lists and maps that are copied as YAML: text in them does not end in a blank line, nor in a space beyond ASCII.",
      "items": {
        "$ref": "#/definitions/copiedContent",
      },
    },
    "copiedContent": {
      "additionalProperties": {
        "$ref": "#/definitions/copiedContent",
      },
      "anyOf": [
        {
          "pattern": "^$|[^\\n   -   　]$",
        },
        {
          "not": {
            "pattern": "(?:(?:^|\\n)[ \\t]*\\n|[   -   　])$",
          },
        },
      ],
      "items": {
        "$ref": "#/definitions/copiedContent",
      },
    },
    "portable": {
      "additionalProperties": {
        "$ref": "#/definitions/portable",
      },
      "anyOf": [
        {
          "pattern": "^[^<]*$",
        },
        {
          "not": {
            "pattern": "<no value>",
          },
        },
      ],
      "description": "Text and keys that Helm carries unchanged from a values file into an object.",
      "items": {
        "$ref": "#/definitions/portable",
      },
      "pattern": "^[^-  ￾￿]*$",
      "propertyNames": {
        "anyOf": [
          {
            "pattern": "^[^<]*[^<_r]$",
          },
          {
            "not": {
              "pattern": "^(?:<<|__proto__|constructor)$|<no value>",
            },
          },
        ],
        "maxLength": 1000,
        "minLength": 1,
        "pattern": "^[^-  ￾￿]*$",
      },
    },
  },
  "properties": {
    "global": {
      "description": "Values that a parent chart shares with its subcharts.",
      "type": "object",
    },
    "hosts": {
      "allOf": [
        {
          "$ref": "#/definitions/copied",
        },
      ],
      "items": {
        "additionalProperties": false,
        "properties": {
          "host": {
            "type": "string",
          },
          "tls": {
            "default": false,
            "type": "boolean",
          },
        },
        "required": [
          "host",
          "tls",
        ],
        "type": "object",
      },
      "minItems": 1,
      "type": "array",
    },
    "image": {
      "additionalProperties": false,
      "properties": {
        "tag": {
          "pattern": "^v\\d+$",
          "type": "string",
        },
      },
      "type": "object",
    },
    "minAvailable": {
      "anyOf": [
        {
          "maximum": 2147483647,
          "minimum": 0,
          "type": "integer",
        },
        {
          "type": "string",
        },
      ],
    },
    "podLabels": {
      "additionalProperties": {
        "type": "string",
      },
      "allOf": [
        {
          "$ref": "#/definitions/copied",
        },
      ],
      "default": {},
      "propertyNames": {
        "maxLength": 63,
        "type": "string",
      },
      "type": "object",
    },
    "port": {
      "anyOf": [
        {
          "maximum": 65535,
          "minimum": 1,
          "type": "integer",
        },
        {
          "type": "null",
        },
      ],
      "default": null,
      "description": "Port, if any.",
    },
    "replicaCount": {
      "default": 3,
      "description": "Number of pods.",
      "maximum": 100,
      "minimum": 1,
      "type": "integer",
    },
  },
  "required": [
    "replicaCount",
    "image",
    "podLabels",
  ],
  "title": "Values of the demo chart",
  "type": "object",
}
`);
});

test('refuses what the chart does not take', () => {
  const schema = z.object({ live: z.string(), fixed: z.string(), section: z.object({ fixed: z.string() }) });
  const { properties, required } = schemaOf(schema, { isOmitted: (path) => path.endsWith('fixed') });
  expect(Object.keys(properties as object)).toEqual(['live', 'global']);
  expect(required).toEqual(['live']);
});

test('leaves sections of subcharts open at every depth', () => {
  const schema = z.object({ redis: z.object({ auth: z.object({ enabled: z.boolean() }) }), own: z.object({}) });
  expect(schemaOf(schema, { openSections: ['redis', 'postgresql'] }).properties).toEqual({
    postgresql: { type: 'object' },
    redis: {
      type: 'object',
      properties: { auth: { type: 'object', properties: { enabled: { type: 'boolean' } }, required: ['enabled'] } },
      required: ['auth'],
    },
    own: { type: 'object', properties: {}, additionalProperties: false },
    global: expect.objectContaining({ type: 'object' }),
  });
});

/** `.*` as JavaScript means it. */
const REST_OF_LINE = '[^\\n\\r\u2028\u2029]*';

test.each([
  [z.email(), { type: 'string', pattern: expect.stringContaining('@') }],
  [z.url(), { type: 'string', format: 'uri' }],
  [
    z.hostname(),
    { type: 'string', allOf: [{ pattern: expect.stringContaining('{1,253}') }, { pattern: expect.any(String) }] },
  ],
  [z.string().regex(/^(?!-)[a-z-]+$/), { type: 'string', pattern: '^[a-z-]+$', not: { pattern: '^(?:-)' } }],
  [z.iso.date(), { type: 'string', pattern: expect.stringContaining('02-29') }],
  [
    z.string().startsWith('a/').endsWith('.b'),
    { type: 'string', allOf: [{ pattern: `^a\\/${REST_OF_LINE}` }, { pattern: `${REST_OF_LINE}\\.b$` }] },
  ],
  [z.literal('a'), { type: 'string', enum: ['a'] }],
  [z.literal(['a', 1]), { enum: ['a', 1] }],
  [
    z.number().gt(0).lt(1).multipleOf(0.25),
    { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1, multipleOf: 0.25 },
  ],
  [
    z.record(z.enum(['a', 'b']), z.int32()),
    {
      type: 'object',
      propertyNames: { enum: ['a', 'b'] },
      additionalProperties: { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
      required: ['a', 'b'],
    },
  ],
  [z.literal(['a', null]), { anyOf: [{ type: 'string', enum: ['a'] }, { type: 'null' }] }],
  [z.record(z.int(), z.int32()), { propertyNames: { pattern: '^-?\\d+$' } }],
  [z.object({}).catchall(z.int32()), { additionalProperties: { type: 'integer' } }],
  [z.looseObject({ a: z.string().optional() }), { type: 'object', properties: { a: { type: 'string' } } }],
  [
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('a') }),
      z.object({ type: z.literal('b'), b: z.int32() }),
    ]),
    {
      properties: { type: { enum: ['a', 'b'] } },
      required: ['type'],
      allOf: [
        {
          if: { properties: { type: { enum: ['a'] } } },
          // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON schema
          then: expect.objectContaining({ required: ['type'], additionalProperties: false }),
        },
        {
          if: { properties: { type: { enum: ['b'] } } },
          // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON schema
          then: expect.objectContaining({ required: ['type', 'b'], additionalProperties: false }),
        },
      ],
    },
  ],
])('value %#', (schema, expected) => {
  expect(schemaOf(z.object({ value: schema })).properties).toMatchObject({ value: expected });
});

test('names every pattern that does not work in Helm', () => {
  const schema = z.object({
    host: z.string().regex(/^[a-z-]+(?<!-)$/),
    paths: z.array(z.object({ path: z.string().regex(/^\/X/i) })),
    labels: z.record(z.string().regex(/^(a|b)\1$/), z.string()),
  });
  expect(() => schemaOf(schema)).toThrow(ChartDefinitionError);
  expect(() => schemaOf(schema)).toThrowErrorMatchingInlineSnapshot(`
"The values schema of demo cannot become values.schema.json:
  host: the regular expression /^[a-z-]+(?<!-)$/ does not work in Helm: Go has no look-ahead and no look-behind, as in "(?<!"; write it in another way, or check it with .refine(), which then holds at synth only
  paths["*"].path: the regular expression /^\\/X/ does not work in Helm: the flag "i" cannot be carried into a JSON schema; write it in another way, or check it with .refine(), which then holds at synth only
  labels["*"]: the regular expression /^(a|b)\\1$/ does not work in Helm: Go has no back-references; write it in another way, or check it with .refine(), which then holds at synth only"
`);
});

describe('in Helm', () => {
  const schema = z.object({
    replicaCount: z.int().min(1).max(100).default(3),
    image: z.object({ repository: z.string().min(1).default('r'), tag: z.string().max(128).optional() }).prefault({}),
    minAvailable: z.union([z.int().min(0), z.string().regex(/^\d+%$/)]).optional(),
    autoscaling: z
      .object({ cpu: z.object({ target: z.number().gt(0).lte(1).default(0.5) }).prefault({}) })
      .prefault({}),
    podLabels: z.record(z.string().regex(/^[a-z./-]+$/), z.string()).default({ app: 'x' }),
    hosts: z.array(z.object({ host: z.string(), type: z.enum(['Exact', 'Prefix']) })).default([]),
    pvc: z.object({ size: z.string(), mode: z.enum(['a', 'b']).default('a') }).optional(),
    port: z.int().nullable().default(null),
    site: z.url().optional(),
    source: z
      .discriminatedUnion('type', [
        z.object({ type: z.literal('s3'), bucket: z.string().optional() }),
        z.object({ type: z.literal('pvc'), claim: z.string() }),
      ])
      .default({ type: 's3' }),
    redis: z.object({ enabled: z.boolean().default(true) }).prefault({}),
    fixed: z.string().default('x'),
  });
  const shape = shapeOf(schema) as ObjectShape;
  const isOmitted = (path: string) => path === 'fixed';
  const files = {
    'Chart.yaml': 'apiVersion: v2\nname: demo\nversion: 1.0.0\n',
    'values.yaml': valuesYaml({
      chart: 'demo',
      shape,
      values: withDefaults(shape, {}) as Record<string, unknown>,
      isOmitted,
    }),
    'values.schema.json': JSON.stringify(
      valuesJsonSchema({ chart: 'demo', shape, isOmitted, openSections: ['redis', 'postgresql'] }),
    ),
    'templates/values.yaml': 'data: {{ .Values | toJson | quote }}\n',
  };
  const chart = temporaryChart('demo', files);
  const parent = temporaryChart('parent', {
    'Chart.yaml': 'apiVersion: v2\nname: parent\nversion: 1.0.0\n',
    'charts/demo/Chart.yaml': 'apiVersion: v2\nname: demo\nversion: 1.0.0\n',
    'charts/demo/values.yaml': 'a: 1\n',
    'charts/demo/values.schema.json': JSON.stringify(schemaOf(z.object({ a: z.int() }))),
  });

  const accepted: object[] = [
    {},
    { replicaCount: 100, image: { tag: 'v1' } },
    { replicaCount: 5.0, autoscaling: { cpu: { target: 0.25 } } },
    { minAvailable: '50%' },
    { minAvailable: 0 },
    { podLabels: { 'example.com/team': 'ml', app: null } },
    { hosts: [{ host: 'a', type: 'Exact' }] },
    { pvc: { size: '1Gi', mode: 'b' } },
    { source: { type: 'pvc', claim: 'c' } },
    { pvc: { size: 'text\n\n', mode: 'a' } },
    { port: 80, site: 'https://example.com/x' },
    { redis: { further: { keys: [1] } }, postgresql: { any: 1 }, global: { imageRegistry: 'x' } },
  ];
  const refused: Record<string, unknown>[] = [
    { replicas: 3 },
    { autoscaling: { cpu: { taget: 0.2 } } },
    { autoscaling: { cpu: { target: 1.5 } } },
    { autoscaling: { cpu: { target: 0 } } },
    { autoscaling: { cpu: { target: null } } },
    { autoscaling: { cpu: null } },
    { replicaCount: 0 },
    { replicaCount: 2.5 },
    { replicaCount: '3' },
    { replicaCount: null },
    { image: { repository: '' } },
    { image: { tag: 1.2 } },
    { image: 'r:v1' },
    { minAvailable: '50' },
    { minAvailable: -1 },
    { podLabels: { APP: 'x' } },
    { podLabels: { app: true } },
    { hosts: [{ host: 'a' }] },
    { hosts: [{ host: 'a', type: 'exact' }] },
    { hosts: [{ host: 'a', type: 'Exact', port: 1 }] },
    { hosts: { host: 'a' } },
    { pvc: { size: '1Gi' } },
    { site: 'no url' },
    { redis: { enabled: 'yes' } },
    { global: 1 },
    { fixed: 'y' },
    { pvc: { size: 'x\u0085' } },
    { podLabels: { 'a\u2028': 'x' } },
    { podLabels: { ['a'.repeat(1001)]: 'x' } },
    { podLabels: { app: 'text\n\n' } },
    { hosts: [{ host: ' \n', type: 'Exact' }] },
    { redis: { list: ['x\u009f'] } },
    { source: { type: 's3', buckett: 'b' } },
    { source: { type: 'pvc', claim: null } },
  ];

  describe.each([3, 4] as const)('Helm %i', (major) => {
    const template = async (folder: string, values: object) =>
      runHelm(await helmBinary(major), ['template', folder, '-f', '-'], {
        stdin: yamlDocument(values as Record<string, unknown>),
      });

    test.each(accepted)('takes %j', async (values) => {
      expect(await template(chart, values)).toMatchObject({ exitCode: 0, stderr: '' });
    });

    test('refuses all else', async () => {
      const problems = await schemaProblems({
        helm: await helmBinary(major),
        chart: { name: 'demo', version: '1.0.0' },
        files: new Map(Object.entries(files)),
        cases: refused.map((values, index) => ({ alias: `case-${index}`, valuesFile: yamlDocument(values) })),
      });
      expect(refused.filter((_, index) => problems[index]?.length === 0)).toEqual([]);
    });

    test('a typo in an option of a union is told as one', async () => {
      const { stderr } = await template(chart, { source: { type: 's3', buckett: 'b' } });
      expect(stderr).toMatch(/buckett.* not allowed/i);
    });

    test('the chart works as a subchart', async () => {
      const values = { global: { imageRegistry: 'x' }, demo: { a: 2 } };
      expect(await template(parent, values)).toMatchObject({ exitCode: 0, stderr: '' });
    });
  });
});
