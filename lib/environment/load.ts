import { readdirSync, readFileSync } from 'node:fs';
import { parse, relative, resolve, sep } from 'node:path';
import { EnvironmentError, type Problem } from '../errors';
import { joinWords } from '../values/expectation';
import { type DeclarationResult, declareEnvironment } from './declaration';
import type { EnvironmentSet } from './environment';
import type { ReadResult } from './located';
import { readModule } from './module';
import { faultOfName } from './name';
import { resolveEnvironments } from './resolve';
import { readYaml } from './yaml';

const YAML_FILE = /\.ya?ml$/;
const ENVIRONMENT_FILE = /\.ya?ml$|(?<!\.d)\.[jt]s$/;

/**
 * Reads and merges the environments of a folder, one file each: `<name>.yaml`, `.yml`, `.ts` or `.js`; hidden files and
 * those of other kinds are left alone. `base` is what the others extend. A TypeScript file needs a loader such as
 * ts-node in the process.
 *
 * Throws {@link EnvironmentError} with every problem of every file.
 *
 * @param folder absolute, or relative to the working directory
 */
export function loadEnvironments(folder: string): EnvironmentSet {
  const files = listFiles(folder);
  const byName = new Map<string, string[]>();
  for (const file of files) byName.set(parse(file).name, [...(byName.get(parse(file).name) ?? []), file]);

  const results = new Map<string, DeclarationResult>();
  for (const [name, sameName] of byName) {
    const fault = faultOfFiles(name, sameName.map(displayed));
    results.set(name, fault ? { problems: [fault] } : readEnvironment(name, sameName[0] as string));
  }
  return resolveEnvironments(results);
}

function readEnvironment(name: string, file: string): DeclarationResult {
  return declareEnvironment(
    name,
    YAML_FILE.test(file) ? readYamlFile(name, file) : readModule(name, file, displayed(file)),
  );
}

function readYamlFile(name: string, file: string): ReadResult {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    const { code, message: systemMessage } = error as NodeJS.ErrnoException;
    const reason = code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'it is not UTF-8 text' : systemMessage;
    const message = `${displayed(file)} cannot be read: ${reason}`;
    return { problems: [{ code: 'environment/unreadable', message, environment: name }] };
  }
  return readYaml({ file: displayed(file), environment: name, text });
}

function faultOfFiles(name: string, files: readonly string[]): Problem | undefined {
  const fault = faultOfName(name);
  if (fault !== undefined)
    return { code: 'environment/name', message: `${joinWords(files, 'and')}: ${fault}; rename the file` };
  if (files.length === 1) return undefined;
  const message = `${joinWords(files, 'and')} describe the same environment; keep one of them`;
  return { code: 'environment/same-name', message, environment: name };
}

/** The environment files of a folder as absolute paths, in the order of their names whatever the file system's is. */
function listFiles(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason =
      code === 'ENOENT'
        ? 'there is no such folder; create it with base.yaml and one file for each environment, such as dev.yaml'
        : `the folder cannot be read: ${message}`;
    throw emptyHanded(folder, 'environment/no-folder', reason);
  }
  const files = names.filter((name) => !name.startsWith('.') && ENVIRONMENT_FILE.test(name)).sort();
  if (files.length > 0) return files.map((name) => resolve(folder, name));
  const reason = 'the folder has no environments; add base.yaml and one file for each environment, such as dev.yaml';
  throw emptyHanded(folder, 'environment/none', reason);
}

function emptyHanded(folder: string, code: string, reason: string): EnvironmentError {
  const message = `${displayed(folder)}: ${reason}`;
  return new EnvironmentError('The environments cannot be read:', [{ code, message }]);
}

/** A path as the user knows it: relative to the working directory, with slashes on every platform. */
function displayed(path: string): string {
  return relative(process.cwd(), path).split(sep).join('/') || '.';
}
