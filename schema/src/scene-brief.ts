import { z } from 'zod';
import { Span } from './book.ts';
import { Language } from './language.ts';

/** Where a scene happens, as far as a picture of it must know. */
export const PlaceKind = z.enum([
  'ROOM',
  'BEDROOM',
  'KITCHEN',
  'LIBRARY',
  'HALL',
  'STAIRS',
  'HOUSE',
  'GARDEN',
  'PARK',
  'FOREST',
  'FIELD',
  'ROAD',
  'STREET',
  'CITY',
  'VILLAGE',
  'SHOP',
  'INN',
  'SCHOOL',
  'CHURCH',
  'GRAVEYARD',
  'COURT',
  'PRISON',
  'HOSPITAL',
  'THEATRE',
  'CASTLE',
  'BATTLEFIELD',
  'SHIP',
  'HARBOUR',
  'SEA',
  'UNDERWATER',
  'SHORE',
  'ISLAND',
  'RIVER',
  'LAKE',
  'MOUNTAIN',
  'CAVE',
  'UNDERGROUND',
  'DESERT',
  'SNOWFIELD',
  'SKY',
  'STATION',
  'TRAIN',
  'CARRIAGE',
  'LABORATORY',
  'FACTORY',
  'FARM',
  'UNKNOWN',
]);
export type PlaceKind = z.infer<typeof PlaceKind>;

export const TimeOfDay = z.enum([
  'DAWN',
  'MORNING',
  'DAY',
  'AFTERNOON',
  'EVENING',
  'DUSK',
  'NIGHT',
  'UNKNOWN',
]);
export type TimeOfDay = z.infer<typeof TimeOfDay>;

export const Season = z.enum(['SPRING', 'SUMMER', 'AUTUMN', 'WINTER', 'UNKNOWN']);
export type Season = z.infer<typeof Season>;

export const Weather = z.enum(['CLEAR', 'CLOUDY', 'RAIN', 'STORM', 'SNOW', 'FOG', 'WIND', 'UNKNOWN']);
export type Weather = z.infer<typeof Weather>;

export const EmotionLabel = z.enum([
  'JOY',
  'TENDERNESS',
  'SADNESS',
  'FEAR',
  'ANGER',
  'DISGUST',
  'SURPRISE',
  'ANTICIPATION',
  'NEUTRAL',
]);
export type EmotionLabel = z.infer<typeof EmotionLabel>;

/** A scene's mood: the strongest emotion, and valence, arousal and dominance from 0 to 1 (0.5 is neutral). */
export const Emotion = z.object({
  label: EmotionLabel,
  valence: z.number().min(0).max(1),
  arousal: z.number().min(0).max(1),
  dominance: z.number().min(0).max(1),
});
export type Emotion = z.infer<typeof Emotion>;

/** Someone present in a scene, with the looks that keep them recognisable from picture to picture. */
export const CastMember = z.object({
  characterId: z.uuid(),
  name: z.string().min(1),
  kind: z.enum(['PERSON', 'ANIMAL', 'CREATURE']),
  gender: z.enum(['FEMALE', 'MALE', 'UNKNOWN']),
  age: z.enum(['CHILD', 'YOUNG', 'ADULT', 'OLD', 'UNKNOWN']),
  /** Words of the text that describe them: "white rabbit", "red beard", "blue dress". */
  looks: z.array(z.string()),
  /** 0 to 1, relative to the most mentioned character of the book. */
  importance: z.number().min(0).max(1),
});
export type CastMember = z.infer<typeof CastMember>;

/** One sentence to be spoken; `span` points at the sentence of the book it was taken or condensed from. */
export const NarrationSentence = z.object({
  text: z.string().min(1),
  span: Span,
  speakerId: z.uuid().nullable(),
});
export type NarrationSentence = z.infer<typeof NarrationSentence>;

/**
 * All that media needs to illustrate and narrate one scene. Made by analysis, read by media: with it a scene's
 * picture and voice are pure functions of the brief and the settings.
 */
export const SceneBrief = z.object({
  sceneId: z.uuid(),
  index: z.int().nonnegative(),
  language: Language,
  bookTitle: z.string(),
  chapterIndex: z.int().nonnegative(),
  chapterTitle: z.string().nullable(),
  title: z.string().min(1),
  summary: z.string().min(1),
  visualPrompt: z.string().min(1),
  place: z.object({ name: z.string().nullable(), kind: PlaceKind }),
  timeOfDay: TimeOfDay,
  season: Season,
  weather: Weather,
  emotion: Emotion,
  cast: z.array(CastMember),
  /** Concrete things that the scene shows: "key", "table", "mushroom", "teapot". In the book's language. */
  props: z.array(z.string()),
  narration: z.object({
    /** Two or three sentences that tell the scene. */
    digest: z.array(NarrationSentence).min(1),
    /** Every sentence of the scene. */
    full: z.array(NarrationSentence).min(1),
  }),
});
export type SceneBrief = z.infer<typeof SceneBrief>;
