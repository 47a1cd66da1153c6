import { ConfigurationError, readConfiguration } from '../../../lib/cli/configuration';
import { inFolderWith } from '../environment/temporary-folder';
import { temporaryApp } from './temporary-app';

jest.setTimeout(30_000);

/** The message that a `cdk8s.yaml` is refused with. */
function refusal(text: string): string {
  inFolderWith({ 'cdk8s.yaml': text });
  try {
    readConfiguration();
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

test('gives the app and the output folder, and leaves the keys of cdk8s-cli alone', () => {
  inFolderWith({ 'cdk8s.yaml': 'language: typescript\napp: npx ts-node main.ts\noutput: out\nimports: [k8s]\n' });
  expect(readConfiguration()).toMatchObject({ app: 'npx ts-node main.ts', output: 'out' });
});

test('gives nothing where there is no file', () => {
  inFolderWith({});
  expect(readConfiguration()).toBeUndefined();
});

describe('refuses', () => {
  test('broken YAML, with its place', () => {
    expect(refusal('language: typescript\napp: "npx ts-node main.ts\noutput: dist\n')).toMatchInlineSnapshot(`
"cdk8s.yaml cannot be used:
  cdk8s.yaml:4:1 not valid YAML: Missing closing "quote"
`);
  });

  test('wrong types, all at once', () => {
    expect(refusal('app: [npx, ts-node, main.ts]\noutput: 1\n')).toMatchInlineSnapshot(`
"cdk8s.yaml cannot be used:
  cdk8s.yaml:1:6 app: expected text of at least 1 character, found a list of 3 items
  cdk8s.yaml:2:9 output: expected text of at least 1 character, found the number 1; put it in quotes: "1""
`);
  });

  test('empty text', () => {
    expect(refusal('app: ""\n')).toMatchInlineSnapshot(`
"cdk8s.yaml cannot be used:
  cdk8s.yaml:1:6 app: expected text of at least 1 character, found empty text"
`);
  });

  test.each([
    ['an empty file', ''],
    ['a list', '- app\n'],
  ])('%s', (_, text) => {
    expect(refusal(text)).toBe(
      'cdk8s.yaml cannot be used:\n' +
        '  cdk8s.yaml:1:1 expected a map with the key app, such as "app: npx ts-node main.ts"',
    );
  });

  test('what cannot be read', () => {
    inFolderWith({ 'cdk8s.yaml/file': '' });
    expect(readConfiguration).toThrow('cdk8s.yaml cannot be read: EISDIR');
  });
});

describe('the command line', () => {
  test('ends with the text of the error', async () => {
    const { code, stdout, stderr } = await temporaryApp({ 'cdk8s.yaml': 'app: 1\n' }).run('synth');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatchInlineSnapshot(`
"error: cdk8s.yaml cannot be used:
  cdk8s.yaml:1:6 app: expected text of at least 1 character, found the number 1; put it in quotes: "1"
"
`);
  });

  test('says how to go on where there is no file', async () => {
    const { code, stderr } = await temporaryApp({}).run('synth');
    expect(code).toBe(1);
    expect(stderr).toMatchInlineSnapshot(`
"error: There is no app to run:
  there is no cdk8s.yaml in this folder; go where it is, write one with "app: npx ts-node main.ts", or use --app
"
`);
  });

  test('says how to go on where the file has no app', async () => {
    const { code, stderr } = await temporaryApp({ 'cdk8s.yaml': 'output: dist\n' }).run('synth');
    expect(code).toBe(1);
    expect(stderr).toMatchInlineSnapshot(`
"error: There is no app to run:
  cdk8s.yaml does not say how to run the app; add "app: npx ts-node main.ts" to it, or use --app
"
`);
  });
});
