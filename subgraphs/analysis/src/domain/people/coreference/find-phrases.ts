import { placeWords } from '../../lexicon/place-words.ts';
import { words } from '../../lexicon/word-list.ts';
import type { EntityLabel } from '../../ports.ts';
import type { BookText } from '../../text/book-text.ts';
import { isSomeone } from '../descriptions.ts';
import type { ReferentSpan } from './referent.ts';

const DETERMINERS = words(
  "the a an his her my your their our its this that these those some any no every each another two three le la les l' un une des mon ma mes son sa ses ton ta tes leur leurs notre votre nos vos ce cet cette ces deux trois quelques au aux du",
);
const MOST_MODIFIERS = 3;
const STOPS = words(
  "of in on at to and or but who that which with from for by as de d' du des à et ou mais qui que dans en sur",
);
const GROUNDS = new Set('SEA RIVER LAKE MOUNTAIN ISLAND SHORE FOREST FIELD DESERT SNOWFIELD'.split(' '));
const VEHICLES = new Set(['SHIP', 'CARRIAGE', 'TRAIN']);
const REGIONS = new Set(['CITY', 'VILLAGE']);
/** How surely a noun is a place before it may be meant again. */
const SURE_PLACE = 0.7;

/** "the old captain", "ses deux frères", "the library": a determiner, a few words, and a noun of person or place. */
export function findPhrases({ tokens, sentences, language }: BookText): ReferentSpan[] {
  const places = placeWords(language);
  const found: ReferentSpan[] = [];
  for (const { firstToken: start, endToken } of sentences)
    for (let i = start; i < endToken; i++) {
      const { lower, kind } = tokens[i]!;
      if (kind !== 'word' || DETERMINERS.has(lower)) continue;
      const label = labelOf(lower);
      // "the captain 's" goes on, "the police station" has its head behind.
      const next = tokens[i + 1];
      if (
        !label ||
        (language === 'en' && next && i + 1 < endToken && labelOf(next.lower) && next.lower !== "'s")
      )
        continue;
      let first = i - 1;
      while (first > start && first >= i - MOST_MODIFIERS && isModifier(first)) first--;
      if (first < start || !DETERMINERS.has(tokens[first]!.lower)) continue;
      found.push({ firstToken: first, endToken: i + 1, kind: 'NOUN', label });
    }
  return found;

  function isModifier(at: number): boolean {
    const { kind, lower } = tokens[at]!;
    return kind === 'word' && !DETERMINERS.has(lower) && !STOPS.has(lower);
  }

  function labelOf(lower: string): EntityLabel | null {
    const one = lower.replace(/men$/, 'man').replace(/(?<=\p{L}{3})s$/u, '');
    if (isSomeone(lower, language) || isSomeone(one, language)) return 'PER';
    const place = places.get(lower);
    if (!place || place.weight < SURE_PLACE) return null;
    if (VEHICLES.has(place.kind)) return 'VEH';
    if (REGIONS.has(place.kind)) return 'GPE';
    return GROUNDS.has(place.kind) ? 'LOC' : 'FAC';
  }
}
