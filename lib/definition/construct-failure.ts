import type { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { formatLocation, InferenceError, type Problem } from '../errors';
import { type UserStack, userStack } from './stack';

/**
 * What the constructs of a chart threw, and how far they had come. Many are thrown while a chart is traced, and reading a
 * stack takes time, so {@link thrownProblems} does that only for those that somebody is told of.
 */
export class ConstructFailure extends Error {
  constructor(
    readonly chart: Chart,
    override readonly cause: unknown,
  ) {
    super(messageOf(cause));
    this.name = 'ConstructFailure';
  }
}

/** Something that is wrong with a chart's constructs. */
export interface ConstructProblem {
  readonly problem: Problem;
  /** A text that is the same where the same is wrong with other values too. */
  readonly identity: string;
}

/** What is wrong where building threw: the construct that did it, the line of the user's code, and what to do. */
export function thrownProblems(thrown: unknown): ConstructProblem[] {
  const cause = thrown instanceof ConstructFailure ? thrown.cause : thrown;
  const stack = userStack(cause);
  const at = stack.location ? ` at ${formatLocation(stack.location)}` : '';
  const isPlaced = thrown instanceof ConstructFailure && !isRefusedByTree(thrown.message);
  const threw = `${isPlaced ? subjectOf(thrown.chart, stack) : 'the constructs'} threw${at}`;
  if (!(cause instanceof InferenceError)) {
    const message = advised(messageOf(cause), stack);
    // The same check may have another message for other values.
    return [{ problem: { code: 'construct/threw', message: `${threw}: ${message}` }, identity: at || message }];
  }
  return cause.problems.map((problem) => ({
    // A problem with a value is told where the value was written.
    problem: problem.path === undefined ? { ...problem, message: `${threw}: ${problem.message}` } : problem,
    identity: `${problem.code} ${problem.path} ${at}`,
  }));
}

function subjectOf(chart: Chart, stack: UserStack): string {
  const construct = runningConstruct(chart, stack);
  return construct === chart ? 'the constructs' : `construct ${construct.node.path}`;
}

/** The innermost construct whose constructor was running; it is in the tree already, as the last of its class. */
function runningConstruct(chart: Chart, { constructors }: UserStack): IConstruct {
  let current: IConstruct = chart;
  for (const name of constructors) {
    const below = current.node.findAll().slice(1);
    current = below.findLast((construct) => construct.constructor.name === name) ?? current;
  }
  return current;
}

const SAME_ID = /^There is already a Construct with name '(.*)' in \S+(?: \[(.*)\])?$/s;
const EMPTY_ID = 'Only root constructs may have an empty ID';

/** Whether a construct could not get into the tree. */
function isRefusedByTree(message: string): boolean {
  return message === EMPTY_ID || SAME_ID.test(message);
}

/** A message of cdk8s or constructs, with what to do where it does not say that itself. */
function advised(message: string, { functions }: UserStack): string {
  const [, id, scope] = SAME_ID.exec(message) ?? [];
  if (id !== undefined) {
    return `there is already a construct with the id "${id}" in "${scope}"; give each construct of a scope an id of its own`;
  }
  if (message === EMPTY_ID) return 'a construct has an empty id; give it one';
  if (functions[0] === 'parseApiGroup' && !message.startsWith('invalid apiVersion')) {
    return 'an object has no apiVersion; give it apiVersion and kind, such as apps/v1 and Deployment';
  }
  return message;
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
