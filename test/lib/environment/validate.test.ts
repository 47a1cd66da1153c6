import { z } from 'zod';
import { environmentsFrom } from '../../../lib/environment/environments-from';
import { loadEnvironments } from '../../../lib/environment/load';
import {
  type ChartValuesOptions,
  checkEnvironments,
  checkSections,
  validateEnvironments,
} from '../../../lib/environment/validate';
import { EnvironmentError, formatProblem } from '../../../lib/errors';
import { secretReference } from '../../../lib/values/secret-reference';
import { inFolderWith } from './temporary-folder';

const schema = z.object({
  replicaCount: z.int().min(1).default(1),
  image: z.object({ repository: z.string().min(1), tag: z.string().default('') }),
  autoscaling: z
    .object({
      enabled: z.boolean().default(false),
      minReplicas: z.int().min(1).default(1),
      maxReplicas: z.int().default(9),
    })
    .prefault({})
    .refine(({ minReplicas, maxReplicas }) => minReplicas <= maxReplicas, {
      message: 'must not be above maxReplicas',
      path: ['minReplicas'],
    }),
  ingress: z.object({ hosts: z.array(z.object({ host: z.string() })).default([]) }).prefault({}),
  podLabels: z.record(z.string(), z.string()).default({}),
  seed: z.int().optional(),
  threshold: z.number().optional(),
  password: secretReference().optional(),
});

const base = ['values:', '  image:', '    repository: vllm/vllm-openai', ''].join('\n');

/** Validates `environments/` and gives what is wrong, one line each, without the headline. */
function problems(options?: ChartValuesOptions): string[] {
  return thrown(options).message.split('\n  ').slice(1);
}

function thrown(options?: ChartValuesOptions): EnvironmentError {
  const set = loadEnvironments('environments');
  try {
    validateEnvironments(set, schema, options);
  } catch (error) {
    if (error instanceof EnvironmentError) return error;
    throw error;
  }
  throw new Error('expected problems');
}

describe('valid environments', () => {
  test('give their values with defaults, base first', () => {
    inFolderWith({
      'environments/base.yaml': base,
      'environments/prod.yaml': 'values: { replicaCount: 3, image: { tag: v1 } }',
      'environments/dev.yaml': 'values: { replicaCount: null }',
    });
    const validated = validateEnvironments(loadEnvironments('environments'), schema);
    const replicas: number = validated.base.values.replicaCount;
    expect(replicas).toBe(1);
    expect(validated.environments.map(({ environment, values }) => [environment.name, values.replicaCount])).toEqual([
      ['dev', 1],
      ['prod', 3],
    ]);
    expect(validated.environments[1]?.values).toEqual({
      replicaCount: 3,
      image: { repository: 'vllm/vllm-openai', tag: 'v1' },
      autoscaling: { enabled: false, minReplicas: 1, maxReplicas: 9 },
      ingress: { hosts: [] },
      podLabels: {},
    });
  });

  test('that remove a key of base get the default of the schema', () => {
    const set = environmentsFrom({
      base: { values: { replicaCount: 5, image: { repository: 'a' } } },
      environments: { dev: { values: { replicaCount: null } } },
    });
    const { base, environments } = validateEnvironments(set, schema);
    expect([base.values.replicaCount, environments[0]?.values.replicaCount]).toEqual([5, 1]);
  });
});

describe('a problem', () => {
  test('is told in the place where it was written', () => {
    const comment = Array.from({ length: 11 }, (_, line) => `# line ${line + 1}`);
    inFolderWith({
      'environments/base.yaml': base,
      'environments/prod.yaml': [...comment, 'values:', ' autoscaling:', '  minReplcias: 3', ''].join('\n'),
    });
    expect(problems()).toEqual([
      'environments/prod.yaml:14:3 autoscaling.minReplcias: unknown key; did you mean minReplicas?',
    ]);
  });

  test('that comes from base is told once, for base', () => {
    inFolderWith({
      'environments/base.yaml': `${base}  replicaCount: none\n  ingress: { hosts: [{ hots: a }] }\n`,
      'environments/dev.yaml': 'values: { podLabels: { a: b } }',
      'environments/prod.yaml': 'extends: dev\nvalues: { ingress: {} }',
    });
    const error = thrown();
    expect(error.problems.map(formatProblem)).toEqual([
      'environments/base.yaml:4:17 replicaCount: expected an integer of at least 1, found text "none"',
      'environments/base.yaml:5:22 ingress.hosts[0].host: required; expected text; base becomes values.yaml and must be complete by itself',
      'environments/base.yaml:5:24 ingress.hosts[0].hots: unknown key; did you mean host?',
    ]);
    expect(error.problems.map(({ environment }) => environment)).toEqual(['base', 'base', 'base']);
  });

  test('that an environment repeats is told for both', () => {
    inFolderWith({
      'environments/base.yaml': `${base}  replicaCount: none\n`,
      'environments/dev.yaml': 'values: { replicaCount: none }',
      'environments/prod.yaml': 'values: { replicaCount: 3 }',
    });
    expect(problems()).toEqual([
      'environments/base.yaml:4:17 replicaCount: expected an integer of at least 1, found text "none"',
      'environments/dev.yaml:1:25 replicaCount: expected an integer of at least 1, found text "none"',
    ]);
  });

  test('that only the merge brings about says in which environments', () => {
    inFolderWith({
      'environments/base.yaml': `${base}  autoscaling:\n    minReplicas: 4\n`,
      'environments/dev.yaml': 'values: { autoscaling: { maxReplicas: 2 } }',
      'environments/prod.yaml': 'values: { autoscaling: { maxReplicas: 3 } }',
      'environments/staging.yaml': 'extends: prod',
    });
    expect(problems()).toEqual([
      'environments/base.yaml:5:18 autoscaling.minReplicas: must not be above maxReplicas (in dev and prod)',
    ]);
  });

  test('of a missing key is told at the nearest map around it, or where the key was removed', () => {
    inFolderWith({
      'environments/base.yaml': base,
      'environments/dev.yaml': 'values:\n  image:\n    repository: null\n',
      'environments/prod.yaml': 'values:\n  ingress:\n    hosts:\n      - {}\n',
      'environments/staging.yaml': 'values:\n  password:\n    secretName: db\n',
    });
    expect(problems()).toEqual([
      'environments/dev.yaml:3:17 image.repository: required; expected text of at least 1 character',
      'environments/prod.yaml:4:9 ingress.hosts[0].host: required; expected text',
      'environments/staging.yaml:2:3 password.key: required; expected text of at most 253 characters',
    ]);
  });

  test('of a base that is not there is told by its name', () => {
    inFolderWith({ 'environments/dev.yaml': base });
    expect(problems()).toEqual([
      'environment base: image: required; expected a map with repository; base becomes values.yaml and must be complete by itself',
    ]);
  });

  test('of a value that an alias or a merge key brought is told where it was written', () => {
    inFolderWith({
      'environments/base.yaml': base,
      'environments/dev.yaml': [
        'values:',
        '  podLabels: &labels',
        '    team: 1',
        '  autoscaling:',
        '    <<: *labels',
        '    enabled: &yes yes',
        '  replicaCount: *yes',
      ].join('\n'),
    });
    expect(problems()).toEqual([
      'environments/dev.yaml:3:5 autoscaling.team: unknown key; known here: enabled, minReplicas and maxReplicas',
      'environments/dev.yaml:3:11 podLabels.team: expected text, found the number 1; put it in quotes: "1"',
      'environments/dev.yaml:6:19 autoscaling.enabled: expected true or false, found text "yes"; write true; YAML 1.2 takes yes for text',
      'environments/dev.yaml:7:17 replicaCount: expected an integer of at least 1, found text "yes"',
    ]);
  });

  test('of environments in code is told once, too', () => {
    const set = environmentsFrom({
      base: { values: { image: { repository: 'a' }, replicas: 1 } },
      environments: { dev: {}, prod: { values: { replicaCount: 0 } } },
    });
    expect(() => validateEnvironments(set, schema)).toThrowErrorMatchingInlineSnapshot(`
"The environments do not fit the values schema:
  environment base: replicas: unknown key; known here: replicaCount, image, autoscaling, ingress, podLabels, seed, threshold and password
  environment prod: replicaCount: expected an integer of at least 1, found the number 0"
`);
  });
});

describe('numbers', () => {
  test('that Helm reads otherwise, or that are not exact, are refused rather than rounded', () => {
    inFolderWith({
      'environments/base.yaml': base,
      'environments/dev.yaml': 'values:\n  seed: 0644\n  threshold: 0.12345678901234567890\n',
      'environments/prod.yaml': 'values:\n  seed: 9007199254740993\n  threshold: .inf\n',
    });
    expect(problems()).toEqual([
      'environments/dev.yaml:2:9 seed: the number 0644 is 644 in YAML 1.2, but octal and so 420 in the YAML 1.1 of Helm and kubectl; write the one that is meant, or put it in quotes',
      'environments/dev.yaml:3:14 threshold: the number 0.12345678901234567890 has more digits than can be carried exactly; write 0.12345678901234568, or put it in quotes if it is text',
      'environments/prod.yaml:2:9 seed: expected an integer, found the number 9007199254740993; an integer beyond 2^53 cannot be carried exactly',
      'environments/prod.yaml:3:14 threshold: expected a number, found the number .inf; write a finite one',
    ]);
  });

  test('where text is expected are shown as they were written; a secret is never shown', () => {
    inFolderWith({
      'environments/base.yaml': base,
      'environments/dev.yaml': 'values:\n  image: { tag: 1.10 }\n  podLabels: { build: 0012345678901234567890 }\n',
      'environments/prod.yaml': 'values:\n  password: 00991234567890123456789\n',
    });
    const found = problems();
    expect(found).toEqual([
      'environments/dev.yaml:2:17 image.tag: expected text, found the number 1.10; put it in quotes: "1.10"',
      'environments/dev.yaml:3:23 podLabels.build: expected text, found the number 0012345678901234567890; put it in quotes: "0012345678901234567890"',
      'environments/prod.yaml:2:13 password: a secret is never written into values; write { secretName: <name of a Secret>, key: <its key> }',
    ]);
  });
});

describe('an app of several charts', () => {
  const files = {
    'environments/base.yaml':
      'values:\n  sentiment:\n    image: { repository: a }\n    redis: { auth: { x: [1] } }\n  fraud: { threshold: high }\n',
    'environments/dev.yaml': 'values:\n  sentimnet: {}\n  fraud: {}\n',
  };

  test('takes the values of each chart from its section', () => {
    inFolderWith(files);
    const set = loadEnvironments('environments');
    const options = { section: 'sentiment', openSections: ['redis'] };
    expect(validateEnvironments(set, schema, options).base.values.image.repository).toBe('a');
    expect(problems({ section: 'fraud' })).toEqual([
      'environments/base.yaml:5:3 fraud.image: required; expected a map with repository; base becomes values.yaml and must be complete by itself',
      'environments/base.yaml:5:23 fraud.threshold: expected a number, found text "high"',
    ]);
    expect(problems({ section: 'sentiment' })).toEqual([
      'environments/base.yaml:4:5 sentiment.redis: unknown key; known here: replicaCount, image, autoscaling, ingress, podLabels, seed, threshold and password',
    ]);
  });

  test('whose section is missing has the defaults of the schema', () => {
    const set = environmentsFrom({ environments: {} });
    const defaults = validateEnvironments(set, z.object({ port: z.int().default(80) }), { section: 'absent' });
    expect(defaults.base.values).toEqual({ port: 80 });
  });

  test('knows the sections that no chart has', () => {
    inFolderWith(files);
    expect(checkSections(loadEnvironments('environments'), ['sentiment', 'fraud']).map(formatProblem)).toEqual([
      'environments/dev.yaml:2:3 sentimnet: unknown key; did you mean sentiment?',
    ]);
  });
});

test('an error as the user sees it', () => {
  inFolderWith({
    'environments/base.yaml': [
      'release: ml-inference',
      'values:',
      '  image:',
      '    repositry: vllm/vllm-openai',
      '  autoscaling:',
      '    enabled: yes',
    ].join('\n'),
    'environments/dev.yaml': ['values:', '  image:', '    tag: 1.10', '  minReplicas: 2'].join('\n'),
    'environments/prod.yaml': [
      'values:',
      '  replicaCount: "3"',
      '  password: correct-horse-battery-staple',
      '  podLabels:',
      '    app.kubernetes.io/part-of: 7',
      '  ingress:',
      '    hosts:',
      '      - host: a.example',
      '        tls: true',
    ].join('\n'),
  });
  expect(thrown().toString()).toMatchInlineSnapshot(`
"EnvironmentError: The environments do not fit the values schema:
  environments/base.yaml:3:3 image.repository: required; expected text of at least 1 character; base becomes values.yaml and must be complete by itself
  environments/base.yaml:4:5 image.repositry: unknown key; did you mean repository?
  environments/base.yaml:6:14 autoscaling.enabled: expected true or false, found text "yes"; write true; YAML 1.2 takes yes for text
  environments/dev.yaml:3:10 image.tag: expected text, found the number 1.10; put it in quotes: "1.10"
  environments/dev.yaml:4:3 minReplicas: unknown key here; did you mean autoscaling.minReplicas?
  environments/prod.yaml:2:17 replicaCount: expected an integer of at least 1, found text "3"; write 3 without quotes
  environments/prod.yaml:3:13 password: a secret is never written into values; write { secretName: <name of a Secret>, key: <its key> }
  environments/prod.yaml:5:32 podLabels["app.kubernetes.io/part-of"]: expected text, found the number 7; put it in quotes: "7"
  environments/prod.yaml:9:9 ingress.hosts[0].tls: unknown key; known here: host"
`);
});

test('problems do not depend on the order of keys', () => {
  const told = (values: Record<string, unknown>) => {
    const set = environmentsFrom({
      base: { values: { image: { repository: 'a' } } },
      environments: { dev: { values } },
    });
    return checkEnvironments(set, schema).map(formatProblem);
  };
  const problems = told({ podLabels: { b: 1, a: 2 }, seed: 'x', x: 1, y: 1 });
  expect(problems).toHaveLength(5);
  expect(told({ y: 1, x: 1, seed: 'x', podLabels: { a: 2, b: 1 } })).toEqual(problems);
});

describe('null', () => {
  const nullable = z.object({
    port: z.int().nullable().default(80),
    level: z.literal(['low', null]),
    mode: z.string().nullable().optional(),
    text: z.string().default('x'),
    labels: z.record(z.string(), z.string().nullable()).default({ a: 'b' }),
    source: z
      .discriminatedUnion('type', [z.object({ type: z.literal('a'), note: z.string().nullable().default('y') })])
      .default({ type: 'a', note: 'z' }),
    list: z.array(z.string().nullable()).default([null]),
  });
  const valuesOf = (values: Record<string, unknown>) =>
    validateEnvironments(environmentsFrom({ base: { values }, environments: {} }), nullable).base.values;

  test('is a value where the schema takes it', () => {
    expect(valuesOf({ port: null, level: null, source: { type: 'a', note: null }, list: ['a', null] })).toMatchObject({
      port: null,
      level: null,
      source: { type: 'a', note: null },
      list: ['a', null],
    });
  });

  test('stands for a key that is missing and has no default', () => {
    expect(valuesOf({})).toEqual({
      port: 80,
      level: null,
      text: 'x',
      labels: { a: 'b' },
      source: { type: 'a', note: 'z' },
      list: [null],
    });
  });

  test('removes anything else', () => {
    expect(valuesOf({ text: null, mode: null, labels: { c: null } })).toMatchObject({ text: 'x', labels: {} });
  });
});

test('text that is not copied may end in blank lines and wide spaces, text in a dictionary may not', () => {
  const texts = z.object({ script: z.string(), files: z.record(z.string(), z.string()).default({}) });
  const check = (values: object) =>
    checkEnvironments(environmentsFrom({ base: { values: { ...values } }, environments: {} }), texts).map(
      ({ path }) => path,
    );
  expect(check({ script: 'run\n\n' })).toEqual([]);
  expect(check({ script: 'run', files: { a: 'b\n\n' } })).toEqual(['files.a']);
  expect(check({ script: 'run\u3000', files: { a: 'b\u3000', c: 'd\u00a0e' } })).toEqual(['files.a']);
});
