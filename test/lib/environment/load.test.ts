import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvironments } from '../../../lib/environment/load';
import { EnvironmentError, type Problem } from '../../../lib/errors';
import { inFolderWith } from './temporary-folder';

const lib = join(__dirname, '../../../lib');

/** Loads `environments/` and gives what is wrong, one line each, without the headline. */
function problems(): string[] {
  return thrown().message.split('\n  ').slice(1);
}

function thrown(): EnvironmentError {
  try {
    loadEnvironments('environments');
  } catch (error) {
    if (error instanceof EnvironmentError) return error;
    throw error;
  }
  throw new Error('expected problems');
}

describe('environments in files', () => {
  const files = {
    'environments/base.yaml': [
      'release: ml-inference',
      'cluster:',
      '  kubeVersion: "1.31"',
      'values:',
      '  replicaCount: 1',
      '  image: { repository: vllm/vllm-openai, tag: v0.6.0 }',
      '  nodeSelector: { disktype: ssd }',
      '  tolerations: [a, b]',
    ].join('\n'),
    'environments/staging.yml': 'namespace: staging\nvalues:\n  image: { tag: v0.6.1 }\n  nodeSelector: null\n',
    'environments/prod.yaml': [
      'extends: staging',
      'release: ml-prod',
      'context: prod-cluster',
      'cluster:',
      '  apiVersions: [monitoring.coreos.com/v1]',
      'values:',
      '  tolerations: [c]',
      '  nodeSelector: { gpu: "true" }',
    ].join('\n'),
    'environments/dev.yaml': 'values:\n',
    'environments/README.md': '# not an environment',
    'environments/.hidden.yaml': 'a: [',
    'environments/types.d.ts': 'export {};',
  };

  test('are merged with what they extend, as Helm merges', () => {
    inFolderWith(files);
    const { base, environments } = loadEnvironments('environments');
    expect(base.values).toEqual({
      replicaCount: 1,
      image: { repository: 'vllm/vllm-openai', tag: 'v0.6.0' },
      nodeSelector: { disktype: 'ssd' },
      tolerations: ['a', 'b'],
    });
    const [dev, prod, staging] = environments;
    expect(dev?.values).toEqual(base.values);
    expect(staging?.values).toEqual({
      replicaCount: 1,
      image: { repository: 'vllm/vllm-openai', tag: 'v0.6.1' },
      tolerations: ['a', 'b'],
    });
    expect(prod?.values).toEqual({
      replicaCount: 1,
      image: { repository: 'vllm/vllm-openai', tag: 'v0.6.1' },
      nodeSelector: { gpu: 'true' },
      tolerations: ['c'],
    });
    expect(staging?.own).toEqual({ image: { tag: 'v0.6.1' }, nodeSelector: null });
    expect(dev?.own).toEqual({});
  });

  test('know which of them says what Kubernetes version the cluster has', () => {
    inFolderWith({ ...files, 'environments/dev.yaml': 'cluster: { kubeVersion: v1.30.1 }' });
    const { environments } = loadEnvironments('environments');
    expect(environments.map(({ kubeVersionSource }) => kubeVersionSource)).toEqual([
      { environment: 'dev', location: { file: 'environments/dev.yaml', line: 1, column: 25 } },
      { environment: 'base', location: { file: 'environments/base.yaml', line: 3, column: 16 } },
      { environment: 'base', location: { file: 'environments/base.yaml', line: 3, column: 16 } },
    ]);
  });

  test('inherit where they go, key by key', () => {
    inFolderWith(files);
    const { environments } = loadEnvironments('environments');
    expect(
      environments.map(
        ({ values: _, own: __, located: ___, locate: ____, kubeVersionSource: _____, ...target }) => target,
      ),
    ).toEqual([
      {
        name: 'dev',
        extends: 'base',
        release: 'ml-inference',
        namespace: 'default',
        cluster: { kubeVersion: '1.31', apiVersions: [] },
      },
      {
        name: 'prod',
        extends: 'staging',
        release: 'ml-prod',
        namespace: 'staging',
        context: 'prod-cluster',
        cluster: { kubeVersion: '1.31', apiVersions: ['monitoring.coreos.com/v1'] },
      },
      {
        name: 'staging',
        extends: 'base',
        release: 'ml-inference',
        namespace: 'staging',
        cluster: { kubeVersion: '1.31', apiVersions: [] },
      },
    ]);
  });

  test('know where each value was written, through the merge', () => {
    inFolderWith(files);
    const [, prod] = loadEnvironments('environments').environments;
    const place = (path: string, part?: 'key' | 'value') => {
      const { environment, location } = prod?.locate(path, part) ?? {};
      return `${environment} ${location?.file}:${location?.line}:${location?.column}`;
    };
    expect(place('image.repository')).toBe('base environments/base.yaml:6:24');
    expect(place('image.repository', 'key')).toBe('base environments/base.yaml:6:12');
    expect(place('image.tag')).toBe('staging environments/staging.yml:3:17');
    expect(place('tolerations[0]')).toBe('prod environments/prod.yaml:7:17');
    expect(place('nodeSelector.gpu')).toBe('prod environments/prod.yaml:8:24');
    expect(place('image.digest.sha256')).toBe('staging environments/staging.yml:3:3');
    expect(place('absent')).toBe('prod environments/prod.yaml:6:1');
  });

  test('can do without a base', () => {
    inFolderWith({ 'environments/prod.yaml': 'values: { a: 1 }' });
    const { base, environments } = loadEnvironments('environments');
    expect(base).toMatchObject({ name: 'base', values: {}, own: {} });
    expect(environments).toMatchObject([{ name: 'prod', values: { a: 1 }, namespace: 'default' }]);
    expect(environments[0]?.extends).toBeUndefined();
  });

  test('are named as the working directory sees them, also below an absolute path', () => {
    inFolderWith({ 'infra/environments/prod.yaml': 'values: { a: 1 }' });
    const [prod] = loadEnvironments(join(process.cwd(), 'infra', 'environments')).environments;
    expect(prod?.locate('a').location?.file).toBe('infra/environments/prod.yaml');
  });
});

describe('environments in code', () => {
  test('are the default export of a module, its only defined environment, or module.exports', () => {
    const define = `const { defineEnvironment } = require(${JSON.stringify(`${lib}/environment/define-environment`)});`;
    inFolderWith({
      'environments/base.yaml': 'values: { image: { tag: v1 } }',
      'environments/dev.ts': 'const tag: string = "v2";\nexport default { values: { image: { tag } } };',
      'environments/prod.ts': `import { defineEnvironment } from ${JSON.stringify(`${lib}/environment/define-environment`)};
        export const sizes = { small: 1 };
        export const prod = defineEnvironment({ extends: 'dev', namespace: 'prod', values: { absent: undefined } });`,
      'environments/staging.js': `${define} module.exports = defineEnvironment({ values: { a: null } });`,
    });
    const { environments } = loadEnvironments('environments');
    expect(environments).toMatchObject([
      { name: 'dev', values: { image: { tag: 'v2' } } },
      { name: 'prod', extends: 'dev', namespace: 'prod', values: { image: { tag: 'v2' } } },
      { name: 'staging', values: { image: { tag: 'v1' } }, own: { a: null } },
    ]);
    expect(environments[1]?.locate('image.tag')).toEqual({ environment: 'dev' });
  });

  test('say what is wrong with the module, and with the data in it', () => {
    inFolderWith({
      'environments/a.ts': 'throw new Error("no such cluster\\nsecond line");',
      'environments/b.ts': 'export const port: number = 80;',
      'environments/c.ts': 'export default { relase: "x", values: { at: new Date(0), rate: NaN, run: () => 1 } };',
      'environments/d.ts': 'const a: unknown[] = []; a.push(a); export default { values: { a } };',
      'environments/e.ts': 'export default () => ({ values: {} });',
      'environments/f.ts': 'throw new SyntaxError("Unexpected token");',
    });
    expect(problems()).toEqual([
      'environment a: environments/a.ts cannot be loaded: no such cluster',
      'environment b: environments/b.ts must export one environment, found none; write export default defineEnvironment({ … })',
      'environment c: at: expected plain data as in YAML, found an object of class Date',
      'environment c: rate: expected a finite number, found NaN',
      'environment c: relase: unknown key; did you mean release?',
      'environment c: run: expected plain data as in YAML, found a function',
      'environment d: a[0]: this value contains itself, and would go on for ever',
      'environment e: expected an object with the key values, found a function',
      'environment f: environments/f.ts cannot be loaded: Unexpected token; TypeScript needs a loader in the process, such as node -r ts-node/register',
    ]);
  });
});

describe('a folder', () => {
  test('that is not there, or is a file', () => {
    inFolderWith({ elsewhere: '' });
    expect(problems()).toEqual([
      'environments: there is no such folder; create it with base.yaml and one file for each environment, such as dev.yaml',
    ]);
    expect(() => loadEnvironments('elsewhere')).toThrow(/elsewhere: the folder cannot be read: ENOTDIR/);
  });

  test('without environments', () => {
    inFolderWith({ 'environments/README.md': '' });
    expect(problems()).toEqual([
      'environments: the folder has no environments; add base.yaml and one file for each environment, such as dev.yaml',
    ]);
  });

  test('with files that cannot be read', () => {
    inFolderWith({ 'environments/b.yaml': Uint8Array.of(0x61, 0xff, 0xfe) });
    mkdirSync('environments/a.yaml');
    expect(problems()).toEqual([
      'environment a: environments/a.yaml cannot be read: EISDIR: illegal operation on a directory, read',
      'environment b: environments/b.yaml cannot be read: it is not UTF-8 text',
    ]);
  });

  test('with names that are none, or that two files share', () => {
    inFolderWith({
      'environments/Prod.yaml': 'values: {}',
      'environments/eu.west.yaml': 'values: {}',
      'environments/dev.yaml': 'values: {}',
      'environments/dev.ts': 'export default {};',
    });
    expect(problems()).toEqual([
      'environments/Prod.yaml: "Prod" cannot be the name of an environment; expected lower-case letters, digits and "-", beginning and ending with a letter or digit; rename the file',
      'environments/eu.west.yaml: "eu.west" cannot be the name of an environment; expected lower-case letters, digits and "-", beginning and ending with a letter or digit; rename the file',
      'environment dev: environments/dev.ts and environments/dev.yaml describe the same environment; keep one of them',
    ]);
  });
});

describe('the keys of an environment', () => {
  test('are checked, each in its place', () => {
    inFolderWith({
      'environments/dev.yaml': [
        'relaese: dev',
        'release: -ml',
        'namespace: ML_dev',
        'context: ""',
        'cluster:',
        '  kubeVersion: 1.30',
        '  apiVersions: [monitoring.coreos.com/v1, servicemonitors]',
        '  nodes: 3',
        'values: [1]',
      ].join('\n'),
      'environments/prod.yaml': `release: ${'r'.repeat(54)}\nnamespace: 1\ncluster: { kubeVersion: latest, apiVersions: v1 }\n`,
    });
    expect(problems()).toEqual([
      'environments/dev.yaml:1:1 relaese: unknown key; did you mean release?',
      'environments/dev.yaml:2:10 release: expected a release name: lower-case letters, digits and "-", beginning with a letter, ending with a letter or digit, at most 53 characters, found text "-ml"',
      'environments/dev.yaml:3:12 namespace: expected a namespace: lower-case letters, digits and "-", beginning and ending with a letter or digit, at most 63 characters, found text "ML_dev"',
      'environments/dev.yaml:4:10 context: expected the name of a kubectl context, found empty text',
      'environments/dev.yaml:6:16 cluster.kubeVersion: expected text, found the number 1.30; put it in quotes: "1.30"',
      'environments/dev.yaml:7:43 cluster.apiVersions[1]: expected an API version such as "monitoring.coreos.com/v1", found text "servicemonitors"',
      'environments/dev.yaml:8:3 cluster.nodes: unknown key; known here: kubeVersion and apiVersions',
      'environments/dev.yaml:9:9 values: expected a map, found a list of 1 item',
      `environments/prod.yaml:1:10 release: expected a release name: lower-case letters, digits and "-", beginning with a letter, ending with a letter or digit, at most 53 characters, found text "${'r'.repeat(54)}"`,
      'environments/prod.yaml:2:12 namespace: expected text of at most 63 characters, found the number 1; put it in quotes: "1"',
      'environments/prod.yaml:3:25 cluster.kubeVersion: expected a Kubernetes version such as "1.31" or "v1.31.2", found text "latest"',
      'environments/prod.yaml:3:46 cluster.apiVersions: expected a list, found text "v1"',
    ]);
  });

  test.each(['1.31', 'v1.31.2', 'v1.29.3-eks-adc7111', 'v1.27.3-gke.100', '1.30.0+k3s1'])(
    'take the Kubernetes version %s',
    (kubeVersion) => {
      inFolderWith({ 'environments/dev.yaml': `cluster: { kubeVersion: "${kubeVersion}" }` });
      expect(loadEnvironments('environments').environments[0]?.cluster.kubeVersion).toBe(kubeVersion);
    },
  );

  test('count as left out when they are null', () => {
    inFolderWith({ 'environments/dev.yaml': 'release:\nnamespace: ~\ncluster:\nvalues:\n' });
    expect(loadEnvironments('environments').environments).toMatchObject([{ namespace: 'default', values: {} }]);
  });
});

describe('extends', () => {
  test('says which environment is meant, or which there are', () => {
    inFolderWith({
      'environments/base.yaml': 'extends: dev\n',
      'environments/dev.yaml': 'extends: staginng\n',
      'environments/prod.yaml': 'release: x\nextends: europe\n',
      'environments/staging.yaml': '{}',
    });
    expect(problems()).toEqual([
      'environments/base.yaml:1:10 extends: base is what the others extend and extends none itself; remove this key',
      'environments/dev.yaml:1:10 extends: there is no environment "staginng"; did you mean staging?',
      'environments/prod.yaml:2:10 extends: there is no environment "europe"; there are base, dev and staging',
    ]);
  });

  test('shows the chain of a circle, once', () => {
    inFolderWith({
      'environments/a.yaml': 'extends: c\n',
      'environments/b.yaml': 'extends: a\n',
      'environments/c.yaml': 'extends: b\n',
      'environments/d.yaml': 'extends: b\n',
      'environments/e.yaml': 'extends: e\n',
    });
    expect(problems()).toEqual([
      'environments/a.yaml:1:10 extends: the environments extend each other in a circle: a → c → b → a',
      'environments/e.yaml:1:10 extends: the environments extend each other in a circle: e → e',
    ]);
  });

  test('may name an environment that has problems of its own', () => {
    inFolderWith({ 'environments/dev.yaml': 'a: [', 'environments/prod.yaml': 'extends: dev' });
    expect(problems()).toHaveLength(1);
  });
});

test('all problems of all files come at once, as text and as data', () => {
  inFolderWith({
    'environments/base.yaml': 'value: {}\n',
    'environments/dev.yaml': 'values:\n  image: {{ .Values.image }}\n',
    'environments/prod.yaml': 'extends: stagin\nvalues:\n  tag: "v1\n',
    'environments/staging.yaml': '# nothing yet\n',
    'environments/test.ts': 'export {};',
  });
  const error = thrown();
  expect(error.message).toMatchInlineSnapshot(`
"The environments cannot be read:
  environment test: environments/test.ts must export one environment, found none; write export default defineEnvironment({ … })
  environments/base.yaml:1:1 value: unknown key; did you mean values?
  environments/dev.yaml:2:11 image: a key must be text, found a map or a list; text that begins with { or [ needs quotes
  environments/prod.yaml:3:8 not valid YAML: Missing closing "quote
  environments/staging.yaml:1:1 the file is empty; write "values: {}" for an environment that changes nothing"
`);
  expect(error.problems.map(({ code, environment }: Problem) => `${environment} ${code}`)).toEqual([
    'test environment/exports',
    'base environment/unknown-key',
    'dev environment/key',
    'prod environment/yaml',
    'staging environment/empty',
  ]);
});
