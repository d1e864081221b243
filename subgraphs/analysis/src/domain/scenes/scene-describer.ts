import type { PlaceKind } from '@visiobook/schema';
import { placeWords } from '../lexicon/place-words.ts';
import {
  FIGURATIVE_AFTER,
  NEGATIONS,
  SEASON_WORDS,
  TIME_WORDS,
  WEATHER_WORDS,
} from '../lexicon/time-words.ts';
import { speechMask } from '../people/entity-finder.ts';
import type { Cast, SceneDescriber, SceneRange, Setting, SpeechSpan } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import { singular } from '../text/content-words.ts';
import { placeNames } from './place-names.ts';
import { bookProps, sceneProps } from './props.ts';

/** Place, time, season and weather of each scene from weighed words; what is not said is carried over. */
export const ruleSceneDescriber: SceneDescriber = { describe };

const LOCATIVE = new Set([
  'in',
  'into',
  'at',
  'to',
  'on',
  'from',
  'through',
  'across',
  'inside',
  'within',
  'of',
  'dans',
  'à',
  'au',
  'sur',
  'sous',
  'vers',
  'en',
  'par',
  "jusqu'",
  'aux',
  'du',
]);
const ARTICLES = new Set([
  'the',
  'a',
  'an',
  'his',
  'her',
  'my',
  'our',
  'their',
  'this',
  'that',
  'le',
  'la',
  'les',
  "l'",
  'un',
  'une',
  'des',
  'son',
  'sa',
  'mon',
  'ma',
  'notre',
  'cette',
  'ce',
]);
const ENOUGH = 1.15;

function describe(
  book: BookText,
  scenes: readonly SceneRange[],
  cast: Cast,
  speech: readonly SpeechSpan[],
): Setting[] {
  const inSpeech = speechMask(book, speech);
  const names = placeNames(book, cast);
  const rarity = bookProps(book);
  const settings: Setting[] = [];
  for (const scene of scenes) {
    const previous = settings.at(-1);
    settings.push(describeScene(book, scene, inSpeech, names, rarity, previous));
  }
  return settings;
}

function describeScene(
  book: BookText,
  scene: SceneRange,
  inSpeech: Uint8Array,
  names: ReturnType<typeof placeNames>,
  rarity: ReadonlyMap<string, number>,
  previous: Setting | undefined,
): Setting {
  const first = book.paragraphs[scene.firstParagraph]!.firstToken;
  const end = book.paragraphs[scene.endParagraph - 1]!.endToken;
  const places = new Map<PlaceKind, number>();
  const votes = { time: new Map(), season: new Map(), weather: new Map() } as const;
  for (let i = first; i < end; i++) {
    const early = i < first + (end - first) / 4 ? 1.5 : 1;
    addPlace(book, i, (inSpeech[i] ? 0.25 : 1) * early, places);
    const weight = (inSpeech[i] ? 0.3 : 1) * early;
    addVote(book, i, TIME_WORDS, weight, votes.time);
    addVote(book, i, SEASON_WORDS, weight, votes.season);
    addVote(book, i, WEATHER_WORDS, weight, votes.weather);
  }
  const kinds = [...places].map(([kind, sum]) => [kind, Math.sqrt(sum)] as const).sort((a, b) => b[1] - a[1]);
  const [top] = kinds;
  const scale = Math.max(1, Math.sqrt((end - first) / 900));
  const said = top !== undefined && top[1] >= ENOUGH * Math.min(1.3, scale);
  // A new chapter begins anew: there, a faint hint says more than the chapter before.
  const staysPut =
    previous !== undefined &&
    previous.place.kind !== 'UNKNOWN' &&
    !(opensChapter(book, scene) && top && top[1] > 0.5);
  const kept = staysPut ? previous.place.kind : (top?.[0] ?? 'UNKNOWN');
  const kind = said ? top[0] : kept;
  const name =
    names(first, end) ?? (said && previous?.place.kind !== kind ? null : (previous?.place.name ?? null));
  return {
    place: { name, kind },
    timeOfDay: winner(votes.time, 1.2) ?? (previous && !said ? previous.timeOfDay : 'UNKNOWN'),
    season: winner(votes.season, 1.4) ?? previous?.season ?? 'UNKNOWN',
    weather: winner(votes.weather, 1.2) ?? 'UNKNOWN',
    props: sceneProps(book, first, end, rarity),
    confidence: said ? Math.min(0.95, 0.4 + top[1] / 8) : previous ? 0.3 : 0.15,
  };
}

function opensChapter({ paragraphs }: BookText, { firstParagraph }: SceneRange): boolean {
  return paragraphs[firstParagraph - 1]?.chapter !== paragraphs[firstParagraph]!.chapter;
}

function addPlace(
  { tokens, language }: BookText,
  i: number,
  weight: number,
  places: Map<PlaceKind, number>,
): void {
  const lexicon = placeWords(language);
  const { lower } = tokens[i]!;
  const word = lexicon.get(lower) ?? lexicon.get(singular(lower, language));
  if (!word || word.weight === 0 || isNegated(tokens, i, language)) return;
  const before = tokens[i - 1]?.lower ?? '';
  const preposition = ARTICLES.has(before) ? (tokens[i - 2]?.lower ?? '') : before;
  const locative = LOCATIVE.has(preposition) ? 1.8 : 1;
  places.set(word.kind, (places.get(word.kind) ?? 0) + word.weight * word.weight * locative * weight);
}

function addVote<K extends string>(
  { tokens, language }: BookText,
  i: number,
  lexicon: Record<'en' | 'fr', ReadonlyMap<string, K>>,
  weight: number,
  votes: Map<K, number>,
): void {
  const { lower, opens, capital } = tokens[i]!;
  const key = lexicon[language].get(lower) ?? lexicon[language].get(singular(lower, language));
  if (!key || isNegated(tokens, i, language)) return;
  // "May" and "March" that open a sentence, or stand small, are verbs.
  if ((lower === 'may' || lower === 'march') && (!capital || opens || tokens[i + 1]?.capital)) return;
  if (FIGURATIVE_AFTER[language].has(tokens[i + 1]?.lower ?? '') && lexicon === (WEATHER_WORDS as unknown))
    return;
  if (lower === 'night' && tokens[i - 1]?.lower === 'good') return;
  votes.set(key, (votes.get(key) ?? 0) + weight);
}

function isNegated(tokens: BookText['tokens'], i: number, language: BookText['language']): boolean {
  for (let k = i - 1; k >= Math.max(0, i - 3); k--) {
    if (tokens[k]!.kind === 'mark') return false;
    if (NEGATIONS[language].has(tokens[k]!.lower)) return true;
  }
  return false;
}

function winner<K>(votes: ReadonlyMap<K, number>, least: number): K | null {
  let best: K | null = null;
  let most = least;
  for (const [key, value] of votes)
    if (value >= most) {
      best = key;
      most = value;
    }
  return best;
}
