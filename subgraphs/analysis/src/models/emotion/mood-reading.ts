import type { Language } from '@visiobook/schema';
import { type Token, tokenise } from '../../domain/text/tokens.ts';
import { annotatedWords } from '../reader/annotated-words.ts';
import { type Computation, compute } from '../runtime/computation.ts';
import type { ModelManifest } from '../weights/model-manifest.ts';
import { WeightsRefused } from '../weights/read-weights.ts';
import { type MoodMixture, moodMixer } from './mood-mixture.ts';
import type { SentenceModel } from './sentence-model.ts';

/** What says of sentences how they feel, and what its outputs mean. */
export interface MoodReading {
  manifest: Pick<ModelManifest, 'outputs' | 'calibration' | 'thresholds'>;
  /** One row of outputs a sentence; the sentences do not hear each other. */
  read(texts: readonly string[], language: Language): Float32Array[];
}

/** A reader of words among the sentences around them, with a head for their moods. */
export interface SentenceEncoder {
  /** How many outputs its head of moods has; 0 without one. */
  moods: number;
  /** Tells of all sentences, counted through the texts; outputs are good until the next call. */
  read(
    texts: readonly (readonly (readonly string[])[])[],
    language: Language,
    visitors: { moods: (sentence: number, outputs: Float32Array) => void },
  ): Computation<void>;
}

/**
 * The bag of words and the encoder as one.
 *
 * @throws WeightsRefused when the encoder or the bag gives other outputs than the mixture is of
 */
export function mixedMoods(
  mixture: MoodMixture,
  encoder: SentenceEncoder,
  bag: Pick<SentenceModel, 'manifest' | 'read'>,
): MoodReading {
  const { name, version, outputs } = mixture;
  if (encoder.moods !== outputs.length || bag.manifest.outputs.join() !== outputs.join())
    throw new WeightsRefused(`The mixture ${name}-${version} is not of these models' outputs.`);
  return {
    manifest: mixture,
    read(texts, language) {
      const mix = moodMixer(mixture, language);
      const bags = bag.read(texts, language);
      return compute(readAlone(encoder, texts, language)).map((row, i) => mix(row, bags[i]!));
    },
  };
}

function* readAlone(
  encoder: SentenceEncoder,
  texts: readonly string[],
  language: Language,
): Computation<Float32Array[]> {
  const rows: Float32Array[] = texts.map(() => new Float32Array(encoder.moods));
  yield* encoder.read(
    texts.map((text) => [wordsOf(text, language)]),
    language,
    { moods: (sentence, outputs) => rows[sentence]!.set(outputs) },
  );
  return rows;
}

function wordsOf(text: string, language: Language): string[] {
  const tokens: Token[] = [];
  tokenise(text, 0, text.length, language, tokens);
  return annotatedWords(
    tokens.map((token) => token.text),
    language,
  ).words;
}
