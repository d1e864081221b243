import { PROPS } from '../lexicon/prop-words.ts';
import type { BookText } from '../text/book-text.ts';
import { singular } from '../text/content-words.ts';

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
  rarity: ReadonlyMap<string, number>,
): string[] {
  const counts = new Map<string, number>();
  for (let i = first; i < end; i++) {
    const prop = propAt(book, i);
    if (prop) counts.set(prop, (counts.get(prop) ?? 0) + 1);
  }
  return [...counts]
    .map(([prop, count]) => ({ prop, score: (1 + Math.log(count)) * (rarity.get(prop) ?? 1) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, 8)
    .map(({ prop }) => prop);
}

const DETERMINED = {
  en: new Set([
    'i',
    'you',
    'he',
    'she',
    'it',
    'we',
    'they',
    'to',
    'not',
    'will',
    'would',
    'could',
    "didn't",
    'can',
    'should',
  ]),
  fr: new Set([
    'je',
    'tu',
    'il',
    'elle',
    'on',
    'nous',
    'ils',
    'elles',
    'ne',
    "n'",
    'se',
    "s'",
    "j'",
    'me',
    'lui',
    'y',
    'qui',
  ]),
};

function propAt({ tokens, language }: BookText, i: number): string | null {
  const { lower, kind } = tokens[i]!;
  if (kind !== 'word') return null;
  const prop = PROPS[language].has(lower) ? lower : singular(lower, language);
  if (!PROPS[language].has(prop)) return null;
  // Behind a pronoun it is a verb: "she saw", "il porte".
  return DETERMINED[language].has(tokens[i - 1]?.lower ?? '') ? null : prop;
}
