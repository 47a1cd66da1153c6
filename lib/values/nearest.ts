import { distance } from 'fastest-levenshtein';

/**
 * The known word that was most probably meant, or `undefined` where none is near: at most a third of its letters
 * differ, letters changed places, only case and separators differ (`min_replicas`), or it was cut short (`repo`).
 */
export function nearest(known: Iterable<string>, word: string): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const found = isVariant(candidate, word) ? 0 : distance(candidate, word);
    if (found < bestDistance && found <= Math.floor(candidate.length / 3)) {
      best = candidate;
      bestDistance = found;
    }
  }
  return best;
}

function isVariant(candidate: string, word: string): boolean {
  return word.length > 2 && (candidate.startsWith(word) || letters(candidate) === letters(word));
}

function letters(word: string): string {
  return [...word.toLowerCase().replace(/[-_. ]/g, '')].sort().join('');
}
