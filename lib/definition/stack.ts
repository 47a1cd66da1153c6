import type { SourceLocation } from '../errors';
import { shownFile, userFile } from './user-files';

/** What the stack of an error tells of the code that a user wrote. */
export interface UserStack {
  /** The innermost line that is neither of this library nor of another package. */
  readonly location?: SourceLocation;
  /** The classes whose constructors were running, outermost first. */
  readonly constructors: readonly string[];
  /** The functions that were running, innermost first. */
  readonly functions: readonly string[];
}

/** A call, in the file as it was written. */
export interface Frame {
  readonly name: string;
  readonly location: SourceLocation;
}

const FRAME = /^\s+at (?:(?<name>.+?) \()?(?<file>[^()\s][^()]*):(?<line>\d+):(?<column>\d+)\)?$/;

/** Reads the stack of what was thrown; there is none if it was no error. */
export function userStack(thrown: unknown): UserStack {
  const frames = stackFrames(thrown);
  const [own] = frames.flatMap(({ location }) => {
    const file = userFile(location.file);
    return file === undefined ? [] : [{ ...location, file: shownFile(file) }];
  });
  // The constructor of the base class runs as a part of all the others.
  const constructors = frames.flatMap(({ name }) => /^new (?!Construct$)(\S+)/.exec(name)?.[1] ?? []);
  return {
    ...(own && { location: own }),
    constructors: constructors.reverse(),
    functions: frames.map(({ name }) => name),
  };
}

/** The calls in the stack of what was thrown, innermost first; none if it was no error. */
export function stackFrames(thrown: unknown): Frame[] {
  if (!(thrown instanceof Error)) return [];
  return (thrown.stack ?? '').split('\n').flatMap((text): Frame[] => {
    const { name = '', file, line, column } = FRAME.exec(text)?.groups ?? {};
    if (file === undefined) return [];
    return [{ name, location: { file, line: Number(line), column: Number(column) } }];
  });
}

// Ten frames, as usual, may all be those of libraries.
const MAX_FRAMES = 50;

/** Runs a function whose errors remember more of their stack than usual. */
export function withLongStacks<T>(run: () => T): T {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = Math.max(before, MAX_FRAMES);
  try {
    return run();
  } finally {
    Error.stackTraceLimit = before;
  }
}
