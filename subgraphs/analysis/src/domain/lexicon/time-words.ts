import type { Language, Season, TimeOfDay, Weather } from '@visiobook/schema';
import { wordsByKey } from './word-list.ts';

export const TIME_WORDS: Record<Language, ReadonlyMap<string, TimeOfDay>> = {
  en: wordsByKey({
    UNKNOWN: '',
    DAWN: 'dawn daybreak sunrise cock-crow',
    MORNING: 'morning breakfast breakfasted forenoon',
    DAY: 'noon midday noonday daylight sunshine sunlight',
    AFTERNOON: 'afternoon tea-time luncheon',
    EVENING: 'evening supper dinner-time bedtime',
    DUSK: 'dusk twilight sunset nightfall gloaming',
    NIGHT:
      'night midnight moonlight moonlit starlight moon stars candle candles lantern darkness to-night tonight asleep',
  }),
  fr: wordsByKey({
    UNKNOWN: '',
    DAWN: 'aube aurore',
    MORNING: 'matin matinée déjeuner',
    DAY: 'midi soleil',
    AFTERNOON: 'après-midi',
    EVENING: 'soir soirée souper dîner veillée',
    DUSK: 'crépuscule brune',
    NIGHT: 'nuit minuit lune étoiles ténèbres obscurité chandelle bougie lanterne nocturne',
  }),
};

export const SEASON_WORDS: Record<Language, ReadonlyMap<string, Season>> = {
  en: wordsByKey({
    UNKNOWN: '',
    SPRING: 'spring-time springtime march april may blossoms primroses daffodils easter blossom',
    SUMMER: 'summer midsummer june july august summer-time haymaking',
    AUTUMN: 'autumn september october november harvest michaelmas',
    WINTER: 'winter december january february christmas snow frost frosty icicles wintry',
  }),
  fr: wordsByKey({
    UNKNOWN: '',
    SPRING: 'printemps avril mai pâques lilas primevères bourgeons',
    SUMMER: 'juin juillet août moisson canicule',
    AUTUMN: 'automne septembre octobre novembre vendanges toussaint',
    WINTER: 'hiver décembre janvier février noël neige givre gelée',
  }),
};

export const WEATHER_WORDS: Record<Language, ReadonlyMap<string, Weather>> = {
  en: wordsByKey({
    UNKNOWN: '',
    CLEAR: 'sunny sunshine sunlight cloudless sun starlit moonlight',
    CLOUDY: 'cloudy overcast clouds',
    RAIN: 'rain rainy raining rained drizzle shower showers drenched downpour',
    STORM: 'storm thunder lightning tempest hurricane thunderstorm gale squall',
    SNOW: 'snow snowing snowed snowy snowflakes blizzard',
    FOG: 'fog mist foggy misty haze',
    WIND: 'wind windy breeze gust gusts blew',
  }),
  fr: wordsByKey({
    UNKNOWN: '',
    CLEAR: 'soleil ensoleillé azur radieux',
    CLOUDY: 'nuages nuageux couvert nuées',
    RAIN: 'pluie pluvieux pleuvait pleut averse ondée bruine',
    STORM: 'orage tempête tonnerre foudre ouragan éclairs bourrasque',
    SNOW: 'neige neigeait flocons neigeux',
    FOG: 'brouillard brume brouillards brumes brumeux',
    WIND: 'vent brise rafale rafales bise soufflait',
  }),
};

/** Words that say a weather word is meant otherwise when they follow it, as in "a storm of applause". */
export const FIGURATIVE_AFTER: Record<Language, ReadonlySet<string>> = {
  en: new Set(['of']),
  fr: new Set(['de', "d'"]),
};

export const NEGATIONS: Record<Language, ReadonlySet<string>> = {
  en: new Set([
    'no',
    'not',
    'never',
    'nor',
    'without',
    "don't",
    "didn't",
    "wasn't",
    "isn't",
    "couldn't",
    "won't",
    "hadn't",
    'neither',
    'like',
  ]),
  fr: new Set(['pas', 'sans', 'ni', 'jamais', 'aucun', 'aucune', 'comme', 'plus', 'nul', 'point']),
};
