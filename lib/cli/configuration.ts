import { readFileSync } from 'node:fs';
import { isMap, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { InferenceError, type Problem, type SourceLocation } from '../errors';
import { checkValues } from '../values/validate';

/** The file that cdk8s-cli reads too. */
export const CONFIGURATION_FILE = 'cdk8s.yaml';

/** What `cdk8s.yaml` says. */
export interface Configuration {
  /** The command that runs the app, for a shell. */
  readonly app?: string;
  /** The output folder. */
  readonly output?: string;
}

/** A `cdk8s.yaml`, or an app named there or on the command line, that cannot be used. */
export class ConfigurationError extends InferenceError {}

// cdk8s-cli has further keys, which are its own.
const schema = z.looseObject({
  app: z.string().min(1).optional(),
  output: z.string().min(1).optional(),
});

/**
 * Reads `cdk8s.yaml` in the working directory; `undefined` where there is none. Throws {@link ConfigurationError} with
 * everything that is wrong with it.
 */
export function readConfiguration(): Configuration | undefined {
  const text = readFile();
  if (text === undefined) return undefined;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const locationAt = (offset: number): SourceLocation => {
    const { line, col } = lines.linePos(offset);
    return { file: CONFIGURATION_FILE, line: Math.max(line, 1), column: Math.max(col, 1) };
  };

  const syntax = document.errors.map((error) => ({
    code: 'configuration/yaml',
    message: `not valid YAML: ${error.message}`,
    location: locationAt(error.pos[0]),
  }));
  if (syntax.length > 0) throw unusable(syntax);
  if (!isMap(document.contents)) {
    const message = 'expected a map with the key app, such as "app: npx ts-node main.ts"';
    throw unusable([{ code: 'configuration/not-a-map', message, location: locationAt(0) }]);
  }

  const values = document.toJS();
  const problems = checkValues(schema, values).map(({ segments, ...problem }) => ({
    ...problem,
    code: problem.code.replace('values/', 'configuration/'),
    location: locationAt((document.getIn(segments, true) as Node | undefined)?.range?.[0] ?? 0),
  }));
  if (problems.length > 0) throw unusable(problems);
  return values;
}

function readFile(): string | undefined {
  try {
    return readFileSync(CONFIGURATION_FILE, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw unusable([{ code: 'configuration/unreadable', message: `${CONFIGURATION_FILE} cannot be read: ${message}` }]);
  }
}

function unusable(problems: readonly Problem[]): ConfigurationError {
  return new ConfigurationError(`${CONFIGURATION_FILE} cannot be used:`, problems);
}
