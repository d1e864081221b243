import { words } from '../lexicon/word-list.ts';
import type { BookText } from '../text/book-text.ts';

const JOINING = words("de d' du des à au aux en");
const FEWEST = 4;
const SHARE = 0.6;

/** "Brin de paille": how many tokens in small letters belong to a French name that is seldom said without them. */
export function nameComplements({ tokens, language }: BookText): (name: number) => number {
  if (language !== 'fr') return () => 0;
  const uses = new Map<string, number>();
  const behind = new Map<string, Map<string, number>>();
  for (const [i, { lower, capital, shouted }] of tokens.entries()) {
    if (!capital || shouted) continue;
    uses.set(lower, (uses.get(lower) ?? 0) + 1);
    const complement = complementAt(i);
    if (!complement) continue;
    const counts = behind.get(lower) ?? new Map<string, number>();
    counts.set(complement, (counts.get(complement) ?? 0) + 1);
    behind.set(lower, counts);
  }
  return (name) => {
    const { lower } = tokens[name]!;
    const counts = behind.get(lower);
    const complement = counts && complementAt(name);
    const count = complement ? (counts.get(complement) ?? 0) : 0;
    return count >= FEWEST && count >= SHARE * uses.get(lower)! ? 2 : 0;
  };

  function complementAt(name: number): string | null {
    const [joining, noun] = [tokens[name + 1], tokens[name + 2]];
    if (!joining || !JOINING.has(joining.lower) || noun?.kind !== 'word' || noun.capital) return null;
    return `${joining.lower} ${noun.lower}`;
  }
}
