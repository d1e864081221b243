import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Language } from '@visiobook/schema';
import { dense, encodeTokens, rowsFor, runBothWays, tensorOf } from '../encoder/encode-tokens.ts';
import { widthOf } from '../encoder/encoder-weights.ts';
import { type BatchLimits, batchByLength, LIMITS, type SentenceBatch } from '../encoder/sentence-batches.ts';
import { inPieces, type SentencePiece } from '../encoder/sentence-pieces.ts';
import type { Lexis } from '../lexis/lexis.ts';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import type { Computation } from '../runtime/computation.ts';
import type { ModelManifest } from '../weights/model-manifest.ts';
import type { ModelFile } from '../weights/read-weights.ts';
import { loadReaderWeights, type ReaderWeights } from './reader-weights.ts';
import { type SpanVisitor, scoreSpans } from './span-scores.ts';

/** Reads words in their sentence and scores which of them together are an entity. */
export interface Reader {
  manifest: ModelManifest;
  /** Calls `visit` for every span, sentence by sentence in no order of theirs; what the labels are says the manifest. */
  read(sentences: readonly (readonly string[])[], language: Language, visit: SpanVisitor): Computation<void>;
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
  limits: BatchLimits = LIMITS,
): Computation<Reader> {
  const weights = yield* loadReaderWeights(tf, file, lexis.width);
  return {
    manifest: file.manifest,
    *read(sentences, language, visit) {
      const pieces = inPieces(sentences);
      for (const batch of batchByLength(
        pieces.map(({ words }) => words.length),
        limits,
      )) {
        const read = yield* readTokens(tf, weights, lexis, batch, pieces, language);
        yield* scoreSpans(tf, weights, read, batch, (at, first, last, scores, kinds) => {
          const { sentence, from } = pieces[batch.sentences[at]!]!;
          visit(sentence, from + first, from + last, scores, kinds);
        });
        tf.dispose(read);
      }
    },
    dispose: weights.dispose,
  };
}

/** What the tagger knows of each token of a batch, a row each. */
function* readTokens(
  tf: Tensorflow,
  weights: ReaderWeights,
  lexis: Lexis,
  batch: SentenceBatch,
  pieces: readonly SentencePiece[],
  language: Language,
): Computation<Tensor2D> {
  const { layers } = weights;
  const encoder = { layers: layers.encoder, pieces: weights.pieces, lexis };
  const below = yield* encodeTokens(tf, encoder, batch, pieces, language);
  const task = dense(tf, below, weights.taskOf(language));
  const above = rowsFor(batch, widthOf(layers.tagger));
  yield* runBothWays(tf, layers.tagger, task, batch, (token) => token, above, 0);
  task.dispose();
  return tensorOf(tf, above);
}
