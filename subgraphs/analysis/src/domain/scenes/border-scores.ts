import { placeWords } from '../lexicon/place-words.ts';
import type { Cast } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import { isContent } from '../text/content-words.ts';
import { BORDER_CUES } from './border-cues.ts';

const WINDOW = 220;

interface Profile {
  words: Map<string, number>;
  cast: Map<number, number>;
  places: Map<string, number>;
}

/** For each paragraph from `first` to `end`, how much speaks for a new scene beginning with it. */
export function borderScores(book: BookText, first: number, end: number, cast: Cast): Float64Array {
  const n = end - first;
  const scores = new Float64Array(n);
  const profiles: Profile[] = [];
  let mention = firstMention(cast, book.paragraphs[first]?.firstToken ?? 0);
  for (let i = 0; i < n; i++) {
    const profile: Profile = { words: new Map(), cast: new Map(), places: new Map() };
    const { firstToken, endToken } = book.paragraphs[first + i]!;
    for (let t = firstToken; t < endToken; t++) {
      const token = book.tokens[t]!;
      if (isContent(token, book.language)) add(profile.words, token.lower.slice(0, 6), 1);
      const place = placeWords(book.language).get(token.lower);
      if (place && place.weight >= 0.5) add(profile.places, place.kind, place.weight);
    }
    for (; mention < cast.mentions.length && cast.mentions[mention]!.firstToken < endToken; mention++) {
      const { character, inSpeech, kind } = cast.mentions[mention]!;
      if (!inSpeech && kind !== 'NARRATOR') add(profile.cast, character, 1);
    }
    profiles.push(profile);
  }
  const cohesion = new Float64Array(n);
  for (let i = 1; i < n; i++) {
    const before = around(book, profiles, first, i - 1, -1);
    const after = around(book, profiles, first, i, 1);
    cohesion[i] = cosine(before.words, after.words);
    scores[i] = 0.9 * (1 - cosine(before.cast, after.cast)) + 0.8 * (1 - cosine(before.places, after.places));
  }
  const mean = cohesion.reduce((sum, value) => sum + value, 0) / Math.max(1, n - 1);
  for (let i = 1; i < n; i++)
    scores[i]! += 2.5 * Math.max(-0.3, mean - cohesion[i]!) + cueScore(book, first + i);
  return scores;
}

/** What the paragraph's own first words say. */
function cueScore(book: BookText, index: number): number {
  const paragraph = book.paragraphs[index]!;
  const opening = book.text.slice(paragraph.start, Math.min(paragraph.end, paragraph.start + 160));
  const cues = BORDER_CUES[book.language];
  if (cues.speech.test(opening)) {
    const before = book.paragraphs[index - 1];
    const inDialogue =
      before !== undefined && cues.speech.test(book.text.slice(before.start, before.start + 4));
    return inDialogue ? -2.2 : -1.1;
  }
  let score = 0;
  if (cues.heading.test(opening)) score += 3;
  if (cues.jump.test(opening)) score += 2.4;
  else if (cues.time.test(opening)) score += 1.2;
  if (cues.move.test(opening)) score += 1;
  if (cues.goesOn.test(opening)) score -= 0.7;
  return score;
}

function firstMention(cast: Cast, token: number): number {
  let low = 0;
  let high = cast.mentions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cast.mentions[middle]!.firstToken < token) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The paragraphs before or behind a gap, about a page of them, as one profile. */
function around(
  book: BookText,
  profiles: readonly Profile[],
  first: number,
  from: number,
  step: 1 | -1,
): Profile {
  const sum: Profile = { words: new Map(), cast: new Map(), places: new Map() };
  let tokens = 0;
  for (let i = from; i >= 0 && i < profiles.length && tokens < WINDOW; i += step) {
    const profile = profiles[i]!;
    for (const [key, value] of profile.words) add(sum.words, key, value);
    for (const [key, value] of profile.cast) add(sum.cast, key, value);
    for (const [key, value] of profile.places) add(sum.places, key, value);
    tokens += book.paragraphs[first + i]!.endToken - book.paragraphs[first + i]!.firstToken;
  }
  return sum;
}

function add<K>(map: Map<K, number>, key: K, by: number): void {
  map.set(key, (map.get(key) ?? 0) + by);
}

function cosine<K>(a: ReadonlyMap<K, number>, b: ReadonlyMap<K, number>): number {
  let dot = 0;
  let normA = 0;
  let normB = 0;
  for (const [key, value] of a) {
    dot += value * (b.get(key) ?? 0);
    normA += value * value;
  }
  for (const value of b.values()) normB += value * value;
  // Nothing known on one side speaks neither for a border nor against it.
  return normA === 0 || normB === 0 ? 0.6 : dot / Math.sqrt(normA * normB);
}
