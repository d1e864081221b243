import type { Language, Season, TimeOfDay, Weather } from '@visiobook/schema';
import { type NounIndex, weightedNouns } from './weighted-nouns.ts';

/** Words of the hour, `word:weight`. */
const TIMES: Record<Language, Record<Exclude<TimeOfDay, 'UNKNOWN'>, string>> = {
  en: {
    DAWN: 'dawn:2.5 daybreak:3 sunrise:2.5 cockcrow:2.5 daylight:0.7',
    MORNING: 'morning:1.6 breakfast:1.4 forenoon:2 breakfast-table:1.6',
    DAY: 'noon:1.6 midday:1.6 day:0.15 sunshine:0.8 sunlight:0.8 luncheon:1.2 noonday:1.8 lunch:1',
    AFTERNOON: 'afternoon:2 tea-time:1.6 tea:0.3',
    EVENING: 'evening:1.8 supper:1.2 dinner:0.6 supper-time:1.6',
    DUSK: 'dusk:2.5 twilight:2.5 sunset:2.3 sundown:2.5 gloaming:2.5 nightfall:2',
    NIGHT:
      'night:1.3 midnight:2.2 moon:1 moonlight:2 moonlit:2 stars:0.8 candle:0.4 lantern:0.5 bedtime:1.2 nocturnal:1.2 asleep:0.3',
  },
  fr: {
    DAWN: 'aube:2.5 aurore:2.3 point-du-jour:2.5 lever-du-soleil:2.5 potron-minet:2',
    MORNING: 'matin:1.6 matinée:1.8 matinal:1.2',
    DAY: 'midi:1.5 jour:0.15 soleil:0.4 déjeuner:0.8',
    AFTERNOON: 'après-midi:2.2 goûter:0.6',
    EVENING: 'soir:1.6 soirée:1.6 souper:1.2 dîner:0.6 veillée:1.5',
    DUSK: 'crépuscule:2.6 couchant:1.6 brune:0.2 tombée:0.8',
    NIGHT:
      'nuit:1.3 minuit:2.2 lune:1 étoile:0.6 bougie:0.4 chandelle:0.4 lanterne:0.4 nocturne:1.2 endormi:0.3',
  },
};

const SEASONS: Record<Language, Record<Exclude<Season, 'UNKNOWN'>, string>> = {
  en: {
    SPRING: 'spring:0.3 april:1.5 primrose:1.4 daffodil:1.4 bluebell:1.3 springtime:2',
    SUMMER: 'summer:1.8 june:1.5 july:1.5 august:1.3 midsummer:2 hay:0.5 heat:0.3 harvest:0.7',
    AUTUMN: 'autumn:2 september:1.4 october:1.6 november:1.3 fallen-leaves:1.5 vintage:0.6',
    WINTER:
      'winter:1.8 december:1.5 january:1.5 february:1.3 snow:1 frost:1 christmas:1.4 icicle:1.4 ice:0.4 wintry:1.6',
  },
  fr: {
    SPRING: 'printemps:2 avril:1.5 mai=:0.8 primevère:1.4 lilas:1.2 bourgeon:1.2',
    SUMMER: 'été:0.1 juin:1.5 juillet:1.5 août:1.4 moisson:1.2 canicule:1.8 foin:0.4 chaleur:0.3',
    AUTUMN: 'automne:2 septembre:1.4 octobre:1.6 novembre:1.3 vendange:1.4 feuilles-mortes:1.6',
    WINTER: 'hiver:1.8 décembre:1.5 janvier:1.5 février:1.3 neige:1 gelée:1.1 noël:1.4 givre:1.4 verglas:1.5',
  },
};

const WEATHERS: Record<Language, Record<Exclude<Weather, 'UNKNOWN'>, string>> = {
  en: {
    CLEAR:
      'sunshine:1.5 sunny:1.6 sunlight:1.2 cloudless:2 sunbeam:1 sun:0.5 starlight:1 moonlight:0.8 starlit:1',
    CLOUDY: 'cloud:0.7 cloudy:1.6 overcast:2 grey:0.3',
    RAIN: 'rain:1.5 rainy:1.8 drizzle:2 raining:2 downpour:2 raindrop:1.5 shower:0.6 drenched:1 soaked:0.6 puddle:0.8',
    STORM:
      'storm:1.5 tempest:1.8 thunder:1.5 lightning:1.5 hurricane:2 gale:1.6 squall:1.8 thunderstorm:2.2 cyclone:2 whirlwind:1.5',
    SNOW: 'snow:1.5 snowflake:2 snowstorm:2.5 blizzard:2.5 snowing:2 snowy:1.5 sleet:1.6 snowdrift:1.6',
    FOG: 'fog:1.8 mist:1.4 foggy:1.8 haze:1 misty:1.4 vapour:0.4',
    WIND: 'wind:0.8 windy:1.5 breeze:0.6 gust:1.2 blustering:1.2',
  },
  fr: {
    CLEAR: 'soleil:0.6 ensoleillé:1.8 serein:1 azur:0.8 étoilé:1 éclaircie:1.4 beau-temps:1.8',
    CLOUDY: 'nuage:0.7 nuageux:1.6 couvert:0.2 gris:0.3 nuée:0.8',
    RAIN: 'pluie:1.5 averse:1.9 pluvieux:1.8 pleuvoir:1.8 pleuvait:2 pleut:1.6 ondée:1.8 giboulée:1.8 bruine:1.9 trempé:0.9 crachin:1.9',
    STORM:
      'orage:1.8 tempête:1.6 tonnerre:1.4 éclair:0.8 foudre:1.3 ouragan:2 rafale:1.2 bourrasque:1.5 cyclone:2 tourmente:1.6 grêle:1.2',
    SNOW: 'neige:1.5 flocon:2 neigeait:2.2 neiger:2 neigeux:1.5',
    FOG: 'brouillard:1.9 brume:1.5 brumeux:1.5 vapeur:0.4',
    WIND: 'vent:0.8 brise:0.6 mistral:1.6 rafale:0.6 bise:1',
  },
};

/** Words of the hour, the season and the weather by how plainly they say it. */
export const MOMENT_NOUNS: Record<
  Language,
  { time: NounIndex<TimeOfDay>; season: NounIndex<Season>; weather: NounIndex<Weather> }
> = { en: indexes('en'), fr: indexes('fr') };

function indexes(language: Language) {
  const read = <K extends string>(lists: Record<Language, Partial<Record<K, string>>>) =>
    weightedNouns(Object.entries(lists[language]) as [K, string][], language);
  return {
    time: read<TimeOfDay>(TIMES),
    season: read<Season>(SEASONS),
    weather: read<Weather>(WEATHERS),
  };
}

/** Beside a noun of time, these put it elsewhere than now. */
export const NOT_NOW: Record<Language, ReadonlySet<string>> = {
  en: new Set('last yesterday every previous good all each another one other tomorrow to-morrow'.split(' ')),
  fr: new Set('dernier dernière hier chaque bon bonne veille lendemain demain toute tous autre'.split(' ')),
};

/** Behind a noun of weather, these make it a figure: "a storm of applause". */
export const FIGURATIVE_AFTER: Record<Language, ReadonlySet<string>> = {
  en: new Set(['of']),
  fr: new Set(['de', "d'", 'du', 'des']),
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
  ]),
  fr: new Set(['pas', 'sans', 'ni', 'jamais', 'aucun', 'aucune', 'plus', 'nul', 'point']),
};
