import type { Rows } from '../encoder/lstm.ts';
import type { SentenceBatch } from '../encoder/sentence-batches.ts';

/** What makes a token count: a weight for each number of its state, and a shift that is the same for all. */
export interface Heed {
  weights: Float32Array;
  shift: number;
}

/**
 * One row a sentence from the rows of its tokens: the mean of their states by how much each is heeded, the highest of
 * each number of a state, and the mean of what was entered.
 */
export function poolSentences(
  { starts, lengths }: SentenceBatch,
  states: Rows,
  entered: Rows,
  { weights, shift }: Heed,
): Rows {
  const width = 2 * states.width + entered.width;
  const pooled: Rows = { values: new Float32Array(lengths.length * width), width };
  for (const [i, start] of starts.entries()) {
    const length = lengths[i]!;
    const row = pooled.values.subarray(i * width, (i + 1) * width);
    const heeded = row.subarray(0, states.width);
    const highest = row.subarray(states.width, 2 * states.width).fill(Number.NEGATIVE_INFINITY);
    const mean = row.subarray(2 * states.width);
    const shares = softmax(
      Float32Array.from({ length }, (_, t) => shift + product(rowOf(states, start + t), weights)),
    );
    for (let t = 0; t < length; t++) {
      const state = rowOf(states, start + t);
      for (const [k, value] of state.entries()) {
        heeded[k]! += shares[t]! * value;
        if (value > highest[k]!) highest[k] = value;
      }
      for (const [k, value] of rowOf(entered, start + t).entries()) mean[k]! += value / length;
    }
  }
  return pooled;
}

function rowOf({ values, width }: Rows, at: number): Float32Array {
  return values.subarray(at * width, (at + 1) * width);
}

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function softmax(scores: Float32Array): Float32Array {
  const most = scores.reduce((highest, score) => Math.max(highest, score), Number.NEGATIVE_INFINITY);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
