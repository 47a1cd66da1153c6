import type { z } from 'zod';
import { type Problem, ValuesError } from '../errors';
import { isRecord, withDefaults, withNulls } from './defaults';
import { explainIssue, UNEXPLAINED } from './issue';
import { comparePaths, formatPath, type PathSegment } from './path';
import { applyPresets, presetOrigin } from './presets/apply-presets';
import { shapeOf } from './shape';
import { findUnknownKeys } from './unknown-keys';
import { findUnportableText } from './unportable';

export interface CheckOptions {
  /** Top-level keys that hold a subchart's values: below them, every key is accepted. @default none */
  readonly openSections?: readonly string[];
  /**
   * The number or word at a place as it stands in the file, so that a message shows `1.10` where the value is 1.1.
   *
   * @default the value as JavaScript prints it
   */
  readonly written?: (segments: readonly PathSegment[]) => string | undefined;
}

/** A problem of values, with its path as data too. */
export interface ValuesProblem extends Problem {
  readonly segments: readonly PathSegment[];
}

/**
 * Every problem of raw, already merged values, in the order of their paths; none where the values fit the schema. More
 * is refused than by zod itself: keys that the schema does not name, at every level that is not `z.looseObject`.
 *
 * The codes are `values/unknown-key`, `reserved-key`, `invalid-key`, `required`, `wrong-type`, `out-of-range`,
 * `not-an-option`, `pattern`, `literal-secret`, `unportable-text` and `rule`. A message that the schema brings itself is passed on as it
 * is; the text of a secret is in no message.
 */
export function checkValues(schema: z.ZodObject, input: unknown, options: CheckOptions = {}): ValuesProblem[] {
  const root = shapeOf(schema);
  const preset = withNulls(root, applyPresets(root, input));
  const issues = schema.safeParse(preset, { error: () => UNEXPLAINED }).error?.issues ?? [];
  const context = { root, input: preset, written: options.written ?? (() => undefined) };
  const problems = [
    ...issues.flatMap((issue) => explainIssue(issue, context)),
    ...(isRecord(input) ? findUnknownKeys(root, input, options.openSections) : []),
    ...findUnportableText(root, input).map((text) => ({ code: 'values/unportable-text', ...text })),
  ].map(({ code, segments, message }) => {
    const path = formatPath(segments);
    const origin = presetOrigin(root, input, segments);
    return {
      code,
      message: origin === undefined ? message : `${message} (it follows from ${origin})`,
      ...(path !== '' && { path }),
      segments,
    };
  });
  return withoutRepeats(problems).sort((left, right) => comparePaths(left.segments, right.segments));
}

/** Two checks of one value often come to the same sentence. */
function withoutRepeats(problems: readonly ValuesProblem[]): ValuesProblem[] {
  const sentences = new Map<string, ValuesProblem>();
  for (const problem of problems) {
    const sentence = `${problem.path} ${problem.message}`;
    if (!sentences.has(sentence)) sentences.set(sentence, problem);
  }
  return [...sentences.values()];
}

/**
 * The values with the schema's defaults filled in. Throws {@link ValuesError} with every problem where they do not
 * fit the schema.
 */
export function parseValues<S extends z.ZodObject>(schema: S, input: unknown): z.output<S> {
  const problems = checkValues(schema, input);
  if (problems.length > 0) throw new ValuesError('The values do not fit their schema:', problems);
  return withDefaults(shapeOf(schema), input) as z.output<S>;
}
