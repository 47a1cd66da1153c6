import { userFile } from '../definition/user-files';
import type { SourceLocation } from '../errors';
import type { ScriptCoverage } from './coverage';
import { RunCounts } from './run-counts';
import { type Condition, type ConditionalSource, conditionsIn } from './source-conditions';
import { SourcePositions } from './source-position';
import type { Token } from './source-tokens';

/** A branch of the user's code that no run of the constructs took, so that the Helm chart may lack what it does. */
export interface UntakenBranch {
  readonly location: SourceLocation;
  /** The line of source code that the branch begins in. */
  readonly source: string;
  /** What never happened: the condition there was never so, or the code there never ran. */
  readonly never: 'true' | 'false' | 'defined' | 'run';
}

/** A branch that was not taken, by the offset of what has to be shown. */
interface Found {
  readonly offset: number;
  readonly never: UntakenBranch['never'];
}

/**
 * The branches that were never taken of one script, in the order of its lines; one for each line. Branches that only
 * throw, and those that the schema of the values makes impossible to take, are left out.
 *
 * @param times how often its parts ran, counted at several times
 */
export function untakenBranches(times: readonly ScriptCoverage[], source: string): UntakenBranch[] {
  const file = userFile(times[0]?.url ?? '');
  if (file === undefined) return [];
  const found = findUntaken(new RunCounts(times), conditionsIn(source));
  const positions = new SourcePositions(file, source);
  const byLine = new Map<number, UntakenBranch>();
  for (const { offset, never } of found) {
    const { location, text } = positions.at(offset);
    if (!byLine.has(location.line)) byLine.set(location.line, { location, source: text, never });
  }
  return [...byLine.values()].sort((left, right) => left.location.line - right.location.line);
}

function findUntaken(counts: RunCounts, source: ConditionalSource): Found[] {
  const { tokens, conditions } = source;
  const offsetOf = (index: number) => tokens[index].start;
  const blocks = counts.blocksNotRun
    .map((start) => tokens.findIndex((token) => token.start >= start))
    .filter((index) => index >= 0)
    .flatMap((index) => blockNotRun(source, index));
  const callbacks = counts.functionsNotCalled
    .map((start) => tokens.findIndex((token) => token.start >= start))
    .filter((index) => isCallback(tokens, index) && !onlyThrows(source, bodyOf(tokens, index)))
    .map((index): Found => ({ offset: offsetOf(index), never: 'run' }));
  const always = conditions
    .filter((condition) => condition.kind !== '?' && condition.other === undefined)
    .filter((condition) => isAboutContent(tokens, condition) && isNeverOtherwise(counts, tokens, condition))
    .map((condition): Found => ({ offset: offsetOf(condition.from), never: NEVER_WHERE_ALWAYS[condition.kind] }));
  return [...blocks, ...callbacks, ...always];
}

/** What a condition never is, if what runs by it first always runs. */
const NEVER_WHERE_ALWAYS = { if: 'false', '&&': 'false', '||': 'true', '??': 'defined', '?': 'false' } as const;

/** What to say of a block that never ran and begins with a token; nothing where it need not run. */
function blockNotRun(source: ConditionalSource, index: number): Found[] {
  const { tokens, conditions } = source;
  const first = tokens[index].text;
  if (first === 'default' || first === 'catch' || first === 'finally' || first === '??') return [];
  if (onlyThrows(source, first === 'else' || first === '?' || first === ':' ? index + 1 : index)) return [];
  const found = (condition: Condition, never: Found['never']) => [{ offset: tokens[condition.from].start, never }];

  const held = conditions.find((condition) => condition.first === index);
  if (held) {
    if (held.kind === '||') return isPlain(tokens, held) ? [] : found(held, 'false');
    return isAbsence(tokens, held, ['===', '==']) ? [] : found(held, 'true');
  }
  const otherwise = conditions.find((condition) => condition.other === index);
  if (otherwise) return isAbsence(tokens, otherwise, ['!==', '!=']) ? [] : found(otherwise, 'false');
  // What comes after `if (…) return` does not run where the condition always holds.
  const before = conditions.find((condition) => condition.after === index);
  if (before) return found(before, 'false');
  return [{ offset: tokens[index].start, never: first === '?.' ? 'defined' : 'run' }];
}

/** Whether a block begins with `throw`, or is made of statements of which the last one throws. */
function onlyThrows({ tokens, pairs }: ConditionalSource, index: number): boolean {
  if (tokens[index]?.text === 'throw') return true;
  const end = tokens[index]?.text === '{' ? pairs.get(index) : undefined;
  if (end === undefined) return false;
  let last = index + 1;
  for (let at = index + 1; at < end; at = Math.max(at, pairs.get(at) ?? at) + 1) {
    if (tokens[at - 1].text === ';' || tokens[at - 1].text === '}') last = at;
  }
  return tokens[last].text === 'throw';
}

/** Whether a function is given to another one to be called, other than to compare or to recover. */
function isCallback(tokens: readonly Token[], index: number): boolean {
  const [name, before] = [tokens[index - 2]?.text ?? '', tokens[index - 1]?.text];
  return (before === '(' && !/^(?:sort|toSorted|catch)$/.test(name)) || before === ',';
}

function bodyOf(tokens: readonly Token[], index: number): number {
  const arrow = tokens.findIndex(({ text }, at) => at >= index && (text === '=>' || text === '{'));
  return tokens[arrow]?.text === '=>' ? arrow + 1 : arrow;
}

const ABSENT = new Set(['undefined', 'null']);

/** Whether a condition ends with a comparison with `undefined` or `null` by one of some operators. */
function isAbsence(tokens: readonly Token[], { from, to }: Condition, operators: readonly string[]): boolean {
  const last = tokens[to - 1]?.text ?? '';
  const operator = last === '0' && tokens[to - 2]?.text === 'void' ? to - 3 : to - 2;
  const isAbsent = ABSENT.has(last) || operator === to - 3;
  return isAbsent && operator >= from && operators.includes(tokens[operator]?.text ?? '');
}

/** Whether a condition only names a value. */
function isPlain(tokens: readonly Token[], { from, to }: Condition): boolean {
  return tokens.slice(from, to).every(({ kind, text }) => kind === 'name' || text === '.' || text === '?.');
}

const SHAPE_TESTS = /^(?:isArray|keys|values|entries|hasOwn|isInteger|isFinite|isSafeInteger)$/;
const TYPES = /^(?:string|number|boolean|object|undefined|function)$/;

/** Whether a condition asks what a value holds: it compares with a constant, calls a function or looks something up. */
function isAboutContent(tokens: readonly Token[], { kind: operator, from, to }: Condition): boolean {
  return tokens.slice(from, to).some(({ kind, text }, index) => {
    const before = index === 0 ? undefined : tokens[from + index - 1];
    if (kind === 'text') return text !== '' && !TYPES.test(text);
    if (kind === 'pattern') return true;
    if (kind === 'number') return text !== '0' && operator !== '??';
    const isAfterName = before?.kind === 'name' && !SHAPE_TESTS.test(before.text);
    if (text === '[') return isAfterName && (operator === '??' || operator === '||');
    return text === '(' && (isAfterName || before?.text === ')');
  });
}

/** Whether what runs only if a condition holds, or only if it does not, ran as often as the condition was asked. */
function isNeverOtherwise(counts: RunCounts, tokens: readonly Token[], { from, first }: Condition): boolean {
  const [asked, ran] = [counts.at(tokens[from].start), counts.at(tokens[first].start)];
  return asked !== undefined && asked > 0 && asked === ran;
}
