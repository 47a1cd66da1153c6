import { userFile } from '../definition/user-files';

/** A place in a source file. Lines and columns count from 1. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const MAX_FRAMES = 100;
const FRAME = /\(?((?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])[^()]*):(\d+):(\d+)\)?$/;

type CallSites = readonly NodeJS.CallSite[];

/**
 * The places of user code that read some values while an action runs with them, and the calls that led there, in
 * the files as they were written: what compiles files while Node loads them also says where the lines come from.
 */
export function valueReaders<Values extends object>(values: Values, action: (watched: Values) => void): SourcePlace[] {
  const places = new Map<string, SourcePlace>();
  const { prepareStackTrace, stackTraceLimit } = Error;
  const remember = () => {
    let sites: CallSites = [];
    Error.prepareStackTrace = (_, found) => {
      sites = found;
      return '';
    };
    Error.stackTraceLimit = MAX_FRAMES;
    // Reading it is what asks for the frames.
    void new Error().stack;
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
    // The first two are this function and the getter; those above the action have nothing to do with it.
    const inside = sites.slice(2);
    const end = inside.findIndex((site) => site.getFileName() === __filename);
    for (const site of inside.slice(0, end < 0 ? undefined : end)) {
      const file = userFile(site.getFileName() ?? '');
      const key = `${file}:${site.getLineNumber()}:${site.getColumnNumber()}`;
      if (file !== undefined && !places.has(key)) {
        const place = writtenAt(site);
        if (place) places.set(key, place);
      }
    }
  };
  const getters = Object.entries(values).map(([key, value]): [string, PropertyDescriptor] => [
    key,
    {
      enumerable: true,
      configurable: true,
      get: () => {
        remember();
        return value;
      },
    },
  ]);
  action(Object.defineProperties({}, Object.fromEntries(getters)) as Values);
  return [...places.values()];
}

/** Where a call stands in the file that it was compiled from. */
function writtenAt(site: NodeJS.CallSite): SourcePlace | undefined {
  const text = Error.prepareStackTrace?.(new Error(), [site]) ?? String(site);
  const [, file, line, column] = FRAME.exec(String(text).trim()) ?? [];
  const path = userFile(file ?? '');
  return path === undefined ? undefined : { file: path, line: Number(line), column: Number(column) };
}
