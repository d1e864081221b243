import type { Season, TimeOfDay, Weather } from '@visiobook/schema';
import { BEFORE_NOW, LIKENING } from '../lexicon/standing-words.ts';
import { FIGURATIVE_AFTER, MOMENT_NOUNS, NEGATIONS, NOT_NOW } from '../lexicon/time-words.ts';
import type { NounIndex } from '../lexicon/weighted-nouns.ts';
import type { BookText } from '../text/book-text.ts';
import { clockTimes, type Sign } from './clock-times.ts';
import { eachNoun } from './nouns-in-range.ts';

export interface Moment {
  time: TimeOfDay | null;
  season: Season | null;
  weather: Weather | null;
}

const ENOUGH = { time: 1.3, season: 1.4, weather: 1.4 };
const SPOKEN = 0.3;
/** "Mornings", "the nights": what happens often is not now. */
const OFTEN = 0.3;
/** What had been before. */
const BEFORE = 0.5;
/** "A night of dancing" may be now, or not. */
const OF_SOMETHING = 0.5;
/** What an hour gains that holds for the whole of the scene: a day that passes has several. */
const HOLDS = 2;
const CLAUSE = 8;

/** The hour, season and weather that a stretch of tokens speaks of, where it says enough; `quiet` tokens count little. */
export function readMoment(book: BookText, first: number, end: number, quiet: Uint8Array): Moment {
  const { time, season, weather } = MOMENT_NOUNS[book.language];
  const signs = <V>(index: NounIndex<V>, weigh: (token: number) => number, capitals = false): Sign<V>[] => {
    const found: Sign<V>[] = [];
    eachNoun(
      book,
      first,
      end,
      index,
      (senses, token) => {
        if (!isMeant(book, token)) return;
        const early = token < first + (end - first) / 4 ? 1.4 : 1;
        const loudness = early * (quiet[token] ? SPOKEN : 1) * weigh(token);
        const { lower } = book.tokens[token]!;
        for (const { value, weight, lemma } of senses) {
          const often = weight >= 1 && !lemma.includes('-') && lemma !== lower ? OFTEN : 1;
          found.push({ value, weight: weight * loudness * often, token });
        }
      },
      capitals,
    );
    return found;
  };
  const hours = [
    ...signs(time, (token) =>
      isElsewhen(book, token) ? 0.2 : isPast(book, token) ? BEFORE : hourOf(book, token),
    ),
    ...clockTimes(book, first, end).map((sign) => ({
      ...sign,
      weight: sign.weight * (quiet[sign.token] ? SPOKEN : 1),
    })),
  ].sort((a, b) => a.token - b.token);
  return {
    time: loudest(hours, ENOUGH.time, longest(hours, first, end)),
    // Months and feasts are written with a capital in English.
    season: loudest(
      signs(
        season,
        (token) => (isElsewhen(book, token) || isDated(book, token) || isListed(book, token) ? 0.3 : 1),
        true,
      ),
      ENOUGH.season,
    ),
    weather: loudest(
      signs(weather, (token) => (isFigure(book, token) ? 0 : isPast(book, token) ? BEFORE : 1)),
      ENOUGH.weather,
    ),
  };
}

function loudest<V>(
  signs: readonly Sign<V>[],
  least: number,
  bonus: ReadonlyMap<V, number> = new Map(),
): V | null {
  const votes = new Map<V, number>();
  for (const { value, weight } of signs) votes.set(value, (votes.get(value) ?? 0) + weight);
  let best: V | null = null;
  let most = 0;
  for (const [value, sum] of votes) {
    const all = sum + (bonus.get(value) ?? 0);
    if (sum >= least && all > most) {
      best = value;
      most = all;
    }
  }
  return best;
}

/** Each plain word of the hour holds until the next one. */
function longest(hours: readonly Sign<TimeOfDay>[], first: number, end: number): Map<TimeOfDay, number> {
  const plain = hours.filter(({ weight }) => weight >= 1);
  const held = new Map<TimeOfDay, number>();
  for (const [i, { value, token }] of plain.entries()) {
    const until = plain[i + 1]?.token ?? end;
    held.set(value, (held.get(value) ?? 0) + (HOLDS * (until - token)) / Math.max(1, end - first));
  }
  return held;
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

function isPast({ tokens, language }: BookText, token: number): boolean {
  for (let i = token - 1; i >= Math.max(0, token - CLAUSE) && tokens[i]!.kind !== 'mark'; i--)
    if (BEFORE_NOW[language].has(tokens[i]!.lower)) return true;
  return false;
}

function isFigure({ tokens, language }: BookText, token: number): boolean {
  return FIGURATIVE_AFTER[language].has(tokens[token + 1]?.lower ?? '');
}

function hourOf(book: BookText, token: number): number {
  const { tokens } = book;
  if (!isFigure(book, token)) return 1;
  // "The morning of the 3rd" is a date.
  return [2, 3].some((step) => tokens[token + step]?.kind === 'number') ? 1 : OF_SOMETHING;
}

/** A month with its year stands in a document or tells of long ago. */
function isDated({ tokens }: BookText, token: number): boolean {
  return [1, 2, 3].some((step) => /^1\d{3}$/.test(tokens[token + step]?.text ?? ''));
}

/** "Summer and winter": both, and so neither. */
function isListed({ tokens, language }: BookText, token: number): boolean {
  const { season } = MOMENT_NOUNS[language];
  return [-2, 2, -3, 3].some((step) => season.has(tokens[token + step]?.lower ?? ''));
}
