import { gzipSync } from 'node:zlib';
import { Header } from 'tar';
import { ChartDefinitionError, type Problem } from '../errors';
import { type ChartFiles, checkChartFiles } from './files';

const BLOCK = 512;
const FILE_MODE = 0o644;
// The earliest time that every archive format can say; nothing reads it.
const MODIFIED = new Date('1980-01-01T00:00:00Z');
const GZIP_OS_BYTE = 9;
const GZIP_OS_UNKNOWN = 255;

/** The name that Helm gives to a packaged chart. */
export function archiveFileName(name: string, version: string): string {
  return `${name}-${version}.tgz`;
}

/**
 * A chart as the archive that `helm package` makes, but reproducibly: `Chart.yaml` comes first and the other files in
 * order, all with the same owner, mode and time. The same files give the same bytes under the same release of Node, and
 * the same bytes before compression under all. Throws {@link ChartDefinitionError} on files that Helm would not load.
 */
export function packageChart(name: string, files: ChartFiles): Buffer {
  const headers = new Map([...files].map(([path, text]) => [path, fileHeader(`${name}/${path}`, text)]));
  const tooLong = [...headers].flatMap(([path, header]) => (header === undefined ? [pathProblem(path)] : []));
  const problems = [...checkChartFiles(files), ...tooLong];
  if (problems.length > 0) throw new ChartDefinitionError(`The chart ${name} cannot be packaged:`, problems);

  const blocks = orderedPaths(files).flatMap((path) => [
    headers.get(path) as Buffer,
    ...paddedContent(files.get(path) ?? ''),
  ]);
  return compress(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]));
}

function orderedPaths(files: ChartFiles): string[] {
  const rank = (path: string) => (path === 'Chart.yaml' ? 0 : 1);
  return [...files.keys()].sort((left, right) => rank(left) - rank(right) || (left < right ? -1 : 1));
}

/** `undefined` where the path does not fit. */
function fileHeader(path: string, text: string): Buffer | undefined {
  const header = new Header({
    path,
    type: 'File',
    size: Buffer.byteLength(text),
    mode: FILE_MODE,
    mtime: MODIFIED,
    uid: 0,
    gid: 0,
    uname: '',
    gname: '',
  });
  const block = Buffer.alloc(BLOCK);
  const needsExtension = header.encode(block, 0);
  return needsExtension ? undefined : block;
}

function pathProblem(path: string): Problem {
  return {
    code: 'chart/file-path',
    message: `${JSON.stringify(path)} does not fit into an archive; use ASCII letters only, and names below 100 characters`,
  };
}

function paddedContent(text: string): Buffer[] {
  const content = Buffer.from(text);
  return [content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)];
}

/** Node leaves the time in the header at zero, but names the system it runs on. */
function compress(archive: Buffer): Buffer {
  const compressed = gzipSync(archive, { level: 9 });
  compressed[GZIP_OS_BYTE] = GZIP_OS_UNKNOWN;
  return compressed;
}
