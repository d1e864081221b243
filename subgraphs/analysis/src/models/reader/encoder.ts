import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import type { Computation } from '../runtime/computation.ts';
import { attentionOf } from './attention.ts';
import { dense } from './dense.ts';
import type { ReaderWeights } from './reader-weights.ts';
import type { WindowBatch } from './window-batches.ts';

const EPSILON = 1e-5;

/** What each word is in its window: a transformer over a row a word. Disposes of `words`. */
export function* encode(
  tf: Tensorflow,
  weights: ReaderWeights,
  words: Tensor2D,
  batch: WindowBatch,
): Computation<Tensor2D> {
  const { blocks, scale } = weights.layers;
  const attention = attentionOf(tf, weights, batch);
  let x = words;
  for (const { heed, heeded, up, down } of blocks) {
    const asked = tf.tidy(() => tf.matMul(normed(tf, x), heed) as Tensor2D);
    const told = yield* attention.heed(asked);
    asked.dispose();
    const next = tf.tidy(() => {
      const y = tf.add(x, tf.matMul(told, heeded)) as Tensor2D;
      const thought = tf.square(dense(tf, normed(tf, y), up, 'relu')) as Tensor2D;
      return tf.add(y, dense(tf, thought, down)) as Tensor2D;
    });
    tf.dispose([x, told]);
    x = next;
  }
  attention.dispose();
  const states = tf.tidy(() => tf.mul(normed(tf, x), scale) as Tensor2D);
  x.dispose();
  return states;
}

/** Rows of one size, by the root of the mean square (Zhang, Sennrich 2019). */
function normed(tf: Tensorflow, rows: Tensor2D): Tensor2D {
  const size: Tensor = tf.mean(tf.square(rows), 1, true);
  return tf.mul(rows, tf.rsqrt(tf.add(size, EPSILON))) as Tensor2D;
}
