import type { Emotion, EmotionLabel } from '@visiobook/schema';
import { feltAt } from '../../domain/emotion/felt-words.ts';
import type { EmotionScorer, SceneRange } from '../../domain/ports.ts';
import type { BookText } from '../../domain/text/book-text.ts';
import type { MoodReading } from './mood-reading.ts';

/** What the model says of one sentence: chances of the moods, and valence, arousal, dominance around 0. */
interface Reading {
  moods: number[];
  vad: number[];
}

const DIMENSIONS = ['V', 'A', 'D'] as const;
/** How far a mood must stand out from the book's own to be a scene's. */
const STANDS_OUT = 0.36;
/** Added to the spread of a mood over the book, so that one word of a rare mood does not name a scene. */
const EVENNESS = 0.08;
/** What a word of feeling in the sentence adds to the logit of its mood: the two together read literature better than either. */
export const WORD_BONUS = 1.5;

/** The mood of each scene from a trained model's reading of its sentences, as it stands out from the book's own mood. */
export function modelEmotionScorer(model: MoodReading): EmotionScorer {
  const { outputs, calibration } = model.manifest;
  const moods = outputs.flatMap((output, at) =>
    output.startsWith('mood:') && output !== 'mood:NEUTRAL'
      ? [{ label: output.slice(5) as EmotionLabel, at, ...(calibration[output] ?? { slope: 1, shift: 0 }) }]
      : [],
  );
  const vadAt = DIMENSIONS.map((dimension) => outputs.indexOf(`vad:${dimension}`));

  return {
    score(book, scenes) {
      const texts = book.sentences.map(({ start, end }) => book.text.slice(start, end));
      const readings = model.read(texts, book.language).map((row, i): Reading => {
        const felt = feltIn(book, i);
        return {
          moods: moods.map(({ label, at, slope, shift }) =>
            sigmoid(slope * row[at]! + shift + (felt.has(label) ? WORD_BONUS : 0)),
          ),
          vad: vadAt.map((at) => row[at]!),
        };
      });
      const scenesRead = scenes.map((scene) => sceneReading(book, scene, readings));
      const usual = usualOf(scenesRead.map((reading) => reading.moods));
      const usualVad = usualOf(scenesRead.map((reading) => reading.vad));
      return scenesRead.map((reading) =>
        emotionOf(
          reading,
          moods.map(({ label }) => label),
          usual,
          usualVad,
          scenes.length,
        ),
      );
    },
  };
}

/** The moods that words of a sentence name. */
function feltIn({ sentences, tokens, language }: BookText, sentence: number): Set<EmotionLabel> {
  const { firstToken, endToken } = sentences[sentence]!;
  const felt = new Set<EmotionLabel>();
  for (let i = firstToken; i < endToken; i++) {
    const found = feltAt(tokens, i, firstToken, language);
    if (found) felt.add(found.felt);
  }
  return felt;
}

interface Usual {
  means: number[];
  spreads: number[];
}

/** Means over a scene's sentences, long ones counting more. */
function sceneReading(book: BookText, scene: SceneRange, readings: readonly Reading[]): Reading {
  const first = book.paragraphs[scene.firstParagraph]!.firstSentence;
  const end = book.paragraphs[scene.endParagraph - 1]!.endSentence;
  const size = readings[0] ?? { moods: [], vad: [] };
  const sum: Reading = { moods: size.moods.map(() => 0), vad: size.vad.map(() => 0) };
  let weights = 1e-9;
  for (let i = first; i < end; i++) {
    const { firstToken, endToken } = book.sentences[i]!;
    const weight = Math.sqrt(endToken - firstToken);
    weights += weight;
    for (const part of ['moods', 'vad'] as const)
      for (const [k, value] of readings[i]![part].entries()) sum[part][k]! += weight * value;
  }
  return { moods: sum.moods.map((value) => value / weights), vad: sum.vad.map((value) => value / weights) };
}

function usualOf(rows: readonly number[][]): Usual {
  const count = Math.max(1, rows.length);
  const means = (rows[0] ?? []).map((_, k) => rows.reduce((sum, row) => sum + row[k]!, 0) / count);
  const spreads = means.map((mean, k) =>
    Math.sqrt(rows.reduce((sum, row) => sum + (row[k]! - mean) ** 2, 0) / count),
  );
  return { means, spreads };
}

function emotionOf(
  { moods, vad }: Reading,
  labels: readonly EmotionLabel[],
  usual: Usual,
  usualVad: Usual,
  scenes: number,
): Emotion {
  // With few scenes the book's mean says little about what is usual.
  const trust = Math.min(0.9, scenes / 15);
  let label: EmotionLabel = 'NEUTRAL';
  let most = STANDS_OUT;
  for (const [k, chance] of moods.entries()) {
    const above = (chance - trust * usual.means[k]!) / (trust * usual.spreads[k]! + EVENNESS);
    if (above > most) {
      most = above;
      label = labels[k]!;
    }
  }
  // A scene's mean hardly leaves the book's: how far it stands out is told in the book's own measure.
  const [valence, arousal, dominance] = vad.map((value, k) => {
    const out = trust * ((value - usualVad.means[k]!) / (usualVad.spreads[k]! + 0.05));
    return Math.round(1000 * Math.min(1, Math.max(0, 0.5 + 0.1 * value + 0.15 * out))) / 1000;
  });
  return { label, valence: valence!, arousal: arousal!, dominance: dominance! };
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
