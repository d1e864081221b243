import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import type { Computation } from '../runtime/computation.ts';
import { dense } from './dense.ts';
import type { ReaderWeights } from './reader-weights.ts';
import { type PairFits, pairFits } from './span-pairs.ts';
import type { PlacedPiece, WindowBatch } from './window-batches.ts';

/**
 * Told of every span that is short enough: which sentence, first and last word in it, a score a label (that of no
 * entity is 0), and a score a kind of mention. The scores are good until the next call.
 */
export type SpanVisitor = (
  sentence: number,
  first: number,
  last: number,
  scores: Float32Array,
  kinds: Float32Array,
) => void;

/** Scores all spans inside the sentences of a batch. `states` has a row a word, what the encoder knows of it. */
export function* scoreSpans(
  tf: Tensorflow,
  { layers, lengths }: ReaderWeights,
  states: Tensor2D,
  batch: WindowBatch,
  visit: SpanVisitor,
): Computation<void> {
  const labels = lengths.values.length / lengths.longest;
  const { start, end, pairs, kindOfStart, kindOfEnd } = layers.span;
  const made = tf.tidy(() => {
    const starts = dense(tf, states, start, 'relu');
    const ends = dense(tf, states, end, 'relu');
    const startKinds = dense(tf, starts, kindOfStart);
    return { fits: dense(tf, starts, pairs), ends, startKinds, endKinds: tf.matMul(ends, kindOfEnd) };
  });
  const startKinds = yield made.startKinds;
  const endKinds = yield made.endKinds;
  const scores = new Float32Array(labels);
  const kinds = new Float32Array(kindOfEnd.shape[1]);
  const reach = reachOf(batch, lengths.longest);
  let at = 0;
  yield* pairFits(tf, made.fits, made.ends, batch, reach, ({ from, starts, values, stride }: PairFits) => {
    for (let i = 0; i < starts; i++) {
      const row = from + i;
      if (reach[row] === 0) continue;
      while (row >= endOf(batch.pieces[at]!)) at++;
      const piece = batch.pieces[at]!;
      const first = piece.from + row - piece.row;
      for (let d = 0; d < reach[row]!; d++) {
        for (let l = 0; l < labels; l++)
          scores[l] = values[(i * labels + l) * stride + i + d]! + lengths.values[l * lengths.longest + d]!;
        for (let k = 0; k < kinds.length; k++)
          kinds[k] = startKinds[row * kinds.length + k]! + endKinds[(row + d) * kinds.length + k]!;
        visit(piece.sentence, first, first + d, scores, kinds);
      }
    }
  });
  tf.dispose(made);
}

/** Of each row, how many ends a span may have that begins there. */
function reachOf({ pieces, rows }: WindowBatch, longest: number): Int32Array {
  const reach = new Int32Array(rows);
  for (const piece of pieces)
    for (let row = piece.row; row < endOf(piece); row++) reach[row] = Math.min(longest, endOf(piece) - row);
  return reach;
}

function endOf({ row, words }: PlacedPiece): number {
  return row + words.length;
}
