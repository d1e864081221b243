import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import type { PackedSteps } from './packed-steps.ts';

/** One direction of an LSTM, its gates in the order i, f, o, g. */
export type Lstm = {
  /** From inputs to gates, and from the state before to gates. */
  input: Tensor2D;
  state: Tensor2D;
  bias: Tensor1D;
  hidden: number;
};

/**
 * From PyTorch's order of gates (i, f, g, o). The columns of g are doubled: tanh(v) = 2·sigmoid(2v) − 1, so that one
 * sigmoid serves all four gates. The backends have a fast sigmoid and a slow tanh.
 */
export function lstmOf(tf: Tensorflow, wx: Tensor2D, wh: Tensor2D, b: Tensor1D): Lstm {
  const hidden = wh.shape[0];
  const reorder = (tensor: Tensor2D) =>
    tf.tidy(() => {
      const [i, f, g, o] = tf.split(tensor, 4, 1);
      return tf.concat([i!, f!, o!, tf.mul(g!, 2)], 1) as Tensor2D;
    });
  const bias = tf.tidy(() => tf.reshape(reorder(tf.reshape(b, [1, -1])), [-1]) as Tensor1D);
  return { input: reorder(wx), state: reorder(wh), bias, hidden };
}

/** What each row of inputs gives to the gates, for all steps at once. */
export function projectInputs(tf: Tensorflow, { input, bias }: Lstm, rows: Tensor2D): Tensor2D {
  return tf.tidy(() => tf.add(tf.matMul(rows, input), bias) as Tensor2D);
}

/**
 * Walks a batch; gives the state behind each token, in the order of the tokens. `rows` says which row of `projected`
 * is a token's: those of equal words may be one.
 */
export function runLstm(
  tf: Tensorflow,
  { state, hidden }: Lstm,
  projected: Tensor2D,
  { rows, walk, places }: PackedSteps,
  rowOf: (token: number) => number,
): Tensor2D {
  return tf.tidy(() => {
    const picks = tf.tensor1d(Int32Array.from(walk, rowOf), 'int32');
    const states: Tensor2D[] = [];
    let h = tf.zeros([rows[0]!, hidden]) as Tensor2D;
    let c = h;
    let at = 0;
    for (const count of rows) {
      const [next, cell] = tf.tidy(() => {
        const inputs = tf.gather(projected, tf.slice(picks, [at], [count]));
        const gates = tf.sigmoid(tf.add(inputs, tf.matMul(first(h, count), state)));
        const [i, f, o, g] = [0, 1, 2, 3].map((k) => tf.slice(gates, [0, k * hidden], [count, hidden]));
        const kept = tf.mul(f!, first(c, count));
        const cellNow = tf.add(kept, tf.mul(i!, centred(g!))) as Tensor2D;
        return [tf.mul(o!, centred(tf.sigmoid(tf.mul(cellNow, 2)))) as Tensor2D, cellNow];
      });
      if (c !== h) tf.dispose(c);
      states.push(next!);
      h = next!;
      c = cell!;
      at += count;
    }
    const walked = states.length > 1 ? tf.concat(states, 0) : states[0]!;
    return tf.gather(walked, tf.tensor1d(places, 'int32')) as Tensor2D;
  });

  function first(tensor: Tensor2D, count: number): Tensor2D {
    return tensor.shape[0] === count ? tensor : tf.slice(tensor, [0, 0], [count, hidden]);
  }

  /** From sigmoid(2v) to tanh(v). */
  function centred<T extends ReturnType<typeof tf.mul>>(value: T) {
    return tf.sub(tf.mul(value, 2), 1);
  }
}
