import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { install, type PackedArchive, pack, run, temporaryFolder } from './infra-repository';

const folder = temporaryFolder();
let archive: PackedArchive;
let repository: string;

beforeAll(() => {
  archive = pack(folder);
  repository = install(archive, folder);
});

describe('the archive', () => {
  test('holds the compiled library and the documents, and nothing else', () => {
    const others = archive.files.filter((file) => !/^build\/[-a-z0-9/]+\.(js|d\.ts)$/.test(file));
    expect(others).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
  });

  test('has a declaration file for each module', () => {
    const modules = archive.files.filter((file) => file.endsWith('.js'));
    expect(archive.files).toEqual(expect.arrayContaining(modules.map((file) => file.replace(/\.js$/, '.d.ts'))));
  });

  test('has what package.json points to', () => {
    const { main, types, exports, bin } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
    const entries = [main, types, exports['.'].types, exports['.'].default, bin['cdk8s-inference']];
    expect(archive.files).toEqual(expect.arrayContaining(entries.map((file: string) => file.replace(/^\.\//, ''))));
  });
});

describe('an infra repository', () => {
  test('compiles in strict mode, the declarations of all packages included', () => {
    const configuration = JSON.parse(run(repository, 'npx', 'tsc', '--showConfig'));
    expect(configuration.compilerOptions).toMatchObject({ strict: true });
    expect(configuration.compilerOptions).not.toHaveProperty('skipLibCheck');
    expect(run(repository, 'npx', 'tsc')).toBe('');
  });

  test('is told by the compiler what does not fit', () => {
    const chart = `
      import { defineChart, InferenceService, inferenceServiceValues } from 'cdk8s-inference';
      export const chart = defineChart({
        metadata: { name: 'chart', version: '1.0.0' },
        values: inferenceServiceValues,
        constructs: (scope, values) => {
          // @ts-expect-error: a typing mistake
          values.replicaCuont;
          // @ts-expect-error: text for a number
          new InferenceService(scope, 'text', { ...values, replicaCount: '3' });
          // @ts-expect-error: no such toleration
          new InferenceService(scope, 'toleration', { ...values, tolerations: [{ keys: 'gpu' }] });
        },
      });`;
    expect(compile(chart)).toBe('');
  });

  test('is synthesized by its npm script', () => {
    const output = run(repository, 'npm', 'run', 'synth');
    expect(output).toContain('dist/charts/sentiment-0.3.0.tgz');
    expect(filesOf(join(repository, 'dist'))).toMatchInlineSnapshot(`
[
  ".cdk8s-inference",
  "charts/sentiment-0.3.0.tgz",
  "charts/sentiment/.helmignore",
  "charts/sentiment/Chart.yaml",
  "charts/sentiment/README.md",
  "charts/sentiment/templates/NOTES.txt",
  "charts/sentiment/templates/_helpers.tpl",
  "charts/sentiment/templates/configmap-dashboard.yaml",
  "charts/sentiment/templates/configmap-files.yaml",
  "charts/sentiment/templates/configmap.yaml",
  "charts/sentiment/templates/deployment.yaml",
  "charts/sentiment/templates/externalsecret.yaml",
  "charts/sentiment/templates/hooks/configmap.yaml",
  "charts/sentiment/templates/hooks/database-migration.yaml",
  "charts/sentiment/templates/hooks/model-migration.yaml",
  "charts/sentiment/templates/hooks/model-prefetch-job.yaml",
  "charts/sentiment/templates/hooks/model-prefetch-serviceaccount.yaml",
  "charts/sentiment/templates/hooks/model-validation.yaml",
  "charts/sentiment/templates/hooks/warm-up.yaml",
  "charts/sentiment/templates/hpa.yaml",
  "charts/sentiment/templates/ingress.yaml",
  "charts/sentiment/templates/networkpolicy-cache.yaml",
  "charts/sentiment/templates/networkpolicy-cloud-identity.yaml",
  "charts/sentiment/templates/networkpolicy-database.yaml",
  "charts/sentiment/templates/networkpolicy-hooks.yaml",
  "charts/sentiment/templates/networkpolicy-model-storage.yaml",
  "charts/sentiment/templates/networkpolicy.yaml",
  "charts/sentiment/templates/pdb.yaml",
  "charts/sentiment/templates/prometheusrule-alerts.yaml",
  "charts/sentiment/templates/prometheusrule.yaml",
  "charts/sentiment/templates/pvc-model-cache.yaml",
  "charts/sentiment/templates/pvc-model.yaml",
  "charts/sentiment/templates/pvc.yaml",
  "charts/sentiment/templates/scaledobject.yaml",
  "charts/sentiment/templates/sealedsecret.yaml",
  "charts/sentiment/templates/service.yaml",
  "charts/sentiment/templates/serviceaccount.yaml",
  "charts/sentiment/templates/servicemonitor.yaml",
  "charts/sentiment/templates/tests/test-connection.yaml",
  "charts/sentiment/templates/validate-values.yaml",
  "charts/sentiment/values-dev.yaml",
  "charts/sentiment/values-prod.yaml",
  "charts/sentiment/values.schema.json",
  "charts/sentiment/values.yaml",
  "manifests/dev/configmap.sentiment.yaml",
  "manifests/dev/deployment.sentiment.yaml",
  "manifests/dev/hooks/pod.sentiment-test-connection.yaml",
  "manifests/dev/service.sentiment.yaml",
  "manifests/dev/serviceaccount.sentiment.yaml",
  "manifests/prod/configmap.sentiment.yaml",
  "manifests/prod/deployment.sentiment.yaml",
  "manifests/prod/hooks/pod.sentiment-test-connection.yaml",
  "manifests/prod/prometheusrule.sentiment-alerts.yaml",
  "manifests/prod/service.sentiment.yaml",
  "manifests/prod/serviceaccount.sentiment.yaml",
  "schemas/environments.schema.json",
]
`);
  });

  test('is synthesized for one environment by npx', () => {
    run(repository, 'npx', 'cdk8s-inference', 'synth', '--env', 'dev', '--no-charts', '--output', 'only-dev');
    expect(filesOf(join(repository, 'only-dev'))).toMatchInlineSnapshot(`
[
  ".cdk8s-inference",
  "manifests/dev/configmap.sentiment.yaml",
  "manifests/dev/deployment.sentiment.yaml",
  "manifests/dev/hooks/pod.sentiment-test-connection.yaml",
  "manifests/dev/service.sentiment.yaml",
  "manifests/dev/serviceaccount.sentiment.yaml",
]
`);
  });

  test('runs its own test', () => {
    expect(run(repository, 'npm', 'test')).toMatch(/^# pass 1$/m);
  });
});

describe('loading the package', () => {
  test('leaves the process as it was, and prints nothing', () => {
    const script = `
      const state = () => JSON.stringify({
        globals: Object.getOwnPropertyNames(globalThis).sort(),
        listeners: process.eventNames().map(String).sort(),
        env: process.env,
        cwd: process.cwd(),
        files: require('node:fs').readdirSync('.').sort(),
      });
      for (const peer of ['cdk8s', 'constructs', 'zod']) require(peer);
      const before = state();
      require('cdk8s-inference');
      require('node:assert').equal(state(), before);`;
    expect(run(repository, 'node', '--eval', script)).toBe('');
  });

  test('loads nothing that only the command line or the compiler needs', () => {
    const script = `
      require('cdk8s-inference');
      const packages = Object.keys(require.cache).map((file) => file.split(/node_modules./).pop());
      console.log(JSON.stringify(packages.map((path) => path.split(/[\\\\/]/)[0])));`;
    const loaded = new Set(JSON.parse(run(repository, 'node', '--eval', script)));
    expect(loaded).toContain('cdk8s');
    expect(loaded).not.toContain('cdk8s-plus-27');
    expect(loaded).not.toContain('commander');
    expect(loaded).not.toContain('typescript');
  });

  test('gives ECMAScript modules the same names', () => {
    const names = (kind: string, script: string) =>
      JSON.parse(run(repository, 'node', `--input-type=${kind}`, '--eval', script));
    const imported = names(
      'module',
      `import * as all from 'cdk8s-inference';
       const { default: whole, __esModule, 'module.exports': exported, ...named } = all;
       console.log(JSON.stringify(Object.keys(named).sort()));`,
    );
    const required = names('commonjs', `console.log(JSON.stringify(Object.keys(require('cdk8s-inference')).sort()))`);
    expect(imported).toEqual(required);
  });

  test('leaves no way to the inner modules', () => {
    const script = `require('cdk8s-inference/build/errors')`;
    expect(() => run(repository, 'node', '--eval', script)).toThrow('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });
});

/** What the compiler says about a file of the infra repository. */
function compile(text: string): string {
  const flags = ['--ignoreConfig', '--noEmit', '--strict', '--target', 'es2022', '--module', 'node16'];
  writeFileSync(join(repository, 'compiled.ts'), text);
  return run(repository, 'npx', 'tsc', ...flags, 'compiled.ts');
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
