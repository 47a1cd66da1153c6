import { formatPath } from '../values/path';
import type { Rule } from '../values/rules/rule';
import type { ObjectShape, Shape } from '../values/shape';
import { goIfLines } from './go-clause';
import { goCondition } from './go-condition';
import { goReference, knowing, type PrintContext } from './go-reference';
import { goComment } from './go-syntax';
import type { NamedTemplate } from './helpers-file';
import { loopVariables } from './print';
import type { Reference } from './reference';
import { goRuleCondition, siteWhere } from './rule-condition';
import { goMessage, KEY_STEP } from './rule-message';
import { type RuleSite, siteBelow } from './rule-site';

/** Columns of a rule's condition. */
const WIDTH = 120;

export interface ValidateValuesProps {
  readonly chart: string;
  /** Shape of the chart's values schema. */
  readonly shape: ObjectShape;
  /** The values that the chart does not take, by their path. */
  readonly fixed: ReadonlyMap<string, unknown>;
}

/** Name of the named template that fails where values break rules. */
const VALIDATE_VALUES = 'validateValues';

/**
 * The named templates that enforce the rules between values: one that fails with the messages of all rules that the
 * values of a release break, and what it needs. None where there are no rules.
 */
export function validateValues({ chart, shape, fixed }: ValidateValuesProps): NamedTemplate[] {
  const fileOf = () => {
    throw new RangeError('a rule cannot contain a checksum');
  };
  const context: PrintContext = { chart, loops: [], fileOf };
  const lines = shapeLines({ shape, steps: [], optionalSteps: [], context, collections: [], fixed });
  if (lines.length === 0) return [];
  return [
    {
      name: VALIDATE_VALUES,
      comment: 'Fails where values do not fit together, and says which.',
      lines: [
        '{{- $problems := list }}',
        ...lines,
        '{{- if $problems }}',
        '{{- fail (printf "\\nThe values of %s do not fit together:\\n  %s" .Chart.Name (join "\\n  " $problems)) }}',
        '{{- end }}',
      ],
    },
    ...(lines.some((line) => line.includes(`"${chart}.${KEY_STEP}"`)) ? [keyStep] : []),
  ];
}

/**
 * The template file that has values validated whenever the chart is rendered.
 *
 * @param header lines of the comment that the file begins with
 */
export function validateValuesFile(chart: string, header: readonly string[] = []): string {
  return [...goComment(header), `{{- include "${chart}.${VALIDATE_VALUES}" . }}`, ''].join('\n');
}

const keyStep: NamedTemplate = {
  name: KEY_STEP,
  comment: 'A key as a step of a path: .key, or ["a key"] where it is no identifier; nothing where there is none.',
  lines: [
    '{{- if regexMatch "^[A-Za-z_][A-Za-z0-9_]*$" (toString .) }}.{{ . }}',
    '{{- else if kindIs "string" . }}[{{ toRawJson . }}]',
    '{{- end }}',
  ],
};

/** The checks of a value and of what is in it. */
function shapeLines(site: RuleSite): string[] {
  const { shape } = site;
  if (site.steps.length > 0 && isFixed(site)) return [];
  switch (shape.kind) {
    case 'object':
      return whereThere(site, (inner) => objectLines(shape, inner));
    case 'union':
      return whereThere(site, (inner) => optionLines(inner));
    case 'sequence':
      return loopLines(site, shape.kind, shape.element);
    case 'dictionary':
      return loopLines(site, shape.kind, shape.value);
    default:
      return [];
  }
}

function isFixed({ steps, fixed }: RuleSite): boolean {
  return steps.every((step) => typeof step === 'string') && fixed.has(formatPath(steps as string[]));
}

function objectLines(object: ObjectShape, site: RuleSite): string[] {
  return [
    ...(object.rules ?? []).flatMap((rule) => ruleLines(rule, site)),
    ...[...object.keys.keys()].flatMap((key) => shapeLines(siteBelow(site, key))),
  ];
}

function ruleLines(rule: Rule, site: RuleSite): string[] {
  const refused = goRuleCondition(rule.refused, site);
  if (refused === false) return [];
  const line = `{{- $problems = append $problems ${goMessage(rule, siteWhere(rule.refused, site))} }}`;
  return refused === true ? [line] : [...goIfLines('if', refused, WIDTH), line, '{{- end }}'];
}

/** The checks of the options of a union, where its discriminator names them; of others nobody knows which one counts. */
function optionLines(site: RuleSite): string[] {
  const { shape } = site;
  if (shape.kind !== 'union' || shape.discriminator === undefined) return [];
  const { discriminator } = shape;
  return shape.options.flatMap((option) => {
    const inner = { ...site, shape: option };
    if (option.kind === 'union') return optionLines(inner);
    if (option.kind !== 'object') return [];
    const names = siteBelow(inner, discriminator);
    const options = names.shape.kind === 'choice' ? names.shape.options : [];
    const when = options.map((value) => ({ kind: 'equals' as const, reference: reference(names), value }));
    const lines = objectLines(option, inner);
    const condition = when.length === 1 ? when[0] : { kind: 'or' as const, conditions: when };
    return lines.length === 0 ? [] : [`{{- if ${goCondition(condition, site.context)} }}`, ...lines, '{{- end }}'];
  });
}

/** The checks of an optional object, which count where it is there. */
function whereThere(site: RuleSite, linesIn: (site: RuleSite) => string[]): string[] {
  const { shape, context } = site;
  if (!shape.optional && !shape.nullable) return linesIn(site);
  const inner = { ...site, context: knowing({ kind: 'defined', reference: reference(site) }, context) };
  const lines = linesIn(inner);
  const value = goReference(reference(site), context);
  const isThere = isNeverEmpty(shape) ? value : `kindIs "map" ${value}`;
  return lines.length === 0 ? [] : [`{{- if ${isThere} }}`, ...lines, '{{- end }}'];
}

/** Whether an object has a key at least, so that Go does not take it for false. */
function isNeverEmpty(shape: Shape): boolean {
  if (shape.kind === 'union') return shape.options.every(isNeverEmpty);
  return shape.kind === 'object' && [...shape.keys.values()].some(({ optional, nullable }) => !optional && !nullable);
}

function loopLines(site: RuleSite, collection: 'sequence' | 'dictionary', element: Shape): string[] {
  const { context } = site;
  const variables = loopVariables(reference(site), context.loops);
  const steps = [...site.steps, { loop: context.loops.length }];
  const lines = shapeLines({
    ...site,
    shape: element,
    steps,
    optionalSteps: element.nullable ? [...site.optionalSteps, steps.length] : site.optionalSteps,
    context: { ...context, loops: [...context.loops, variables] },
    collections: [...site.collections, collection],
  });
  if (lines.length === 0) return [];
  const over = goReference(reference(site), context);
  return [`{{- range ${variables.key}, ${variables.value} := ${over} }}`, ...lines, '{{- end }}'];
}

function reference({ shape, steps, optionalSteps }: RuleSite): Reference {
  return { shape, steps, optionalSteps };
}
