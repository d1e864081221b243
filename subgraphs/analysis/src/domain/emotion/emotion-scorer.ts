import type { Emotion, EmotionLabel, Language } from '@visiobook/schema';
import { MOOD, USUAL } from '../lexicon/emotion-words.ts';
import type { EmotionScorer, SceneRange } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import { type Felt, feltAt } from './felt-words.ts';

const FELT = Object.keys(MOOD) as Felt[];
/** Weight of words a label needs, and how far above the expected it must stand, in standard deviations. */
const LEAST_WEIGHT = 1.5;
const LEAST_EXCESS = 0.75;
/** A word of these colours almost every page: it takes more of them to make a mood. */
const COMMONPLACE: Partial<Record<Felt, number>> = { ANTICIPATION: 0.8, SURPRISE: 0.85 };
/** How much the book's own mean counts against that of novels at large, once it has scenes enough to know. */
const OWN_MEAN = 0.5;
/** Words of average prose that each scene is thought to have besides its own. */
const SHRINK = 150;

/** The mood of each scene from words of feeling, as it stands out from novels at large and from the book itself. */
export const lexiconEmotionScorer: EmotionScorer = { score };

interface Counts {
  words: number;
  felt: number[];
}

function score(book: BookText, scenes: readonly SceneRange[]): Emotion[] {
  const counts = scenes.map((scene) => countFeelings(book, scene));
  const expected = expectedRates(counts, book.language);
  return counts.map((scene) => emotionOf(scene, expected));
}

/** Weight a word of each feeling, from the usual novel towards the book itself. */
function expectedRates(counts: readonly Counts[], language: Language): number[] {
  const words = counts.reduce((sum, scene) => sum + scene.words, 0);
  const own = OWN_MEAN * Math.min(1, counts.length / 20);
  return FELT.map((felt, k) => {
    const mean = counts.reduce((sum, scene) => sum + scene.felt[k]!, 0) / Math.max(1, words);
    return own * mean + ((1 - own) * USUAL[language][felt]) / 1000;
  });
}

function countFeelings(book: BookText, scene: SceneRange): Counts {
  const { tokens, language, paragraphs } = book;
  const felt = FELT.map(() => 0);
  const first = paragraphs[scene.firstParagraph]!.firstToken;
  const end = paragraphs[scene.endParagraph - 1]!.endToken;
  let words = 0;
  for (let i = first; i < end; i++) {
    if (tokens[i]!.kind !== 'word') continue;
    words++;
    const found = feltAt(tokens, i, first, language);
    if (found) felt[FELT.indexOf(found.felt)]! += found.weight;
  }
  return { words, felt };
}

function emotionOf({ words, felt }: Counts, expected: readonly number[]): Emotion {
  let label: EmotionLabel = 'NEUTRAL';
  let most = LEAST_EXCESS;
  let mass = 3;
  const sums = [0.5 * mass, 0.42 * mass, 0.5 * mass];
  for (const [k, name] of FELT.entries()) {
    const due = expected[k]! * words;
    const excess = ((felt[k]! - due) / Math.sqrt(due + expected[k]! * SHRINK + 1)) * (COMMONPLACE[name] ?? 1);
    if (excess > most && felt[k]! >= LEAST_WEIGHT) {
      most = excess;
      label = name;
    }
    const weight = Math.max(0, felt[k]! - 0.8 * due);
    mass += weight;
    for (let d = 0; d < 3; d++) sums[d]! += weight * MOOD[name][d]!;
  }
  const [valence, arousal, dominance] = sums.map((sum) => Math.round((sum / mass) * 1000) / 1000);
  return { label, valence: valence!, arousal: arousal!, dominance: dominance! };
}
