import type { Season, TimeOfDay, Weather } from '@visiobook/schema';
import { LIKENING } from '../lexicon/standing-words.ts';
import { FIGURATIVE_AFTER, MOMENT_NOUNS, NEGATIONS, NOT_NOW } from '../lexicon/time-words.ts';
import type { NounIndex } from '../lexicon/weighted-nouns.ts';
import type { BookText } from '../text/book-text.ts';
import { eachNoun } from './nouns-in-range.ts';

export interface Moment {
  time: TimeOfDay | null;
  season: Season | null;
  weather: Weather | null;
}

const ENOUGH = { time: 1.3, season: 1.4, weather: 1.4 };
const SPOKEN = 0.3;

/** The hour, season and weather that a stretch of tokens speaks of, where it says enough; `quiet` tokens count little. */
export function readMoment(book: BookText, first: number, end: number, quiet: Uint8Array): Moment {
  const { time, season, weather } = MOMENT_NOUNS[book.language];
  const loudest = <V>(
    index: NounIndex<V>,
    least: number,
    capitals: boolean,
    weight: (token: number) => number,
  ): V | null => {
    const votes = new Map<V, number>();
    eachNoun(
      book,
      first,
      end,
      index,
      (senses, token) => {
        const early = token < first + (end - first) / 4 ? 1.4 : 1;
        const loudness = early * (quiet[token] ? SPOKEN : 1) * (isMeant(book, token) ? weight(token) : 0);
        for (const sense of senses)
          votes.set(sense.value, (votes.get(sense.value) ?? 0) + sense.weight * loudness);
      },
      capitals,
    );
    let best: V | null = null;
    let most = least;
    for (const [value, sum] of votes)
      if (sum >= most) {
        best = value;
        most = sum;
      }
    return best;
  };
  return {
    time: loudest(time, ENOUGH.time, false, (token) => (isElsewhen(book, token) ? 0.2 : 1)),
    // Months and feasts are written with a capital in English.
    season: loudest(season, ENOUGH.season, true, (token) => (isElsewhen(book, token) ? 0.3 : 1)),
    weather: loudest(weather, ENOUGH.weather, false, (token) =>
      FIGURATIVE_AFTER[book.language].has(book.tokens[token + 1]?.lower ?? '') ? 0 : 1,
    ),
  };
}

/** Neither denied nor a comparison: "no snow", "white as snow". */
function isMeant({ tokens, language }: BookText, token: number): boolean {
  for (let i = token - 1; i >= Math.max(0, token - 3); i--) {
    const { lower, kind } = tokens[i]!;
    if (kind === 'mark') return true;
    if (NEGATIONS[language].has(lower) || LIKENING[language].has(lower)) return false;
  }
  return true;
}

function isElsewhen({ tokens, language }: BookText, token: number): boolean {
  const near = language === 'fr' ? [token - 1, token - 2, token + 1] : [token - 1, token - 2];
  return near.some((i) => NOT_NOW[language].has(tokens[i]?.lower ?? ''));
}
