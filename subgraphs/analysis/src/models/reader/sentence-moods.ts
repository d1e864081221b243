import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import type { Computation } from '../runtime/computation.ts';
import { dense } from './dense.ts';
import type { MoodLayers } from './reader-weights.ts';
import type { WindowBatch } from './window-batches.ts';

/** Told of every sentence: what the head of moods gives. The outputs are good until the next call. */
export type MoodVisitor = (sentence: number, outputs: Float32Array) => void;

/** The mean and the highest of each number over the words of a sentence, whichever batches its pieces are in. */
export interface SentencePools {
  add(states: Float32Array, batch: WindowBatch): void;
  /** A row a sentence; zeros for one without words. */
  rows(): Float32Array;
}

export function sentencePools(sentences: number, width: number): SentencePools {
  const rows = new Float32Array(sentences * 2 * width);
  const counts = new Float64Array(sentences);
  return {
    add(states, { pieces }) {
      for (const { sentence, row, words } of pieces) {
        const mean = sentence * 2 * width;
        const most = mean + width;
        for (let t = row; t < row + words.length; t++) {
          const share = 1 / ++counts[sentence]!;
          for (let i = 0; i < width; i++) {
            const value = states[t * width + i]!;
            rows[mean + i]! += (value - rows[mean + i]!) * share;
            if (share === 1 || value > rows[most + i]!) rows[most + i] = value;
          }
        }
      }
    },
    rows: () => rows,
  };
}

/** Sentences that go through the head at once. */
const AT_ONCE = 1024;

export function* visitMoods(
  tf: Tensorflow,
  { inner, outer }: MoodLayers,
  pools: SentencePools,
  visit: MoodVisitor,
): Computation<void> {
  const rows = pools.rows();
  const width = inner.weights.shape[0];
  const moods = outer.bias.size;
  for (let from = 0; from * width < rows.length; from += AT_ONCE) {
    const part = rows.subarray(from * width, (from + AT_ONCE) * width);
    const outputs = tf.tidy(() => {
      const pooled = tf.tensor2d(part, [part.length / width, width]) as Tensor2D;
      return dense(tf, dense(tf, pooled, inner, 'relu'), outer);
    });
    const values = yield outputs;
    outputs.dispose();
    for (let at = 0; at < values.length; at += moods)
      visit(from + at / moods, values.subarray(at, at + moods));
  }
}
