import type { Language } from '@visiobook/schema';
import { feelingOf, INTENSIFIERS, type MOOD } from '../lexicon/emotion-words.ts';
import { LIKENING } from '../lexicon/standing-words.ts';
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
  // A capital inside a sentence is a name: Mr. Savage is not savage.
  if (token.kind !== 'word' || (token.capital && !token.opens && !token.shouted)) return null;
  const named = feelingOf(token.lower, language);
  if (!named) return null;
  let { weight } = named;
  let negated = false;
  for (let k = at - 1; k >= Math.max(first, at - REACH) && tokens[k]!.kind === 'word'; k--) {
    const { lower } = tokens[k]!;
    if (INTENSIFIERS[language].has(lower)) weight = 1.5 * named.weight;
    if (LIKENING[language].has(lower)) weight *= 0.7;
    if (NEGATIONS[language].has(lower)) negated = true;
  }
  if (!negated) return { felt: named.felt, weight };
  const opposite = OPPOSITE[named.felt];
  return opposite ? { felt: opposite, weight: 0.5 * weight } : null;
}
