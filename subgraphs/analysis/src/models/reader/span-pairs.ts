import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import type { Computation } from '../runtime/computation.ts';
import { multipliesApart } from './attention.ts';
import { padded } from './padded-windows.ts';
import type { WindowBatch } from './window-batches.ts';

/** How starts fit ends: of start `from + i`, label l and end `from + j`, at (i × labels + l) × stride + j. */
export interface PairFits {
  from: number;
  starts: number;
  values: Float32Array;
  stride: number;
}

/** Starts that are multiplied at once. */
const BLOCK = 48;

/**
 * Multiplies starts with the ends that they reach, and tells of all in the order of the rows. Of `fits` a row has for
 * each label what an end is multiplied with, and a number that is added.
 */
export function* pairFits(
  tf: Tensorflow,
  fits: Tensor2D,
  ends: Tensor2D,
  batch: WindowBatch,
  reach: Int32Array,
  tell: (part: PairFits) => void,
): Computation<void> {
  if (multipliesApart(tf)) yield* fitsApart(tf, fits, ends, reach, tell);
  else yield* fitsTogether(tf, fits, ends, batch, tell);
}

/** Some starts at a time. They are cut on this side, as are the parts of attention. */
function* fitsApart(
  tf: Tensorflow,
  fits: Tensor2D,
  ends: Tensor2D,
  reach: Int32Array,
  tell: (part: PairFits) => void,
): Computation<void> {
  const [rows, width] = ends.shape;
  const wide = fits.shape[1];
  const startRows = yield fits;
  const endRows = yield ends;
  for (let from = 0; from < rows; from += BLOCK) {
    const starts = Math.min(BLOCK, rows - from);
    const stride = starts - 1 + reach[from + starts - 1]!;
    const columns = new Float32Array((width + 1) * stride).fill(1, width * stride);
    for (let j = 0; j < stride; j++)
      for (let e = 0; e < width; e++) columns[e * stride + j] = endRows[(from + j) * width + e]!;
    const product = tf.tidy(() =>
      tf.matMul(
        tf.tensor2d(startRows.subarray(from * wide, (from + starts) * wide), [
          (starts * wide) / (width + 1),
          width + 1,
        ]),
        tf.tensor2d(columns, [width + 1, stride]),
      ),
    );
    tell({ from, starts, values: yield product, stride });
    product.dispose();
  }
}

/** All windows at once. */
function* fitsTogether(
  tf: Tensorflow,
  fits: Tensor2D,
  ends: Tensor2D,
  batch: WindowBatch,
  tell: (part: PairFits) => void,
): Computation<void> {
  const windows = batch.lengths.length;
  const places = batch.lengths[0]!;
  const width = ends.shape[1] + 1;
  const product = tf.tidy(() => {
    const into = tf.tensor1d(padded(batch).into, 'int32');
    const starts = tf.reshape(tf.gather(fits, into), [windows, -1, width]);
    const withOne = tf.concat([ends, tf.ones([ends.shape[0], 1])], 1);
    return tf.matMul(starts, tf.reshape(tf.gather(withOne, into), [windows, places, width]), false, true);
  });
  const values = yield product;
  product.dispose();
  const size = values.length / windows;
  for (const [w, from] of batch.starts.entries())
    tell({
      from,
      starts: batch.lengths[w]!,
      values: values.subarray(w * size, (w + 1) * size),
      stride: places,
    });
}
