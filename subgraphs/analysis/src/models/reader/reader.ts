import type { Language } from '@visiobook/schema';
import type { Lexis } from '../lexis/lexis.ts';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import type { Computation } from '../runtime/computation.ts';
import type { ModelManifest } from '../weights/model-manifest.ts';
import type { ModelFile } from '../weights/read-weights.ts';
import { encode } from './encoder.ts';
import { loadReaderWeights } from './reader-weights.ts';
import { type SpanVisitor, scoreSpans } from './span-scores.ts';
import { type Text, windowsOf } from './text-windows.ts';
import { batchByLength } from './window-batches.ts';
import { wordInputs } from './word-inputs.ts';

/** Words of a batch. */
const BATCH = 1024;

/** Reads words among the sentences around them, and says which are an entity together. */
export interface Reader {
  manifest: ModelManifest;
  /** Sentences are counted through all texts, which do not see each other; `visit` is told of them in no order. */
  read(texts: readonly Text[], language: Language, visit: SpanVisitor): Computation<void>;
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
  const readWords = wordInputs(tf, weights, lexis);
  return {
    manifest: file.manifest,
    *read(texts, language, visit) {
      for (const batch of batchByLength(windowsOf(texts, weights.window), batchWords, weights.rests.rows)) {
        const words = yield* readWords(batch, language);
        const states = yield* encode(tf, weights, words, batch);
        yield* scoreSpans(tf, weights, states, batch, visit);
        states.dispose();
      }
    },
    dispose: weights.dispose,
  };
}
