import { z } from 'zod';
import { isRecord } from '../defaults';
import type { PathSegment } from '../path';
import { holds, lookupIn } from './evaluate';
import { type Rule, rulePaths, type Violation, violationOf, violationText } from './rule';
import { RULE_VOCABULARY, type RuleVocabulary } from './vocabulary';

/** A check of zod's that consists of rules. It goes wherever zod takes it: through `extend`, `describe`, `meta`… */
interface RulesCheckDefinition extends z.core.$ZodCheckDef {
  readonly check: 'rules';
  readonly rules: readonly Rule[];
}

/**
 * An object schema with rules between its values. At synth they hold like refinements of zod; the chart enforces them as
 * well, with the same words, when it is installed. The rules come with the schema wherever it is used: in other objects,
 * in lists, records and options of discriminated unions.
 *
 * ```ts
 * withRules(z.object({ min: z.int().default(1), max: z.int().default(10) }), ({ atMost }) => [atMost('min', 'max')]);
 * ```
 *
 * @param rules makes the rules from words whose paths TypeScript checks against the schema
 */
export function withRules<Schema extends z.ZodObject>(
  schema: Schema,
  rules: (vocabulary: RuleVocabulary<Schema['shape']>) => readonly (readonly Rule[])[],
): Schema {
  return schema.check(rulesCheck(rules(RULE_VOCABULARY as unknown as RuleVocabulary<Schema['shape']>).flat()));
}

/** The check of zod's that carries rules. */
export function rulesCheck(rules: readonly Rule[]): z.core.$ZodCheck<unknown> {
  // Other problems of the same object do not silence the rules: a reader wants to see everything at once.
  const definition: RulesCheckDefinition = { check: 'rules', rules, when: () => true };
  const check = new z.core.$ZodCheck(definition);
  check._zod.check = (payload) => {
    const { value, issues } = payload;
    if (!isRecord(value)) return;
    const lookup = lookupIn(value);
    const broken = rules.filter(({ refused }) => holds(refused, lookup));
    if (broken.length === 0) return;
    // What has the wrong type is told already; what a rule made of it would mislead.
    const malformed = issues.filter(({ code }) => code !== 'custom').map(({ path = [] }) => path as PathSegment[]);
    for (const rule of broken) {
      const isMisled = rulePaths(rule).some((read) => malformed.some((path) => overlaps(path, read)));
      if (!isMisled) issues.push(issueOf(violationOf(rule, lookup), value));
    }
  };
  return check;
}

function issueOf(violation: Violation, input: unknown): z.core.$ZodRawIssue {
  const message = violationText(violation.words, []);
  return {
    code: 'custom',
    path: [...violation.path],
    message,
    params: { brokenRule: violation },
    input,
    continue: true,
  };
}

function overlaps(left: readonly PathSegment[], right: readonly PathSegment[]): boolean {
  return left.slice(0, right.length).every((segment, index) => segment === right[index]);
}

/** The rules of a schema by its definition object. */
export function rulesOf({ checks = [] }: { checks?: readonly z.core.$ZodCheck[] }): Rule[] {
  return checks.flatMap(({ _zod: { def } }) => (def.check === 'rules' ? (def as RulesCheckDefinition).rules : []));
}

/** The message of a broken rule with its paths as they are from the root of the values, if an issue is one. */
export function ruleMessage(issue: z.core.$ZodIssueCustom, segments: readonly PathSegment[]): string | undefined {
  const violation = violationIn(issue);
  return violation && violationText(violation.words, segments.slice(0, segments.length - violation.path.length));
}

/** The paths, from the root of the values, of all that a broken rule reads, if an issue is one. */
export function readByRule(issue: z.core.$ZodIssue): PathSegment[][] | undefined {
  const violation = issue.code === 'custom' ? violationIn(issue) : undefined;
  const object = issue.path.slice(0, issue.path.length - (violation?.path.length ?? 0)) as PathSegment[];
  return violation?.read.map((path) => [...object, ...path]);
}

function violationIn({ params }: z.core.$ZodIssueCustom): Violation | undefined {
  return params?.brokenRule as Violation | undefined;
}
