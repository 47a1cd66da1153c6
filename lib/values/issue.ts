import type { z } from 'zod';
import { adviceFor } from './advice';
import { isRecord } from './defaults';
import { describeExpected, describeExpectedForm, describeFound, SECRET_REFERENCE_FORM } from './expectation';
import type { PathSegment } from './path';
import { ruleMessage } from './rules/with-rules';
import { isSecretReference } from './secret-reference';
import type { Shape } from './shape';
import { acceptsType, unionOption } from './union-option';

type Issue = z.core.$ZodIssue;

/** Stands for every message that the schema leaves to zod; {@link explainIssue} puts its own in its place. */
export const UNEXPLAINED = '\0';

/** What the issues are about. */
export interface IssueContext {
  readonly root: Shape;
  readonly input: unknown;
  readonly written: (segments: readonly PathSegment[]) => string | undefined;
}

export interface Explanation {
  readonly code: string;
  readonly segments: readonly PathSegment[];
  readonly message: string;
}

/** One zod issue as problems in the terms of values: what was expected, what was found, what to write. */
export function explainIssue(issue: Issue, context: IssueContext): Explanation[] {
  return explain(issue, issue.path as PathSegment[], context);
}

/** @param segments the issue's place from the root on; inside of a union, zod counts from the union */
function explain(issue: Issue, segments: readonly PathSegment[], context: IssueContext): Explanation[] {
  const site = siteAt(context, segments);
  const problem = (code: string, message: string): Explanation[] => [{ code: `values/${code}`, segments, message }];

  if (isLiteralSecret(site)) return problem('literal-secret', describeLiteralSecret(site));
  switch (issue.code) {
    // Unknown keys of maps are found for every schema alike, in one place; these are keys of `z.record(z.enum(…))`.
    case 'unrecognized_keys':
      if (site.shape?.kind !== 'dictionary') return [];
      return issue.keys.map((key) => ({
        code: 'values/unknown-key',
        segments: [...segments, key],
        message: 'unknown key; the values schema does not name it',
      }));
    case 'invalid_key':
      return problem('invalid-key', describeInvalidKey(issue));
    case 'invalid_union':
      if (issue.message === UNEXPLAINED) return explainUnion(issue, site, segments, context);
      break;
    case 'custom': {
      const message = ruleMessage(issue, segments) ?? issue.message;
      return problem('rule', message === UNEXPLAINED ? 'refused by a rule of the values schema' : message);
    }
  }
  const code = codeOf(issue, site);
  return problem(code, issue.message === UNEXPLAINED ? describe(code, site) : issue.message);
}

interface Site {
  /** The shape at a place, the members of unions chosen; `undefined` where the schema names no such place. */
  readonly shape: Shape | undefined;
  readonly value: unknown;
  readonly written: string | undefined;
  /** The place is part of a secret's reference: whatever stands there may be the secret by mistake. */
  readonly secret: boolean;
}

function siteAt(context: IssueContext, segments: readonly PathSegment[]): Site {
  let shape: Shape | undefined = context.root;
  let value = context.input;
  let secret = false;
  for (const segment of segments) {
    if (shape) shape = childOf(shape, value, segment);
    value = ownValue(value, segment);
    secret ||= shape !== undefined && isSecretReference(shape.schema);
  }
  return { shape, value, written: context.written(segments), secret };
}

function childOf(shape: Shape, value: unknown, segment: PathSegment): Shape | undefined {
  switch (shape.kind) {
    case 'object':
      return shape.keys.get(String(segment));
    case 'dictionary':
      return shape.value;
    case 'sequence':
      return shape.element;
    case 'union': {
      const option = unionOption(shape, value);
      return option && childOf(option, value, segment);
    }
    default:
      return undefined;
  }
}

function ownValue(value: unknown, segment: PathSegment): unknown {
  if (Array.isArray(value)) return value[Number(segment)];
  return isRecord(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
}

function isLiteralSecret({ shape, value }: Site): boolean {
  if (!isScalar(value)) return false;
  if (shape?.kind === 'union') {
    return shape.options.some((option) => isSecretReference(option.schema)) && !unionOption(shape, value);
  }
  return shape !== undefined && isSecretReference(shape.schema);
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function describeLiteralSecret({ shape, value }: Site): string {
  const leaveOut = value === '' && (shape?.optional || shape?.defaultValue !== undefined);
  return leaveOut
    ? `a secret is written as a reference, never as text; leave the key out, or write ${SECRET_REFERENCE_FORM}`
    : `a secret is never written into values; write ${SECRET_REFERENCE_FORM}`;
}

function describeInvalidKey(issue: z.core.$ZodIssueInvalidKey): string {
  const inner = issue.issues[0];
  if (inner && inner.message !== UNEXPLAINED) return inner.message;
  const pattern = inner?.code === 'invalid_format' ? inner.pattern : undefined;
  return `this key is not allowed here${pattern === undefined ? '' : `; expected one that matches ${pattern}`}`;
}

function explainUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  site: Site,
  segments: readonly PathSegment[],
  context: IssueContext,
): Explanation[] {
  if (issue.discriminator !== undefined) {
    const names = 'options' in issue ? (issue.options ?? []) : [];
    const expected = `one of ${names.map((name) => JSON.stringify(name)).join(', ')}`;
    return site.value === undefined
      ? [{ code: 'values/required', segments, message: `required; expected ${expected}` }]
      : [{ code: 'values/not-an-option', segments, message: `expected ${expected}, found ${foundAt(site)}` }];
  }
  if (site.shape?.kind === 'union' || site.shape?.kind === 'scalarUnion') {
    const option = unionOption(site.shape, site.value);
    const inner = option && issue.errors[site.shape.options.indexOf(option)];
    if (inner) {
      return inner.flatMap((part) => explain(part, [...segments, ...(part.path as PathSegment[])], context));
    }
  }
  const code = codeOf(issue, site);
  return [{ code: `values/${code}`, segments, message: describe(code, site) }];
}

type Code = 'required' | 'wrong-type' | 'out-of-range' | 'not-an-option' | 'pattern';

function codeOf(issue: Issue, { shape, value }: Site): Code {
  if (value === undefined) return 'required';
  switch (issue.code) {
    case 'too_small':
    case 'too_big':
    case 'not_multiple_of':
      return 'out-of-range';
    case 'invalid_format':
      return 'pattern';
    case 'invalid_value':
      return 'not-an-option';
    default:
      return shape?.kind === 'choice' && acceptsType(shape, value) ? 'not-an-option' : 'wrong-type';
  }
}

function describe(code: Code, site: Site): string {
  const describeShape = code === 'pattern' ? describeExpectedForm : describeExpected;
  const expected = site.shape ? describeShape(site.shape) : 'another value';
  if (code === 'required') return `required; expected ${expected}`;
  const advice = site.shape && !site.secret ? adviceFor(site.shape, site.value, site.written) : undefined;
  return `expected ${expected}, found ${foundAt(site)}${advice === undefined ? '' : `; ${advice}`}`;
}

function foundAt({ value, written, secret }: Site): string {
  return secret && isScalar(value) ? 'another value' : describeFound(value, written);
}
