import { MAYBE_VERBS, PROPS } from '../lexicon/prop-words.ts';
import { LIKENING } from '../lexicon/standing-words.ts';
import { words } from '../lexicon/word-list.ts';
import type { BookText } from '../text/book-text.ts';
import { singular } from '../text/content-words.ts';

const SPOKEN = 0.3;

/** How rare each drawable thing is in the book: its inverse document frequency over paragraphs. */
export function bookProps(book: BookText): ReadonlyMap<string, number> {
  const seen = new Map<string, number>();
  for (const { firstToken, endToken } of book.paragraphs) {
    const here = new Set<string>();
    for (let i = firstToken; i < endToken; i++) {
      const prop = propAt(book, i);
      if (prop) here.add(prop);
    }
    for (const prop of here) seen.set(prop, (seen.get(prop) ?? 0) + 1);
  }
  const total = book.paragraphs.length + 1;
  return new Map([...seen].map(([prop, count]) => [prop, Math.log(total / count)]));
}

/** The drawable things most typical of a stretch of the book, in the singular. */
export function sceneProps(
  book: BookText,
  first: number,
  end: number,
  inSpeech: Uint8Array,
  rarity: ReadonlyMap<string, number>,
): string[] {
  const counts = new Map<string, number>();
  for (let i = first; i < end; i++) {
    const prop = propAt(book, i);
    // A thing that is only talked of is less likely to be seen.
    if (prop) counts.set(prop, (counts.get(prop) ?? 0) + (inSpeech[i] ? SPOKEN : 1));
  }
  return [...counts]
    .filter(([, count]) => count >= 0.6)
    .map(([prop, count]) => ({ prop, score: Math.log(1 + 2 * count) * (rarity.get(prop) ?? 1) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, 8)
    .map(({ prop }) => prop);
}

/** Behind a pronoun or an auxiliary it is a verb: "she saw", "il porte". */
const VERB_BEFORE = {
  en: words(`i you he she it we they to not will would could didn't can should who and then`),
  fr: words(`je tu il elle on nous ils elles ne n' se s' j' me lui y qui`),
};
/** A word that may be a verb is a thing only behind one of these, with at most one word between. */
const THING_BEFORE = {
  en: words(`a an the his her my our their its your this that these those some two three no with of`),
  fr: words(
    `un une le la les l' des du de d' son sa ses mon ma mes notre nos leur leurs ce cet cette ces deux trois au aux en`,
  ),
};

function propAt({ tokens, language }: BookText, i: number): string | null {
  const { lower, kind, capital, opens, shouted } = tokens[i]!;
  if (kind !== 'word' || (capital && !opens && !shouted)) return null;
  const prop = PROPS[language].has(lower) ? lower : singular(lower, language);
  if (!PROPS[language].has(prop)) return null;
  const before = tokens[i - 1]?.lower ?? '';
  if (MAYBE_VERBS[language].has(lower)) {
    if (VERB_BEFORE[language].has(before)) return null;
    const near = [before, tokens[i - 1]?.kind === 'word' ? (tokens[i - 2]?.lower ?? '') : ''];
    if (!near.some((word) => THING_BEFORE[language].has(word))) return null;
  }
  for (let k = i - 1; k >= Math.max(0, i - 3) && tokens[k]!.kind === 'word'; k--)
    if (LIKENING[language].has(tokens[k]!.lower)) return null;
  return prop;
}
