import type { Problem } from '../errors';

/** A chart as data: the text of each file by its path from the chart's folder, with `/` between the parts. */
export type ChartFiles = ReadonlyMap<string, string>;

/** Helm does not load a chart with a larger file. Source: `MaxDecompressedFileSize` of Helm's chart loader. */
const MAX_FILE_BYTES = 5 * 1024 * 1024;

/** The files that Helm could not load, or that would be written elsewhere than into the chart's folder. */
export function checkChartFiles(files: ChartFiles): Problem[] {
  return [...files].flatMap(([path, text]) => {
    const problems: Problem[] = [];
    if (!isInnerPath(path)) {
      problems.push({
        code: 'chart/file-path',
        message: `${JSON.stringify(path)} is not a path inside the chart; write it relative to the chart's folder, with "/" between its parts and without ".."`,
      });
    }
    const size = Buffer.byteLength(text);
    if (size > MAX_FILE_BYTES) {
      problems.push({
        code: 'chart/file-too-large',
        message: `${path} has ${size} bytes, and Helm loads no file above 5 MiB; split it, or keep the data outside of the chart`,
      });
    }
    return problems;
  });
}

/** Whether a path leads to somewhere below the folder that it is relative to. */
export function isInnerPath(path: string): boolean {
  if (/[\\\p{Cc}]/u.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
