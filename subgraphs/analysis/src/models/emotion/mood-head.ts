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
import type { Rows } from '../encoder/lstm.ts';
import { type BatchLimits, batchByLength, LIMITS, type SentenceBatch } from '../encoder/sentence-batches.ts';
import { inPieces } from '../encoder/sentence-pieces.ts';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import type { Computation } from '../runtime/computation.ts';
import type { ModelFile } from '../weights/read-weights.ts';
import { type HeadWeights, loadHeadWeights } from './head-weights.ts';
import { poolSentences } from './pool-sentences.ts';

/** Feels sentences whose words an encoder has read: a row of outputs for each. */
export interface MoodHead {
  /** The name of the encoder's weights. */
  encoder: string;
  /**
   * Puts a sentence's outputs at its place in `into`, whenever its words were encoded for another head. A sentence without
   * a word gets none; of an endless one the beginning is felt.
   */
  feeling(language: Language, into: Float32Array[]): EncodedVisitor;
  /** Has the encoder read the sentences for this head alone. */
  reading(sentences: readonly (readonly string[])[], language: Language): Computation<Float32Array[]>;
  dispose(): void;
}

/**
 * Puts a head of moods above an encoder into the backend's memory, once.
 *
 * @throws WeightsRefused when the weights are not of this network's shape.
 */
export function* loadMoodHead(
  tf: Tensorflow,
  file: ModelFile,
  encoder: Encoder,
  limits: BatchLimits = LIMITS,
): Computation<MoodHead> {
  const weights = yield* loadHeadWeights(tf, file, encodedWidth(encoder.layers));
  return { encoder: encoder.id, feeling, reading, dispose: weights.dispose };

  function feeling(language: Language, into: Float32Array[]): EncodedVisitor {
    return function* feel(batch, sentences, encoded) {
      const { values, width } = yield* outputsOf(tf, weights, batch, encoded, language);
      for (const [i, at] of batch.sentences.entries()) {
        const { sentence, from } = sentences[at]!;
        if (from === 0) into[sentence] = values.slice(i * width, (i + 1) * width);
      }
    };
  }

  function* reading(
    sentences: readonly (readonly string[])[],
    language: Language,
  ): Computation<Float32Array[]> {
    const rows: Float32Array[] = [];
    const feel = feeling(language, rows);
    const pieces = inPieces(sentences);
    for (const batch of batchByLength(
      pieces.map(({ words }) => words.length),
      limits,
    ))
      yield* feel(batch, pieces, yield* encodeTokens(tf, encoder, batch, pieces, language));
    return rows;
  }
}

/** From what the encoder knows of each token to a row of outputs a sentence. */
function* outputsOf(
  tf: Tensorflow,
  { layers, heed, taskOf }: HeadWeights,
  batch: SentenceBatch,
  encoded: Rows,
  language: Language,
): Computation<Rows> {
  const task = dense(tf, encoded, taskOf(language));
  const entered: Rows = { values: yield task, width: task.shape[1] };
  const above = yield* statesAbove(tf, layers.feeling, task, batch);
  task.dispose();
  const pooled = poolSentences(batch, above, entered, heed);
  const outputs = tf.tidy(() => {
    const { middle, out } = layers;
    const inside = tf.relu(tf.add(tf.matMul(tensorOf(tf, pooled), middle.weights), middle.bias)) as Tensor2D;
    return tf.add(tf.matMul(inside, out.weights), out.bias);
  });
  const values = yield outputs;
  outputs.dispose();
  return { values, width: layers.out.bias.size };
}
