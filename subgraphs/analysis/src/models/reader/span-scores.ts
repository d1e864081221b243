import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { SentenceBatch } from '../encoder/sentence-batches.ts';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import type { Computation } from '../runtime/computation.ts';
import type { ReaderWeights } from './reader-weights.ts';

/**
 * Told of every span that is short enough: which sentence, first and last token in it, a score a label (that of no
 * entity is 0), and a score a kind of mention. The scores are good until the next call.
 */
export type SpanVisitor = (
  sentence: number,
  first: number,
  last: number,
  scores: Float32Array,
  kinds: Float32Array,
) => void;

/** Starts that are multiplied at once. */
const BLOCK = 64;

/** Scores all spans of a batch. `read` has a row a token, what the tagger knows of it. */
export function* scoreSpans(
  tf: Tensorflow,
  { layers, lengths }: ReaderWeights,
  read: Tensor2D,
  batch: SentenceBatch,
  visit: SpanVisitor,
): Computation<void> {
  const labels = lengths.values.length / lengths.longest;
  const { start, end, pairs } = layers;
  const { kindOfStart, kindOfEnd } = layers;
  const [starts, ends, startKinds, endKinds] = tf.tidy(() => {
    const startRows = tf.relu(tf.add(tf.matMul(read, start.weights), start.bias)) as Tensor2D;
    const endRows = tf.relu(tf.add(tf.matMul(read, end.weights), end.bias)) as Tensor2D;
    const one = tf.ones([batch.tokens, 1]);
    return [
      tf.matMul(tf.concat([startRows, one], 1) as Tensor2D, pairs),
      tf.transpose(tf.concat([endRows, one], 1)) as Tensor2D,
      tf.add(tf.matMul(startRows, kindOfStart.weights), kindOfStart.bias),
      tf.matMul(endRows, kindOfEnd),
    ];
  });
  const kindsOfStart = yield startKinds!;
  const kindsOfEnd = yield endKinds!;
  const kinds = new Float32Array(kindOfEnd.shape[1]);
  const width = ends!.shape[0]!;
  const scores = new Float32Array(labels);
  let sentence = 0;
  for (let from = 0; from < batch.tokens; from += BLOCK) {
    const count = Math.min(BLOCK, batch.tokens - from);
    // Ends may lie in the block and as far behind it as the longest span reaches.
    const reach = Math.min(count + lengths.longest - 1, batch.tokens - from);
    const product = tf.tidy(() => {
      const rows = tf.reshape(tf.slice(starts!, [from, 0], [count, labels * width]), [count * labels, width]);
      return tf.matMul(rows, tf.slice(ends!, [0, from], [width, reach]));
    });
    const products = yield product;
    product.dispose();
    for (let i = 0; i < count; i++) {
      while (from + i >= batch.starts[sentence]! + batch.lengths[sentence]!) sentence++;
      const first = from + i - batch.starts[sentence]!;
      const most = Math.min(lengths.longest, batch.lengths[sentence]! - first);
      for (let d = 0; d < most; d++) {
        for (let l = 0; l < labels; l++)
          scores[l] = products[(i * labels + l) * reach + i + d]! + lengths.values[l * lengths.longest + d]!;
        for (let k = 0; k < kinds.length; k++)
          kinds[k] =
            kindsOfStart[(from + i) * kinds.length + k]! + kindsOfEnd[(from + i + d) * kinds.length + k]!;
        visit(sentence, first, first + d, scores, kinds);
      }
    }
  }
  tf.dispose([starts!, ends!, startKinds!, endKinds!]);
}
