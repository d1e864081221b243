import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import type { Attention } from './attention.ts';
import type { ReaderWeights } from './reader-weights.ts';
import type { Turns } from './turns.ts';
import type { WindowBatch } from './window-batches.ts';

/** What the words of a window ask for, are found by and tell, in one head. */
interface Head {
  /** A row a word, [words, width]. */
  asked: Float32Array;
  /** A column a word, [width, words]. */
  found: Float32Array;
  told: Float32Array;
}

/**
 * A window and a head at a time. The rows are cut and turned on this side, because the backend copies the whole of a
 * tensor for each part that is cut from it.
 */
export function attentionApart(
  tf: Tensorflow,
  { heads, turns }: Pick<ReaderWeights, 'heads' | 'turns'>,
  { starts, lengths, rows: all }: WindowBatch,
): Attention {
  const width = 2 * turns.pairs;
  const room = Array.from({ length: 3 }, () => new Float32Array(lengths[0]! * width));
  return {
    *heed(asked) {
      const rows = yield asked;
      const told: Tensor2D[][] = Array.from({ length: heads }, () => []);
      for (const [i, start] of starts.entries())
        for (const [head, windows] of told.entries())
          windows.push(heedWindow(rows, start, lengths[i]!, head));
      const together = tf.tidy(() => {
        const byHead = tf.reshape(tf.concat(told.flat(), 0), [heads, all, width]);
        return tf.reshape(tf.transpose(byHead, [1, 0, 2]), [all, heads * width]) as Tensor2D;
      });
      tf.dispose(told);
      return together;
    },
    dispose: () => {},
  };

  function heedWindow(rows: Float32Array, start: number, words: number, head: number): Tensor2D {
    const [asked, found, told] = room.map((numbers) => numbers.subarray(0, words * width));
    cutHead(rows, start, words, head, heads, turns, { asked: asked!, found: found!, told: told! });
    return tf.tidy(() => {
      const fit = tf.matMul(tf.tensor2d(asked!, [words, width]), tf.tensor2d(found!, [width, words]));
      return tf.matMul(tf.softmax(fit), tf.tensor2d(told!, [words, width])) as Tensor2D;
    });
  }
}

function cutHead(
  rows: Float32Array,
  start: number,
  words: number,
  head: number,
  heads: number,
  { cos, sin, pairs }: Turns,
  { asked, found, told }: Head,
): void {
  const width = 2 * pairs;
  for (let t = 0; t < words; t++) {
    const q = ((start + t) * 3 * heads + head) * width;
    const k = q + heads * width;
    const v = k + heads * width;
    for (let i = 0; i < pairs; i++) {
      const c = cos[t * pairs + i]!;
      const s = sin[t * pairs + i]!;
      const at = t * width + i;
      asked[at] = rows[q + i]! * c - rows[q + pairs + i]! * s;
      asked[at + pairs] = rows[q + pairs + i]! * c + rows[q + i]! * s;
      found[i * words + t] = rows[k + i]! * c - rows[k + pairs + i]! * s;
      found[(pairs + i) * words + t] = rows[k + pairs + i]! * c + rows[k + i]! * s;
      told[at] = rows[v + i]!;
      told[at + pairs] = rows[v + pairs + i]!;
    }
  }
}
