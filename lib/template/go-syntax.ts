import { NO_VALUE } from '../values/unportable';
import type { Call, Concatenation, Expression, Fallback } from './expression';
import { goPattern } from './go-pattern';
import {
  goPipelineStart,
  goReference,
  goRoot,
  goText,
  isAtRoot,
  type LoopVariables,
  type PrintContext,
} from './go-reference';
import { goWholeNumber } from './go-whole-number';
import type { Reference } from './reference';
import { type ScalarType, scalarTypes } from './scalar-types';
import { type Matched, TEXT_FUNCTIONS, type TextChange } from './text-function';
import { isBlockText, isPlainText, quoteYaml, yamlScalar } from './yaml';

/** An expression as a Go pipeline that gives text, without quotes around it. */
export function goPipeline(expression: Expression, context: PrintContext): string {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string' ? goText(expression.value) : String(expression.value);
    case 'value':
    case 'asText':
      return goTextOf(expression.reference, context).pipeline;
    case 'call':
      return goCall(expression, context);
    case 'length':
      return `len ${goReference(expression.reference, context)}`;
    case 'json':
      return `${goPipelineStart(expression.reference, context)} | toRawJson`;
    case 'loopKey':
      return (context.loops[expression.loop] as LoopVariables).key;
    case 'loopIndex': {
      const { key } = context.loops[expression.loop] as LoopVariables;
      return expression.from === 0 ? key : `add ${key} ${expression.from}`;
    }
    case 'builtin':
      return `${isAtRoot(context) ? '' : '$'}.${expression.name}`;
    case 'include':
      if (expression.suffix === undefined) return `include "${context.chart}.${expression.helper}" ${goRoot(context)}`;
      return `include "${context.chart}.resourceName" (list ${goRoot(context)} ${goArgument(expression.suffix, context)})`;
    case 'concatenation':
      return goPrintf(expression.parts, context);
    case 'fallback':
      return goFallback(expression, context);
    case 'join':
      return `join ${goText(expression.separator)} ${goReference(expression.reference, context)}`;
    case 'joinedTexts': {
      const list = context.lists?.get(expression);
      if (list === undefined) throw new RangeError('joined texts are put into a list first');
      return `join ${goText(expression.separator)} ${list}`;
    }
    case 'reckoned':
      return goWholeNumber(expression.number, (reference) => goReference(reference, context));
    case 'checksum': {
      const file = context.fileOf(expression.objectKind, expression.objectName);
      return `include (print $.Template.BasePath "/${file}") ${goRoot(context)} | sha256sum`;
    }
  }
}

/** The same for functions that take nothing but text. */
function goTextPipeline(expression: Expression, context: PrintContext): string {
  const pipeline = goPipeline(expression, context);
  switch (expression.kind) {
    case 'length':
    case 'loopIndex':
    case 'reckoned':
      return `${pipeline} | toString`;
    case 'value':
    case 'asText':
      return goTextOf(expression.reference, context).verb === '%s' ? pipeline : `${pipeline} | toString`;
    default:
      return pipeline;
  }
}

/** One character, as often as it stands at the beginning and at the end. */
const AROUND = /^\^([\w\s/,:;=@#%&~-])\+\|\1\+\$$/;

function goCall({ function: change, argument }: Call, context: PrintContext): string {
  const pipeline = goTextPipeline(argument, context);
  if (typeof change === 'string' || !('pattern' in change)) return `${pipeline} | ${goChange(change)}`;
  const [, around] = change.to === '' ? (AROUND.exec(change.pattern) ?? []) : [];
  if (around !== undefined) return `${pipeline} | trimAll ${goText(around)}`;
  const translated = goPattern({ source: change.pattern, flags: 'g' }, { isPlain: true });
  if ('problem' in translated) throw new RangeError(`${change.pattern}: ${translated.problem}`);
  // The text is its second argument, so that it cannot come through a pipe.
  const text = pipeline.includes(' ') ? `(${pipeline})` : pipeline;
  const pattern = change.anyCase ? `(?i)${translated.pattern}` : translated.pattern;
  return `regexReplaceAll ${goText(pattern)} ${text} ${goText(change.to)}`;
}

function goChange(change: Exclude<TextChange, Matched>): string {
  if (typeof change === 'string') return TEXT_FUNCTIONS[change].go;
  if ('trim' in change) return `${change.trim} ${goText(change.text)}`;
  if ('cut' in change) return `trunc ${change.cut}`;
  if ('split' in change) return `splitList ${goText(change.split)} | ${change.part}`;
  return `replace ${goText(change.from)} ${goText(change.to)}`;
}

/** The first of several that is not empty. Helm's `coalesce` gives nothing where all are, so the last one must never be. */
function goFallback(expression: Fallback, context: PrintContext): string {
  const references: Reference[] = [];
  let last: Expression = expression;
  for (; last.kind === 'fallback'; last = last.otherwise) references.push(last.reference);
  if (references.length > 1 && isNeverEmpty(last)) {
    const values = references.map((reference) => goReference(reference, context));
    return `coalesce ${[...values, goArgument(last, context)].join(' ')}`;
  }
  return `${goPipelineStart(expression.reference, context)} | default ${goArgument(expression.otherwise, context)}`;
}

function isNeverEmpty(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string' && expression.value !== '';
    case 'concatenation':
      return expression.parts.some(isNeverEmpty);
    case 'include':
      return expression.helper === 'fullname' || expression.helper === 'name';
    default:
      return false;
  }
}

/** An expression as one argument of a Go function. */
export function goArgument(expression: Expression, context: PrintContext): string {
  const pipeline = goPipeline(expression, context);
  return /^(?:"(?:[^"\\]|\\.)*"|[^\s"]+)$/.test(pipeline) ? pipeline : `(${pipeline})`;
}

/** A value as JavaScript makes text of it: a pipeline, and the verb that prints it. */
function goTextOf(reference: Reference, context: PrintContext): { readonly pipeline: string; readonly verb: string } {
  const value = goPipelineStart(reference, context);
  const types = scalarTypes(reference.shape);
  const isOnly = (...expected: ScalarType[]) => [...types].every((type) => expected.includes(type));
  if (isOnly('text')) return { pipeline: value, verb: '%s' };
  if (isOnly('text', 'boolean', 'smallInteger')) return { pipeline: value, verb: '%v' };
  if (isOnly('integer', 'smallInteger')) return { pipeline: `${value} | int64`, verb: '%d' };
  if (!types.has('text')) return { pipeline: `${value} | toJson`, verb: '%s' };
  const argument = goReference(reference, context);
  return { pipeline: `kindIs "string" ${argument} | ternary ${argument} (${value} | toJson)`, verb: '%s' };
}

function goPrintf(parts: readonly Expression[], context: PrintContext): string {
  const format = parts
    .map((part) => (part.kind === 'literal' ? String(part.value).replaceAll('%', '%%') : goVerb(part, context)))
    .join('');
  const values = parts.filter((part) => part.kind !== 'literal');
  return `printf ${goText(format)} ${values.map((part) => goArgument(part, context)).join(' ')}`;
}

function goVerb(expression: Expression, context: PrintContext): string {
  switch (expression.kind) {
    case 'length':
    case 'loopIndex':
    case 'reckoned':
      return '%d';
    case 'value':
    case 'asText':
      return goTextOf(expression.reference, context).verb;
    default:
      return '%s';
  }
}

/** An expression as the value of a YAML scalar, quoted as its type asks. */
export function yamlExpression(expression: Expression, context: PrintContext): string {
  switch (expression.kind) {
    case 'literal':
      return escapeTemplate(yamlScalar(expression.value));
    case 'value':
      return yamlValue(expression.reference, context);
    case 'checksum':
      return `{{ ${goPipeline(expression, context)} }}`;
    case 'length':
    case 'loopIndex':
    case 'reckoned':
      return `{{ ${goPipeline(expression, context)}${expression.asText ? ' | quote' : ''} }}`;
    case 'fallback': {
      const pipeline = goPipeline(expression, context);
      const isText = expression.reference.shape.kind === 'text';
      return isText ? `{{ ${pipeline} | quote }}` : `{{ ${pipeline} }}`;
    }
    case 'concatenation':
      return (
        yamlConcatenation(expression.parts, context) ??
        `{{ ${goPipeline(expression, context)} | ${goQuote(expression)} }}`
      );
    default:
      return `{{ ${goPipeline(expression, context)} | quote }}`;
  }
}

function yamlValue(reference: Reference, context: PrintContext): string {
  const value = goPipelineStart(reference, context);
  const { shape } = reference;
  const types = scalarTypes(shape);
  if (types.size > 1) return `{{ ${value} | toJson }}`;
  if (types.has('integer')) return `{{ ${value} | int64 }}`;
  if (!types.has('text')) return `{{ ${value} }}`;
  const isPlain = shape.kind === 'choice' && shape.options.every(isPlainText);
  return isPlain ? `{{ ${value} }}` : `{{ ${value} | quote }}`;
}

/** The function that puts text into quotes: that for JSON, where there is something in it that Helm removes unless it is escaped. */
function goQuote({ parts }: Concatenation): string {
  const isRemoved = parts.some((part) => part.kind === 'literal' && String(part.value).includes(NO_VALUE));
  return isRemoved ? 'toJson' : 'quote';
}

/** Text in double quotes with actions in it, if none of them can give a character that ends or bends the quotes. */
function yamlConcatenation(parts: readonly Expression[], context: PrintContext): string | undefined {
  if (!parts.every((part) => part.kind === 'literal' || isHarmless(part))) return undefined;
  const inQuotes = (text: string) => quoteYaml(text).slice(1, -1);
  return `"${printParts(parts, (part) => textAction(part, context), inQuotes)}"`;
}

/** Text of a template: literals with actions among them. */
function printParts(
  parts: readonly Expression[],
  print: (part: Expression) => string,
  write: (text: string) => string = (text) => text,
): string {
  return parts
    .map((part, at) => {
      if (part.kind !== 'literal') return print(part);
      const text = escapeTemplate(write(String(part.value)));
      // A brace right before an action would be one of its own.
      return at < parts.length - 1 && text.endsWith('{') ? `${text.slice(0, -1)}{{ "{" }}` : text;
    })
    .join('');
}

/** Text of several lines that can stand in a block literal whatever its actions give; they are put in by `print`. */
export function blockText({ parts }: Concatenation, print: (expression: Expression) => string): string | undefined {
  const textWith = (shown: (part: Expression) => string) =>
    parts.map((part) => (part.kind === 'literal' ? String(part.value) : shown(part))).join('');
  const isSafe = parts[0]?.kind === 'literal' && parts.every((part) => part.kind === 'literal' || isHarmless(part));
  if (!isSafe || !isBlockText(textWith(() => 'x'))) return undefined;
  return printParts(parts, print);
}

/** An expression as text of a template. */
export function templateText(expression: Expression, context: PrintContext): string {
  const parts = expression.kind === 'concatenation' ? expression.parts : [expression];
  return printParts(parts, (part) => textAction(part, context));
}

/** An expression as an action in the middle of text. */
export function textAction(expression: Expression, context: PrintContext): string {
  return `{{ ${goPipeline(expression, context)} }}`;
}

/** Whether an expression only ever gives letters, digits, dashes and dots. */
function isHarmless(expression: Expression): boolean {
  switch (expression.kind) {
    case 'builtin':
      return expression.name !== 'Chart.AppVersion';
    case 'include':
      if (expression.suffix && expression.suffix.kind !== 'literal') return false;
      return expression.helper === 'fullname' || expression.helper === 'name' || expression.helper === 'chart';
    case 'asText':
    case 'value': {
      const { shape } = expression.reference;
      if (!scalarTypes(shape).has('text')) return true;
      return (
        shape.kind === 'choice' && shape.options.every((option) => typeof option !== 'string' || isPlainText(option))
      );
    }
    case 'length':
    case 'loopIndex':
    case 'reckoned':
      return true;
    default:
      return false;
  }
}

/** Lines that are in the template only: nothing of them is rendered, nor the line break after them. */
export function goComment(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['{{- /*', ...lines.map((line) => line.replaceAll('*/', '* /')), '*/ -}}'];
}

/** Text in which `{{` stays what it is when Helm renders it. */
export function escapeTemplate(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}');
}
