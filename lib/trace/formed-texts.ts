import { schemaChecks } from '../values/schema-checks';
import type { Shape } from '../values/shape';
import { patternSamples } from './pattern-samples';

/** What may stand in the place of digits, and of letters. */
const OTHER_RUNS = [
  { run: /\d+/g, others: ['1', '12', '305'] },
  { run: /[a-z]+/g, others: ['b', 'xyz', 'a-b/c.d'] },
];

/** Texts that a schema's patterns match, as long as it asks for, also with other digits and letters in them. */
export function formedTexts(shape: Shape): string[] {
  const checks = schemaChecks(shape.schema);
  const least = Math.max(0, ...checks.map(({ minimum, length }) => Number(minimum ?? length ?? 0)));
  const matching = checks.flatMap(({ pattern }) => (pattern ? patternSamples(pattern) : []));
  const samples = matching.flatMap((sample) => lengthened(sample, least));
  if (samples.length > 0 && typeof shape.defaultValue === 'string') samples.unshift(shape.defaultValue);
  if (samples.length === 0 && least > 1) samples.push('x'.repeat(least));
  const variants = samples.flatMap((sample) =>
    OTHER_RUNS.flatMap(({ run, others }) =>
      [...sample.matchAll(run)].flatMap(({ 0: found, index }) =>
        others.map((other) => sample.slice(0, index) + other + sample.slice(index + found.length)),
      ),
    ),
  );
  return [...new Set([...samples, ...variants])];
}

/** A text with each of its characters as often as it takes to be so long. */
function lengthened(text: string, least: number): string[] {
  const missing = least - text.length;
  if (missing <= 0) return [text];
  return Array.from(text, (character, at) => text.slice(0, at) + character.repeat(missing) + text.slice(at));
}

/** A text in the place of the beginning of another, of its end, and of what is between. */
export function placements(part: string, text: string): string[] {
  const cuts = Array.from({ length: text.length + 1 }, (_, at) => at);
  return [
    ...cuts.map((at) => part + text.slice(at)),
    ...cuts.map((at) => text.slice(0, text.length - at) + part),
    ...cuts.map((at) => text.slice(0, at) + part + text.slice(at)),
  ];
}
