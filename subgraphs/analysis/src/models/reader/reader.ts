import type { Language } from '@visiobook/schema';
import type { Lexis } from '../lexis/lexis.ts';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import type { Computation } from '../runtime/computation.ts';
import type { ModelManifest } from '../weights/model-manifest.ts';
import type { ModelFile } from '../weights/read-weights.ts';
import { encode } from './encoder.ts';
import { loadReaderWeights } from './reader-weights.ts';
import { type MoodVisitor, sentencePools, visitMoods } from './sentence-moods.ts';
import { type SpanVisitor, scoreSpans } from './span-scores.ts';
import { type Text, windowsOf } from './text-windows.ts';
import { batchByLength } from './window-batches.ts';
import { wordInputs } from './word-inputs.ts';

/** Words of a batch. */
const BATCH = 1024;

/** Who is told what the heads above the encoder say; what nobody asks for is not computed. */
export interface ReadingVisitors {
  /** In no order of the sentences. */
  spans?: SpanVisitor;
  moods?: MoodVisitor;
}

/** Reads words among the sentences around them, and says which are an entity together and what mood a sentence has. */
export interface Reader {
  manifest: ModelManifest;
  /** How many numbers the moods of a sentence are; 0 of weights without that head. */
  moods: number;
  /** Sentences are counted through all texts, which do not see each other. */
  read(texts: readonly Text[], language: Language, visitors: ReadingVisitors): Computation<void>;
  dispose(): void;
}

/**
 * Puts a reader's weights into the backend's memory, once.
 *
 * @throws WeightsRefused when they are not of this network's shape.
 */
export function* loadReader(
  tf: Tensorflow,
  file: ModelFile,
  lexis: Lexis,
  batchWords = BATCH,
): Computation<Reader> {
  const weights = yield* loadReaderWeights(tf, file, lexis.width);
  const { mood, scale } = weights.layers;
  const readWords = wordInputs(tf, weights, lexis);
  return {
    manifest: file.manifest,
    moods: mood?.outer.bias.size ?? 0,
    *read(texts, language, { spans, moods }) {
      if (moods && !mood) throw new Error('These weights have no head of moods.');
      const sentences = texts.reduce((sum, text) => sum + text.length, 0);
      const pools = moods && sentencePools(sentences, scale.size);
      for (const batch of batchByLength(windowsOf(texts, weights.window), batchWords)) {
        const words = yield* readWords(batch, language);
        const states = yield* encode(tf, weights, words, batch);
        if (spans) yield* scoreSpans(tf, weights, states, batch, spans);
        pools?.add(yield states, batch);
        states.dispose();
      }
      if (pools && moods && mood) yield* visitMoods(tf, mood, pools, moods);
    },
    dispose: weights.dispose,
  };
}
