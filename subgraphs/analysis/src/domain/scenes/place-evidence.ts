import { type KnownPlace, PLACE_NOUNS } from '../lexicon/place-words.ts';
import {
  BEFORE_NOW,
  DETERMINERS,
  INSIDE_LIST,
  LEAVING,
  LIKENING,
  LOCATIVES,
  OUTSIDE_LIST,
  PARTS,
  REACHING,
  SPOTS,
  STAYING,
  SUPPOSING,
} from '../lexicon/standing-words.ts';
import { NEGATIONS } from '../lexicon/time-words.ts';
import { type NounIndex, weightedNouns } from '../lexicon/weighted-nouns.ts';
import type { BookText } from '../text/book-text.ts';
import { eachNoun } from './nouns-in-range.ts';

/** What the words of one scene say about where it happens. */
export interface PlaceEvidence {
  kinds: ReadonlyMap<KnownPlace, number>;
  /** Sums of words of the inside and the outside of houses. */
  inside: number;
  outside: number;
  /** Kinds that are left near the beginning: they were the place of the scene before. */
  left: ReadonlySet<KnownPlace>;
}

/** "in the garden" against a garden that is merely named. */
const LOCATED = 2;
/** "sitting in the garden". */
const STAYED = 1.7;
/** "reached the garden". */
const REACHED = 2;
/** Who looks at ships is on none of them. */
const ONE_OF_MANY = 0.5;
/** A word in speech, verse or parentheses speaks of elsewhere more often than one that is told. */
const SPOKEN = 0.2;
/** What is nowhere said to hold somebody is less likely to be around them. */
const MERELY_NAMED = 0.6;
const SUPPOSED = 0.4;
/** Denied, or only a comparison. */
const LIKENED = 0.15;
/** Where somebody had been before. */
const BEFORE = 0.4;
const PART = 0.4;
const LEFT = 0.1;
/** A word said again adds less each time, so that many different words outweigh one. */
const AGAIN = 0.6;

const SIDES: Record<'en' | 'fr', NounIndex<'inside' | 'outside'>> = {
  en: sides('en'),
  fr: sides('fr'),
};

export function placeEvidence(book: BookText, first: number, end: number, quiet: Uint8Array): PlaceEvidence {
  const { language } = book;
  const opening = first + (end - first) * 0.15;
  const third = first + (end - first) / 3;
  const isLeft = (token: number) => token < third && isLeftAt(book, token);
  const heard = (token: number) =>
    (isLeft(token) ? LEFT : 1) *
    (quiet[token] ? SPOKEN : 1) *
    (token < opening ? 1.5 : token < third ? 1.25 : 1) *
    certainty(book, token);
  const kinds = loudness(book, first, end, PLACE_NOUNS[language], heard);
  const side = loudness(book, first, end, SIDES[language], heard);
  const left = new Set<KnownPlace>();
  eachNoun(book, first, end, PLACE_NOUNS[language], (senses, token) => {
    if (!quiet[token] && isLeft(token)) for (const { value } of senses) left.add(value);
  });
  return { kinds, left, inside: side.get('inside') ?? 0, outside: side.get('outside') ?? 0 };
}

/** How loudly the nouns of a stretch speak for each value of the index. */
function loudness<V>(
  book: BookText,
  first: number,
  end: number,
  index: NounIndex<V>,
  heard: (token: number) => number,
): Map<V, number> {
  const words = new Map<V, Map<string, { weight: number; sum: number }>>();
  const located = new Set<V>();
  eachNoun(book, first, end, index, (senses, token) => {
    const stands = isLocated(book, token);
    const isOneOfMany = !stands && senses[0]!.lemma !== book.tokens[token]!.lower;
    const sound =
      heard(token) *
      (isReached(book, token) ? REACHED : stands && isStayedAt(book, token) ? STAYED : 1) *
      (isOneOfMany ? ONE_OF_MANY : 1);
    for (const { value, weight, lemma } of senses) {
      const known = words.get(value) ?? new Map<string, { weight: number; sum: number }>();
      known.set(lemma, { weight, sum: (known.get(lemma)?.sum ?? 0) + sound * (stands ? LOCATED : 1) });
      words.set(value, known);
      if (stands && sound > SPOKEN) located.add(value);
    }
  });
  const totals = new Map<V, number>();
  for (const [value, known] of words) {
    let total = 0;
    for (const { weight, sum } of known.values()) total += weight * sum ** AGAIN;
    totals.set(value, total * (located.has(value) ? 1 : MERELY_NAMED));
  }
  return totals;
}

/** Whether a preposition of place stands before the noun, with nothing but its determiners between. */
function isLocated({ tokens, language }: BookText, token: number): boolean {
  return follows(tokens, token, LOCATIVES[language], [DETERMINERS[language], SPOTS[language]]);
}

/** "reached the house", "arriva à l’auberge": verbs that bring somebody to the noun. */
function isReached({ tokens, language }: BookText, token: number): boolean {
  const between = [DETERMINERS[language], SPOTS[language], LOCATIVES[language]];
  return follows(tokens, token, REACHING[language], between);
}

/** Whether one of the words stands before a noun, with at most an adjective and words of `between` from there on. */
function follows(
  tokens: BookText['tokens'],
  token: number,
  words: ReadonlySet<string>,
  between: readonly ReadonlySet<string>[],
): boolean {
  for (let i = token - 1; i >= Math.max(0, token - 6); i--) {
    const { lower, kind } = tokens[i]!;
    if (kind === 'mark') return false;
    if (words.has(lower)) return true;
    if (i < token - 1 && !between.some((known) => known.has(lower))) return false;
  }
  return false;
}

function isStayedAt({ tokens, language }: BookText, token: number): boolean {
  for (let i = token - 2; i >= Math.max(0, token - 9); i--) {
    const { lower, text } = tokens[i]!;
    if (/^[.!?;:…]/u.test(text)) return false;
    if (STAYING[language].has(lower)) return true;
  }
  return false;
}

/** "left the school", "quitta la maison", "sortant de l’auberge": nothing but determiners between. */
function isLeftAt({ tokens, language }: BookText, token: number): boolean {
  for (let i = token - 1; i >= Math.max(0, token - 4); i--) {
    const { lower, kind } = tokens[i]!;
    if (kind === 'mark') return false;
    if (LEAVING[language].has(lower)) return true;
    if (!DETERMINERS[language].has(lower)) return false;
  }
  return false;
}

function certainty({ tokens, language }: BookText, token: number): number {
  if (PARTS[language].has(tokens[token + 1]?.lower ?? '')) return PART;
  let certain = 1;
  for (let i = token - 1; i >= Math.max(0, token - 26); i--) {
    const { lower, text } = tokens[i]!;
    if (/^[.!?;:…]/u.test(text)) return certain;
    if (token - i <= 3 && (LIKENING[language].has(lower) || NEGATIONS[language].has(lower))) return LIKENED;
    if (SUPPOSING[language].has(lower)) return SUPPOSED;
    if (token - i <= 12 && BEFORE_NOW[language].has(lower)) certain = BEFORE;
  }
  return certain;
}

function sides(language: 'en' | 'fr'): NounIndex<'inside' | 'outside'> {
  return weightedNouns(
    [
      ['inside', INSIDE_LIST[language]],
      ['outside', OUTSIDE_LIST[language]],
    ],
    language,
  );
}
