import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import type { Computation } from '../runtime/computation.ts';
import type { PackedSteps } from './packed-steps.ts';

/** One direction of an LSTM. */
export type Lstm = {
  /** From inputs to all gates. */
  input: Tensor2D;
  bias: Tensor1D;
  /** From the state before to each gate: i, f, g, o. */
  states: Tensor2D[];
  hidden: number;
};

const GATES = 4;

/**
 * From PyTorch's weights. Those of the gate g are doubled: tanh(v) = 2·sigmoid(2v) − 1, and the backends have a fast
 * sigmoid and a slow tanh.
 */
export function lstmOf(tf: Tensorflow, wx: Tensor2D, wh: Tensor2D, b: Tensor1D): Lstm {
  return tf.tidy(() => {
    const doubled = (gates: Tensor2D[]) =>
      gates.map((gate, k) => (k === 2 ? (tf.mul(gate, 2) as Tensor2D) : gate));
    const gatesOf = (tensor: Tensor2D) => doubled(tf.split(tensor, GATES, 1));
    return {
      input: tf.concat(gatesOf(wx), 1),
      bias: tf.reshape(tf.concat(gatesOf(tf.reshape(b, [1, -1])), 1), [-1]) as Tensor1D,
      states: gatesOf(wh),
      hidden: wh.shape[0],
    };
  });
}

/** Rows of numbers on this side, where rows are picked and put much faster than by the backends. */
export interface Rows {
  values: Float32Array;
  width: number;
}

/** What each row of inputs gives to the gates, for all steps at once. */
export function* projectInputs(tf: Tensorflow, { input, bias }: Lstm, rows: Tensor2D): Computation<Rows> {
  const projected = tf.tidy(() => tf.add(tf.matMul(rows, input), bias));
  const values = yield projected;
  projected.dispose();
  return { values, width: bias.size };
}

/**
 * Walks a batch and puts the state behind each token into the token's row of `into`, from `column` on. `rowOf` says
 * which row of `projected` is a token's: equal words may share one.
 */
export function* runLstm(
  tf: Tensorflow,
  lstm: Lstm,
  projected: Rows,
  { rows, walk }: PackedSteps,
  rowOf: (token: number) => number,
  into: Rows,
  column: number,
): Computation<void> {
  const { hidden } = lstm;
  const states: Tensor2D[] = [];
  let h = tf.zeros([rows[0]!, hidden]) as Tensor2D;
  let c = h;
  let at = 0;
  for (const count of rows) {
    const inputs = inputsOf(projected, walk.subarray(at, at + count), rowOf, hidden);
    const [next, cell] = tf.tidy(() => step(tf, lstm, inputs, h, c, count));
    if (states.length === 0) tf.dispose(h);
    if (c !== h) tf.dispose(c);
    states.push(next);
    h = next;
    c = cell;
    at += count;
  }
  const walked = tf.concat(states, 0);
  tf.dispose([...states, c]);
  const values = yield walked;
  walked.dispose();
  for (const [place, token] of walk.entries())
    into.values.set(values.subarray(place * hidden, (place + 1) * hidden), token * into.width + column);
}

/** What the tokens of a step give to each gate. */
function inputsOf(
  { values, width }: Rows,
  tokens: Int32Array,
  rowOf: (token: number) => number,
  hidden: number,
): Float32Array[] {
  const gates = Array.from({ length: GATES }, () => new Float32Array(tokens.length * hidden));
  for (const [i, token] of tokens.entries()) {
    const from = rowOf(token) * width;
    for (const [k, gate] of gates.entries())
      gate.set(values.subarray(from + k * hidden, from + (k + 1) * hidden), i * hidden);
  }
  return gates;
}

function step(
  tf: Tensorflow,
  { states, hidden }: Lstm,
  inputs: readonly Float32Array[],
  before: Tensor2D,
  cell: Tensor2D,
  count: number,
): [Tensor2D, Tensor2D] {
  const first = (tensor: Tensor2D) =>
    tensor.shape[0] === count ? tensor : tf.slice(tensor, [0, 0], [count, hidden]);
  /** From sigmoid(2v) to tanh(v). */
  const centred = (value: Tensor2D) => tf.sub(tf.mul(value, 2), 1) as Tensor2D;
  const h = first(before);
  const [i, f, g, o] = inputs.map((input, k) =>
    tf.sigmoid(tf.add(tf.tensor2d(input, [count, hidden]), tf.matMul(h, states[k]!))),
  ) as Tensor2D[];
  const cellNow = tf.add(tf.mul(f!, first(cell)), tf.mul(i!, centred(g!))) as Tensor2D;
  return [tf.mul(o!, centred(tf.sigmoid(tf.mul(cellNow, 2)))) as Tensor2D, cellNow];
}
