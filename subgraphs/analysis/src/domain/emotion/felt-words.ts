import type { Language } from '@visiobook/schema';
import { feelingOf, INTENSIFIERS, type MOOD } from '../lexicon/emotion-words.ts';
import { NEGATIONS } from '../lexicon/time-words.ts';
import type { Token } from '../text/tokens.ts';

export type Felt = keyof typeof MOOD;

const OPPOSITE: Partial<Record<Felt, Felt>> = {
  JOY: 'SADNESS',
  TENDERNESS: 'ANGER',
  FEAR: 'TENDERNESS',
  SADNESS: 'TENDERNESS',
};
/** So many words before a word of feeling can negate or strengthen it. */
const REACH = 3;

/** The feeling that a token names, turned round where it is negated; `first` is where its text begins. */
export function feltAt(
  tokens: readonly Token[],
  at: number,
  first: number,
  language: Language,
): { felt: Felt; weight: number } | null {
  const token = tokens[at]!;
  const named = token.kind === 'word' ? feelingOf(token.lower, language) : null;
  if (!named) return null;
  let weight = 1;
  let negated = false;
  for (let k = at - 1; k >= Math.max(first, at - REACH) && tokens[k]!.kind === 'word'; k--) {
    const before = tokens[k]!.lower;
    if (INTENSIFIERS[language].has(before)) weight = 1.5;
    if (NEGATIONS[language].has(before) && before !== 'like' && before !== 'comme') negated = true;
  }
  if (!negated) return { felt: named, weight };
  const opposite = OPPOSITE[named];
  return opposite ? { felt: opposite, weight: 0.5 * weight } : null;
}
