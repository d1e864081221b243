import { LOOKS } from '../lexicon/looks-words.ts';
import { placeWords } from '../lexicon/place-words.ts';
import { PROPS } from '../lexicon/prop-words.ts';
import { EPITHETS } from '../lexicon/titles.ts';
import { isSomeone } from '../people/descriptions.ts';
import type { Cast, SceneRange } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import { isContent, singular } from '../text/content-words.ts';
import { documentCounts } from './typical-words.ts';

const ARTICLES = {
  en: new Set(['the', 'a', 'an']),
  fr: new Set(['le', 'la', "l'", 'un', 'une', 'les']),
};

/** Things that the scene speaks of more than the book does, with their article: "the little golden key". */
export function sceneTopics(book: BookText, scene: SceneRange, cast: Cast): string[] {
  const { tokens, language, paragraphs } = book;
  const rarity = documentCounts(book);
  const names = new Set(cast.characters.flatMap(({ name }) => name.toLowerCase().split(/\s+/)));
  const first = paragraphs[scene.firstParagraph]!.firstToken;
  const end = paragraphs[scene.endParagraph - 1]!.endToken;
  const counts = new Map<string, { count: number; label: string }>();
  for (let i = first + 1; i < end; i++) {
    const token = tokens[i]!;
    if (!ARTICLES[language].has(tokens[i - 1]!.lower) || token.kind !== 'word' || token.capital) continue;
    const noun = nounAt(book, i);
    if (noun === null || names.has(tokens[noun]!.lower)) continue;
    const key = singular(tokens[noun]!.lower, language);
    const label = labelOf(book, i - 1, noun);
    const known = counts.get(key);
    if (!known) counts.set(key, { count: 1, label });
    else {
      known.count++;
      if (label.length > known.label.length && label.length < 30) known.label = label;
    }
  }
  return [...counts]
    .map(([key, { count, label }]) => ({
      label,
      score: Math.sqrt(count) * Math.log((paragraphs.length + 1) / ((rarity.get(key) ?? 0) + 1)),
    }))
    .sort((a, b) => b.score - a.score)
    .slice(0, 5)
    .map(({ label }) => label);
}

/** The drawable noun, place or person within two words behind an article. */
function nounAt({ tokens, language }: BookText, at: number): number | null {
  for (let i = at; i < Math.min(tokens.length, at + 3); i++) {
    const token = tokens[i]!;
    if (token.kind !== 'word' || token.capital) return null;
    const word = singular(token.lower, language);
    const place = placeWords(language).get(token.lower);
    const known =
      PROPS[language].has(word) || isSomeone(word, language) || (place !== undefined && place.weight >= 0.5);
    const next = tokens[i + 1];
    // In English the last noun is the head: "the fan shop" is a shop.
    const goesOn =
      language === 'en' &&
      next !== undefined &&
      next.kind === 'word' &&
      i + 1 < at + 3 &&
      (PROPS.en.has(singular(next.lower, 'en')) || next.lower.includes('-'));
    if (known && !goesOn) return i;
    if (language === 'fr' && (i > at || !(LOOKS.fr.has(token.lower) || EPITHETS.fr.has(token.lower))))
      return null;
    if (!isContent(token, language) && token.lower.length < 4) return null;
    if (/(?:ly|ed|ing)$/.test(token.lower) && language === 'en' && /ly$/.test(token.lower)) return null;
  }
  return null;
}

function labelOf({ text, tokens, language }: BookText, article: number, noun: number): string {
  const start = tokens[article + 1]!.start;
  const words = text.slice(start, tokens[noun]!.end).replace(/\s+/g, ' ').toLowerCase();
  if (language === 'en') return `the ${words}`;
  const { lower } = tokens[article]!;
  if (lower === "l'") return `l’${words}`;
  const vowel = /^[aeiouyhâàéèêëîïôûœ]/u.test(words);
  if (lower === 'un' || lower === 'une')
    return vowel ? `l’${words}` : `${lower === 'un' ? 'le' : 'la'} ${words}`;
  return `${lower} ${words}`;
}
