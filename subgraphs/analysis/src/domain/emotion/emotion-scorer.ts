import type { Emotion, EmotionLabel } from '@visiobook/schema';
import { MOOD } from '../lexicon/emotion-words.ts';
import type { EmotionScorer, SceneRange } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import { type Felt, feltAt } from './felt-words.ts';

const FELT = Object.keys(MOOD) as Felt[];

/** The mood of each scene from words of feeling, as it stands out from the book's own mood. */
export const lexiconEmotionScorer: EmotionScorer = { score };

function score(book: BookText, scenes: readonly SceneRange[]): Emotion[] {
  const rates = scenes.map((scene) => sceneRates(book, scene));
  const means = FELT.map(
    (_, k) => rates.reduce((sum, rate) => sum + rate[k]!, 0) / Math.max(1, rates.length),
  );
  const spreads = FELT.map((_, k) =>
    Math.sqrt(rates.reduce((sum, rate) => sum + (rate[k]! - means[k]!) ** 2, 0) / Math.max(1, rates.length)),
  );
  return rates.map((rate) => emotionOf(rate, means, spreads, scenes.length));
}

/** Words of each feeling per thousand words, damped for short scenes. */
function sceneRates(book: BookText, scene: SceneRange): number[] {
  const { tokens, language, paragraphs } = book;
  const counts = FELT.map(() => 0);
  const first = paragraphs[scene.firstParagraph]!.firstToken;
  const end = paragraphs[scene.endParagraph - 1]!.endToken;
  let words = 0;
  for (let i = first; i < end; i++) {
    if (tokens[i]!.kind !== 'word') continue;
    words++;
    const found = feltAt(tokens, i, first, language);
    if (found) counts[FELT.indexOf(found.felt)]! += found.weight;
  }
  return counts.map((count) => (1000 * count) / (words + 120));
}

function emotionOf(
  rate: readonly number[],
  means: readonly number[],
  spreads: readonly number[],
  scenes: number,
): Emotion {
  const total = rate.reduce((sum, value) => sum + value, 0);
  if (total < 4) return { label: 'NEUTRAL', valence: 0.5, arousal: 0.4, dominance: 0.5 };
  // With few scenes the book's mean says little about what is usual.
  const trust = Math.min(0.8, scenes / 20);
  let label: EmotionLabel = 'NEUTRAL';
  let most = 0.35;
  let mass = 6;
  const vad = [0.5 * mass, 0.45 * mass, 0.5 * mass];
  for (const [k, felt] of FELT.entries()) {
    const above = (rate[k]! - trust * means[k]!) / (spreads[k]! * trust + 3);
    if (above > most && rate[k]! > 2.5) {
      most = above;
      label = felt;
    }
    const weight = Math.max(0, rate[k]! - 0.85 * trust * means[k]!);
    mass += weight;
    for (let d = 0; d < 3; d++) vad[d]! += weight * MOOD[felt][d]!;
  }
  const [valence, arousal, dominance] = vad.map(
    (sum) => Math.round(Math.min(1, Math.max(0, sum / mass)) * 1000) / 1000,
  );
  return { label, valence: valence!, arousal: arousal!, dominance: dominance! };
}
