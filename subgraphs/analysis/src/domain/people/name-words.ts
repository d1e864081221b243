import { FEMALE_NAMES, MALE_NAMES } from '../lexicon/given-names.ts';
import { NOT_NAMES } from '../lexicon/not-names.ts';
import { STRONG_SPEECH_VERBS } from '../lexicon/speech-verbs.ts';
import { TITLES } from '../lexicon/titles.ts';
import type { BookText } from '../text/book-text.ts';

const SURNAME_TITLES = new Set(['mr', 'mrs', 'miss', 'dr', 'mme', 'mlle', 'madame', 'mademoiselle']);
const ADVERB = /(?:ly|ment)$/;

/** Common words that the book uses as surnames: "Mrs. Hall", "M. Lune". */
export function titledWords({ tokens, language }: BookText): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (let i = 0; i + 2 < tokens.length; i++) {
    if (!SURNAME_TITLES.has(tokens[i]!.lower)) continue;
    const next = tokens[i + 1]!.text === '.' ? tokens[i + 2]! : tokens[i + 1]!;
    if (next.capital && !next.opens && next.lower.length > 3 && !TITLES[language].has(next.lower))
      counts.set(next.lower, (counts.get(next.lower) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count >= 3).map(([word]) => word));
}

/** Common words that say something themselves, again and again: "said Friday", "dit Candide". */
export function speakingWords({ tokens, language }: BookText): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (let i = 1; i < tokens.length; i++) {
    const { lower, capital, opens } = tokens[i]!;
    if (!capital || opens || lower.length < 4 || !NOT_NAMES[language].has(lower)) continue;
    if (TITLES[language].has(lower)) continue;
    if (STRONG_SPEECH_VERBS[language].has(tokens[i - 1]!.lower))
      counts.set(lower, (counts.get(lower) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count >= 4).map(([word]) => word));
}

/** How much a word behaves like a name: the share of capitals among its uses where a capital means something. */
export function properWords({ tokens }: BookText): (lower: string) => number {
  const capital = new Map<string, number>();
  const small = new Map<string, number>();
  const opening = new Map<string, number>();
  for (const { kind, lower, capital: isCapital, opens, shouted } of tokens) {
    if (kind !== 'word') continue;
    if (!isCapital) small.set(lower, (small.get(lower) ?? 0) + 1);
    else if (opens) opening.set(lower, (opening.get(lower) ?? 0) + 1);
    else capital.set(lower, (capital.get(lower) ?? 0) + (shouted ? 0.3 : 1));
  }
  return (lower) => {
    const capitals = capital.get(lower) ?? 0;
    // A word that only ever opens sentences is a name if it is a given name, or comes often and never small.
    if (capitals < 0.5 && !small.has(lower)) {
      const isGiven = FEMALE_NAMES.has(lower) || MALE_NAMES.has(lower);
      return isGiven || ((opening.get(lower) ?? 0) >= 4 && !ADVERB.test(lower)) ? 0.6 : 0;
    }
    return capitals < 0.5 ? 0 : capitals / (capitals + (small.get(lower) ?? 0));
  };
}
