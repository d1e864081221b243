import type { Language, TimeOfDay } from '@visiobook/schema';
import type { BookText } from '../text/book-text.ts';

/** A word that speaks for a value: how loudly, and where. */
export interface Sign<V> {
  value: V;
  weight: number;
  token: number;
}

const NUMBERS: Record<Language, Readonly<Record<string, number>>> = {
  en: {
    ...{
      one: 1,
      two: 2,
      three: 3,
      four: 4,
      five: 5,
      six: 6,
      seven: 7,
      eight: 8,
      nine: 9,
      ten: 10,
      eleven: 11,
    },
    twelve: 12,
  },
  fr: { une: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, six: 6, sept: 7, huit: 8, neuf: 9, dix: 10, onze: 11 },
};
const HOURS = { en: new Set(["o'clock"]), fr: new Set(['heure', 'heures']) };
/** Before an hour of the clock; "trois heures" alone is how long something takes. */
const AT = { fr: new Set(['à', 'vers', 'dès', "jusqu'à"]) };
/** What an hour of the clock says by itself: from five to nine it may be either. */
const USUAL: Readonly<Record<number, TimeOfDay>> = {
  ...{ 10: 'MORNING', 11: 'MORNING', 12: 'DAY' },
  ...{ 1: 'AFTERNOON', 2: 'AFTERNOON', 3: 'AFTERNOON', 4: 'AFTERNOON' },
};
const WEIGHT = 1.4;
/** Words behind the hour that say which half of the day it is in; they speak for themselves. */
const SAYS_ITSELF = {
  en: new Set(['morning', 'afternoon', 'evening', 'night']),
  fr: new Set(['matin', 'soir', 'après-midi', 'nuit']),
};

/** What the hours of the clock say: "at ten o’clock", "vers trois heures". */
export function clockTimes({ tokens, language }: BookText, first: number, end: number): Sign<TimeOfDay>[] {
  const found: Sign<TimeOfDay>[] = [];
  for (let i = first + 1; i < end; i++) {
    if (!HOURS[language].has(tokens[i]!.lower)) continue;
    const said = tokens[i - 1]!;
    const hour = NUMBERS[language][said.lower] ?? (said.kind === 'number' ? Number(said.text) : Number.NaN);
    const value = USUAL[hour];
    if (!value || (language === 'fr' && !AT.fr.has(tokens[i - 2]?.lower ?? ''))) continue;
    if ([1, 2, 3].some((step) => SAYS_ITSELF[language].has(tokens[i + step]?.lower ?? ''))) continue;
    found.push({ value, weight: WEIGHT, token: i });
  }
  return found;
}
