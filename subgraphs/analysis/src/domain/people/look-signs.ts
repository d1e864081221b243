import { FEATURES, LOOKS } from '../lexicon/looks-words.ts';
import { words } from '../lexicon/word-list.ts';
import type { CharacterDraft, Mention } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import { isSomeone } from './descriptions.ts';

const HAVING = {
  en: words('had has have wore wears wearing with dressed clad in having'),
  fr: words(
    "avait a portait porte portant avec aux au à ayant vêtu vêtue coiffé coiffée ont avaient n'avait",
  ),
};
const ARTICLES = words(
  "a an the his her its their un une des les le la l' de d' du son sa ses leur leurs my mon ma mes",
);
const OWN = { en: words('his her its'), fr: words('son sa ses') };
const OBJECTS = words('her him his hers lui');
const BEING = { en: words('was were is are'), fr: words('était étaient est sont') };
const WHITE_HAIR =
  /\b(?:white|grey|gray|silver|snowy|grizzled)\b.*\b(?:hair|beard|whiskers|locks|head)\b|\b(?:cheveux|barbe|favoris|moustaches?|tête)\b.*\b(?:blancs?|blanche|grise?|argentée?s?)\b/;
const NOT_DRAWN = words('voice voix');

/**
 * Finds "his long red hair", "elle avait les yeux bleus", "his eyes were blue" behind a mention, in its own clause:
 * the feature must be possessed by whoever the mention means.
 */
export function looksBehind(
  book: BookText,
  mention: Mention,
  until: number,
  gender: CharacterDraft['gender'],
  inSpeech: Uint8Array,
): string[] {
  const { tokens, language } = book;
  const found: string[] = [];
  const owned = tokens[mention.firstToken]!.lower;
  let isHaving = false;
  for (let i = mention.endToken; i < until; i++) {
    const { lower, text } = tokens[i]!;
    if (inSpeech[i] || /^[.!?;]$/.test(text)) break;
    // "Tom saw a footman in a red coat": from here on it is about the other one.
    if (isSomeone(lower, language) && !isSaidOfThem(book, i, mention.endToken)) break;
    if (HAVING[language].has(lower) && isHadBy(book, mention, i)) isHaving = true;
    if (!FEATURES[language].has(lower)) continue;
    const [first, end] = adjectivesAround(book, i, mention.endToken, until);
    let before = first - 1;
    while (before > mention.endToken && tokens[before]!.lower === 'de') before--;
    const owner = tokens[before]!.lower;
    const isOwn =
      (OWN.en.has(owned) && mention.endToken === first) ||
      (language === 'fr' && OWN.fr.has(owner)) ||
      (language === 'en' && OWN.en.has(owner) && fits(owner, gender)) ||
      (isHaving && (ARTICLES.has(owner) || HAVING[language].has(owner)) && i - mention.endToken < 14);
    if (!isOwn || NOT_DRAWN.has(lower)) continue;
    if (end - first > 1) found.push(phrase(book, first, end));
    else {
      const said = predicate(book, i, until);
      if (said) found.push(language === 'fr' ? `${lower} ${said}` : `${said} ${lower}`);
    }
  }
  return found;
}

export function isOldLook(look: string): boolean {
  return WHITE_HAIR.test(look);
}

/** "Tom had", "Tom, with": the verb stands by its subject. What is done to her with large eyes is not hers. */
function isHadBy({ tokens }: BookText, { firstToken, endToken, kind }: Mention, at: number): boolean {
  if (kind === 'PRONOUN' && OBJECTS.has(tokens[firstToken]!.lower)) return false;
  if (at - endToken > 3) return false;
  for (let i = endToken; i < at; i++) if (tokens[i]!.kind === 'mark' && i > endToken) return false;
  return (
    tokens[endToken]!.kind !== 'mark' ||
    !/^(?:had|has|have|wore|wears|avait|a|portait|porte|avaient)$/.test(tokens[at]!.lower)
  );
}

/** "Tom was a boy with red hair", "Tom, a boy with red hair": the noun is the same person. */
function isSaidOfThem({ tokens, language }: BookText, noun: number, from: number): boolean {
  const opens = tokens[from]!;
  return noun - from < 5 && (opens.text === ',' || BEING[language].has(opens.lower));
}

function fits(possessive: string, gender: CharacterDraft['gender']): boolean {
  return gender === 'UNKNOWN' || possessive === (gender === 'FEMALE' ? 'her' : 'his');
}

function adjectivesAround(
  { tokens, language }: BookText,
  at: number,
  from: number,
  until: number,
): [number, number] {
  const isLook = (i: number) => LOOKS[language].has(tokens[i]?.lower ?? '');
  let first = at;
  while (
    first - 1 >= from &&
    (isLook(first - 1) || (tokens[first - 1]!.text === ',' && isLook(first - 2) && isLook(first)))
  )
    first--;
  let end = at + 1;
  if (language === 'fr') {
    while (end < until && isLook(end)) end++;
    if (end > at + 1 && end + 1 < until && tokens[end]!.lower === 'et' && isLook(end + 1)) end += 2;
  }
  return [first, end];
}

/** "his eyes were blue". */
function predicate({ tokens, language }: BookText, at: number, until: number): string | null {
  if (at + 2 >= until || !BEING[language].has(tokens[at + 1]!.lower)) return null;
  const said = tokens[at + 2]!.lower;
  return LOOKS[language].has(said) ? said : null;
}

export function phrase({ text, tokens }: BookText, first: number, end: number): string {
  return text
    .slice(tokens[first]!.start, tokens[end - 1]!.end)
    .replace(/\s+/g, ' ')
    .replace(/_/g, '')
    .toLowerCase();
}
