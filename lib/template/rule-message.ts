import { formatPath, pathStep } from '../values/path';
import type { Operand } from '../values/rules/condition';
import type { MessagePart, Rule, RulePlace } from '../values/rules/rule';
import { goReference, goText, mayBeMissing } from './go-reference';
import { goNumber } from './rule-comparison';
import { decided, type RuleSite, referenceAt } from './rule-site';
import { scalarTypes } from './scalar-types';

/** The named template that gives a key as a step of a path; its argument is the key. */
export const KEY_STEP = 'keyStep';

/** A piece of a text that the template puts together: words, or a verb of `printf` with its argument. */
type Piece = string | { readonly verb: '%d' | '[%d]' | '%s'; readonly argument: string };

/** The message of a broken rule as one argument in Go: the place, then what is wrong there. */
export function goMessage(rule: Rule, site: RuleSite): string {
  const pieces = [...placePieces(rule.place, site), ': ', ...rule.message.flatMap((part) => partPieces(part, site))];
  if (pieces.every((piece) => typeof piece === 'string')) return goText(pieces.join(''));
  const format = pieces.map((piece) => (typeof piece === 'string' ? piece.replaceAll('%', '%%') : piece.verb)).join('');
  const args = pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.argument]));
  return `(printf ${goText(format)} ${args.join(' ')})`;
}

function partPieces(part: MessagePart, site: RuleSite): Piece[] {
  if (typeof part === 'string') return [part];
  return 'place' in part ? placePieces(part.place, site) : [foundPiece(part.found, site)];
}

/** A place from the root of the values on. */
function placePieces(place: RulePlace, site: RuleSite): Piece[] {
  return [...site.steps, ...place].map((step, index): Piece => {
    if (typeof step === 'string') return index === 0 ? formatPath([step]) : pathStep(step);
    if ('loop' in step) {
      const { key } = site.context.loops[step.loop];
      return site.collections[step.loop] === 'sequence' ? { verb: '[%d]', argument: key } : keyPiece(key, site);
    }
    if ('index' in step) return `[${step.index}]`;
    const key = decided(site, step);
    if (key === undefined) return '';
    if (key.kind === 'constant') return pathStep(String(key.value));
    return keyPiece(goReference(referenceAt(site, key.path), site.context), site);
  });
}

function keyPiece(key: string, { context }: RuleSite): Piece {
  return { verb: '%s', argument: `(include "${context.chart}.${KEY_STEP}" ${key})` };
}

/** What was found, as JSON. */
function foundPiece(operand: Operand, site: RuleSite): Piece {
  const known = decided(site, operand);
  if (known === undefined || known.kind === 'constant') return JSON.stringify(known?.value ?? null);
  if (known.kind !== 'value') return { verb: '%s', argument: `(toJson ${goNumber(known, site)})` };
  const reference = referenceAt(site, known.path);
  const value = goReference(reference, site.context);
  const isWhole = [...scalarTypes(reference.shape)].every((type) => type === 'integer' || type === 'smallInteger');
  return isWhole && !mayBeMissing(reference, site.context)
    ? { verb: '%d', argument: `(int64 ${value})` }
    : { verb: '%s', argument: `(toRawJson ${value})` };
}
