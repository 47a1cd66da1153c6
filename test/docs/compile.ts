import { join, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(__dirname, '../..');

/** The options of this repository, strict and with `cdk8s-inference` standing for its sources. */
const { options } = ts.parseJsonConfigFileContent(
  { ...ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config, include: [], files: [] },
  ts.sys,
  root,
);

/**
 * What the compiler has against TypeScript texts, which need not be on disk: one message a problem.
 *
 * @param folder the folder that they would be in
 * @param texts by their path in it
 */
export function compileErrors(folder: string, texts: ReadonlyMap<string, string>): string[] {
  const files = new Map([...texts].map(([path, text]) => [join(folder, path), text]));
  const host = ts.createCompilerHost(options);
  const onDisk = { fileExists: host.fileExists, readFile: host.readFile };
  host.getCurrentDirectory = () => root;
  host.fileExists = (file) => files.has(file) || onDisk.fileExists(file);
  host.readFile = (file) => files.get(file) ?? onDisk.readFile(file);
  const program = ts.createProgram([...files.keys()], options, host);
  // The library that they import is checked by `npm run typecheck`.
  const problems = [...files.keys()].flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)));
  return problems.map(({ file, start, messageText }) => {
    const place = file && `${file.fileName}:${file.getLineAndCharacterOfPosition(start ?? 0).line + 1}: `;
    return `${place ?? ''}${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

/** A TypeScript text as a CommonJS module. */
export function toCommonJs(text: string): string {
  const compilerOptions = { ...options, module: ts.ModuleKind.CommonJS, noEmit: false };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}
