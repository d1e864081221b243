import type { Emotion, SceneBrief } from '@visiobook/schema';
import type { Setting } from './film-frame.ts';

export type SoundLayer =
  | 'WIND'
  | 'RAIN'
  | 'THUNDER'
  | 'SEA'
  | 'STREAM'
  | 'CRICKETS'
  | 'BIRDS'
  | 'CROWD'
  | 'FIRE'
  | 'DRIPS'
  | 'RUMBLE'
  | 'CLOCK';

type Place = SceneBrief['place']['kind'];

const WATER: ReadonlySet<Place> = new Set(['SEA', 'SHORE', 'ISLAND', 'HARBOUR', 'SHIP']);
const STREAMS: ReadonlySet<Place> = new Set(['RIVER', 'LAKE']);
const WILD: ReadonlySet<Place> = new Set([
  'GARDEN',
  'PARK',
  'FOREST',
  'FIELD',
  'ROAD',
  'FARM',
  'VILLAGE',
  'GRAVEYARD',
  'RIVER',
  'LAKE',
  'HOUSE',
  'ISLAND',
]);
const WINDY: ReadonlySet<Place> = new Set([
  'MOUNTAIN',
  'DESERT',
  'SNOWFIELD',
  'SKY',
  'CASTLE',
  'BATTLEFIELD',
  'FIELD',
  'ROAD',
  'GRAVEYARD',
  'SHIP',
  'SEA',
]);
const CROWDED: ReadonlySet<Place> = new Set([
  'STREET',
  'CITY',
  'INN',
  'COURT',
  'THEATRE',
  'STATION',
  'SHOP',
  'SCHOOL',
  'HARBOUR',
  'BATTLEFIELD',
]);
const HOLLOW: ReadonlySet<Place> = new Set(['CAVE', 'UNDERGROUND', 'PRISON']);
const HEARTHS: ReadonlySet<Place> = new Set(['INN', 'KITCHEN', 'CASTLE', 'HALL']);
const HUMMING: ReadonlySet<Place> = new Set([
  'TRAIN',
  'CARRIAGE',
  'FACTORY',
  'UNDERWATER',
  'STATION',
  'LABORATORY',
]);
const QUIET_ROOMS: ReadonlySet<Place> = new Set(['LIBRARY', 'ROOM', 'BEDROOM', 'SCHOOL', 'STAIRS']);

/** What would be heard where the scene plays, loudest first. */
export function soundLayers({ place, weather, timeOfDay }: Setting): SoundLayer[] {
  const layers: SoundLayer[] = [];
  const dark = timeOfDay === 'NIGHT' || timeOfDay === 'EVENING' || timeOfDay === 'DUSK';
  const wet = weather === 'RAIN' || weather === 'STORM';
  if (wet && place !== 'UNDERWATER' && !HOLLOW.has(place)) layers.push('RAIN');
  if (weather === 'STORM') layers.push('THUNDER');
  if (WATER.has(place)) layers.push('SEA');
  if (STREAMS.has(place)) layers.push('STREAM');
  if (HOLLOW.has(place)) layers.push('DRIPS', 'RUMBLE');
  if (HUMMING.has(place)) layers.push('RUMBLE');
  if (WINDY.has(place) || weather === 'WIND' || weather === 'STORM' || weather === 'SNOW')
    layers.push('WIND');
  if (CROWDED.has(place)) layers.push('CROWD');
  if (HEARTHS.has(place) || (QUIET_ROOMS.has(place) && dark)) layers.push('FIRE');
  if (QUIET_ROOMS.has(place)) layers.push('CLOCK');
  if (WILD.has(place) && !wet && weather !== 'SNOW') layers.push(dark ? 'CRICKETS' : 'BIRDS');
  return layers;
}

/** Chords of the slow pad under a scene, as semitones above its root; they follow each other in a loop. */
export interface Harmony {
  readonly root: number;
  readonly chords: readonly (readonly number[])[];
  /** From 0 to 1: how open and bright the pad sounds. */
  readonly brightness: number;
}

const HARMONIES: Record<Emotion['label'], readonly (readonly number[])[]> = {
  JOY: [
    [0, 7, 16, 21],
    [5, 12, 16, 21],
    [7, 14, 19, 23],
    [0, 7, 14, 16],
  ],
  TENDERNESS: [
    [0, 7, 14, 16],
    [-3, 4, 12, 16],
    [5, 9, 12, 19],
    [0, 7, 11, 16],
  ],
  SADNESS: [
    [0, 7, 12, 15],
    [-4, 3, 8, 12],
    [-2, 5, 10, 14],
    [-5, 2, 7, 10],
  ],
  FEAR: [
    [0, 6, 12, 13],
    [-1, 6, 11, 15],
    [0, 3, 8, 14],
    [-2, 4, 6, 13],
  ],
  ANGER: [
    [0, 7, 12, 13],
    [-2, 5, 10, 12],
    [1, 8, 13, 15],
    [0, 6, 12, 15],
  ],
  DISGUST: [
    [0, 6, 11, 14],
    [-3, 3, 9, 12],
    [0, 5, 11, 13],
  ],
  SURPRISE: [
    [0, 6, 14, 18],
    [2, 9, 16, 18],
    [4, 11, 16, 20],
    [2, 6, 14, 21],
  ],
  ANTICIPATION: [
    [0, 7, 14, 17],
    [-2, 5, 12, 14],
    [3, 10, 15, 19],
    [0, 5, 12, 19],
  ],
  NEUTRAL: [
    [0, 7, 12, 14],
    [-3, 4, 9, 12],
    [5, 9, 12, 16],
    [-5, 2, 7, 14],
  ],
};

export function harmonyOf(emotion: Pick<Emotion, 'label' | 'valence' | 'arousal'>, seed: number): Harmony {
  return {
    root: 43 + (seed % 5),
    chords: HARMONIES[emotion.label],
    brightness: 0.25 + 0.45 * emotion.valence + 0.2 * emotion.arousal,
  };
}
