import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import type { Attention } from './attention.ts';
import { padded } from './padded-windows.ts';
import type { ReaderWeights } from './reader-weights.ts';
import type { WindowBatch } from './window-batches.ts';

/** What is added for words that are none. */
const NEVER = -1e4;

/** All windows and heads at once, padded to the longest window. */
export function attentionTogether(
  tf: Tensorflow,
  { heads, turns }: Pick<ReaderWeights, 'heads' | 'turns'>,
  batch: WindowBatch,
): Attention {
  const windows = batch.lengths.length;
  const places = batch.lengths[0]!;
  const { pairs } = turns;
  const width = 2 * pairs;
  const { into, back } = padded(batch);
  const fixed = {
    into: tf.tensor1d(into, 'int32'),
    back: tf.tensor1d(back, 'int32'),
    cos: tf.tensor2d(turns.cos.subarray(0, places * pairs), [places, pairs]),
    sin: tf.tensor2d(turns.sin.subarray(0, places * pairs), [places, pairs]),
    mask: tf.tensor4d(
      Float32Array.from({ length: windows * places }, (_, i) =>
        i % places < batch.lengths[Math.floor(i / places)]! ? 0 : NEVER,
      ),
      [windows, 1, 1, places],
    ),
  };
  const turned = (x: Tensor): Tensor4D => {
    const [a, b] = tf.split(x, 2, 3) as [Tensor4D, Tensor4D];
    return tf.concat(
      [
        tf.sub(tf.mul(a, fixed.cos), tf.mul(b, fixed.sin)) as Tensor4D,
        tf.add(tf.mul(b, fixed.cos), tf.mul(a, fixed.sin)) as Tensor4D,
      ],
      3,
    );
  };
  return {
    *heed(asked) {
      return tf.tidy(() => {
        const rows = tf.reshape(tf.gather(asked, fixed.into), [windows, places, 3 * heads, width]);
        const [q, k, v] = tf.split(tf.transpose(rows, [0, 2, 1, 3]), 3, 1) as [Tensor4D, Tensor4D, Tensor4D];
        const fit = tf.add(tf.matMul(turned(q), turned(k), false, true), fixed.mask);
        const told = tf.transpose(tf.matMul(tf.softmax(fit), v), [0, 2, 1, 3]);
        return tf.gather(tf.reshape(told, [windows * places, heads * width]), fixed.back) as Tensor2D;
      });
    },
    dispose: () => tf.dispose(fixed),
  };
}
