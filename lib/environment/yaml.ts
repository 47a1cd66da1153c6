import { type Document, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, visit, type YAMLError } from 'yaml';
import type { Problem } from '../errors';
import { environmentPath } from './environment-path';
import type { LocatedMap, ReadResult, Source } from './located';
import { startOf, YamlTree } from './yaml-tree';

export interface YamlFile {
  /** The path by which the user knows it: relative to the working directory. */
  readonly file: string;
  /** Name of the environment that the file describes. */
  readonly environment: string;
  readonly text: string;
}

/**
 * Reads an environment file: one document of YAML 1.2 whose root is a map, with anchors, aliases and the merge key
 * (`<<`) that Helm takes too. All of its problems are found at once, each with its place.
 */
export function readYaml({ file, environment, text }: YamlFile): ReadResult {
  const lines = new LineCounter();
  const problems: Problem[] = [];
  const sourceAt = (offset: number): Source => {
    const { line, col } = lines.linePos(offset);
    return { environment, location: { file, line: Math.max(line, 1), column: Math.max(col, 1) } };
  };
  const report = (code: string, offset: number, segments: readonly (string | number)[], message: string): void => {
    const path = environmentPath(segments);
    problems.push({ code: `environment/${code}`, message, ...(path !== '' && { path }), ...sourceAt(offset) });
  };

  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    schema: 'core',
    intAsBigInt: true,
    // The parser's own duplicate check does not say where the first key is.
    uniqueKeys: false,
    // Its pretty errors quote the line, which may hold a secret.
    prettyErrors: false,
    resolveKnownTags: false,
  });
  for (const document of documents) {
    for (const error of document.errors) {
      report('yaml', offsetOf(error, document), [], `not valid YAML: ${error.message}`);
    }
    for (const { pos, message } of document.warnings) {
      report('tag', pos[0], [], `${message}; tags have no meaning in values, write the value itself`);
    }
  }
  if (problems.length > 0) return { problems };

  const [first, second] = documents;
  const contents = first?.contents;
  if (second) {
    const message = 'a second document begins here; give it a file of its own, or remove the "---"';
    report('documents', second.range[0], [], message);
  }
  if (!contents || (isScalar(contents) && contents.value === null)) {
    report('empty', 0, [], 'the file is empty; write "values: {}" for an environment that changes nothing');
  } else if (!isMap(contents)) {
    const found = isSeq(contents) ? 'a list' : 'a single value';
    report('not-a-map', startOf(contents), [], `expected a map with the key values, found ${found}`);
  } else {
    return { root: new YamlTree({ sourceAt, report }).locate(contents, []) as LocatedMap, problems };
  }
  return { problems };
}

/** Where an error is; for a quote that is never closed, where it is opened rather than where the file ends. */
function offsetOf(error: YAMLError, document: Document): number {
  let [offset] = error.pos;
  if (!/^Missing closing .quote/.test(error.message)) return offset;
  visit(document, {
    Scalar(_, { range }) {
      if (range?.[1] === error.pos[0]) offset = range[0];
    },
  });
  return offset;
}
