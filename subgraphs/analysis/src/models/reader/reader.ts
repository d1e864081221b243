import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Language } from '@visiobook/schema';
import {
  dense,
  type EncodedVisitor,
  type Encoder,
  encodeTokens,
  statesAbove,
  tensorOf,
} from '../encoder/encode-tokens.ts';
import { encodedWidth } from '../encoder/encoder-weights.ts';
import { loadEncoder } from '../encoder/load-encoder.ts';
import type { Rows } from '../encoder/lstm.ts';
import { type BatchLimits, batchByLength, LIMITS, type SentenceBatch } from '../encoder/sentence-batches.ts';
import { inPieces } from '../encoder/sentence-pieces.ts';
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
  /** What stands below this head, and may stand below others. */
  encoder: Encoder;
  /**
   * Calls `visit` for every span, sentence by sentence in no order of theirs; what the labels are says the manifest. Other
   * heads above the encoder get what it encoded by `encoded`.
   */
  read(
    sentences: readonly (readonly string[])[],
    language: Language,
    visit: SpanVisitor,
    encoded?: EncodedVisitor,
  ): Computation<void>;
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
  const encoder = yield* loadEncoder(tf, file, lexis);
  const weights = yield* loadHead(tf, file, encoder);
  return {
    manifest: file.manifest,
    encoder,
    *read(sentences, language, visit, encoded) {
      const pieces = inPieces(sentences);
      for (const batch of batchByLength(
        pieces.map(({ words }) => words.length),
        limits,
      )) {
        const below = yield* encodeTokens(tf, encoder, batch, pieces, language);
        if (encoded) yield* encoded(batch, pieces, below);
        const read = yield* readTokens(tf, weights, batch, below, language);
        yield* scoreSpans(tf, weights, read, batch, (at, first, last, scores, kinds) => {
          const { sentence, from } = pieces[batch.sentences[at]!]!;
          visit(sentence, from + first, from + last, scores, kinds);
        });
        tf.dispose(read);
      }
    },
    dispose: () => {
      weights.dispose();
      encoder.dispose();
    },
  };
}

function* loadHead(tf: Tensorflow, file: ModelFile, encoder: Encoder): Computation<ReaderWeights> {
  try {
    return yield* loadReaderWeights(tf, file, encodedWidth(encoder.layers));
  } catch (error) {
    encoder.dispose();
    throw error;
  }
}

/** What the tagger knows of each token of a batch, a row each. */
function* readTokens(
  tf: Tensorflow,
  { layers, taskOf }: ReaderWeights,
  batch: SentenceBatch,
  below: Rows,
  language: Language,
): Computation<Tensor2D> {
  const task = dense(tf, below, taskOf(language));
  const above = yield* statesAbove(tf, layers.tagger, task, batch);
  task.dispose();
  return tensorOf(tf, above);
}
