import { BAGS, type SentenceFeatures, TABLE_ROWS } from '../src/models/emotion/sentence-features.ts';
import { randomOf } from './random.ts';

/** Width of a row of the table, and of the hidden layer. */
export const WIDTH = 64;
export const HIDDEN = 160;
const INPUT = BAGS * WIDTH;

/**
 * Three bags of embeddings, one hidden layer, one linear layer for all tasks, with the gradients written out:
 * a network this small learns faster in plain arrays than through any library.
 */
export interface Network {
  table: Float32Array;
  hidden: Dense;
  output: Dense;
}

export interface Dense {
  inputs: number;
  outputs: number;
  /** Row by row of the inputs. */
  weights: Float32Array;
  bias: Float32Array;
}

export function createNetwork(outputs: number, seed: number): Network {
  const random = randomOf(seed);
  const table = new Float32Array(TABLE_ROWS * WIDTH);
  for (let i = WIDTH; i < table.length; i++) table[i] = (random() - 0.5) * 0.1;
  return { table, hidden: dense(INPUT, HIDDEN, random), output: dense(HIDDEN, outputs, random) };
}

function dense(inputs: number, outputs: number, random: () => number): Dense {
  const reach = Math.sqrt(6 / (inputs + outputs));
  const weights = Float32Array.from({ length: inputs * outputs }, () => (random() * 2 - 1) * reach);
  return { inputs, outputs, weights, bias: new Float32Array(outputs) };
}

/** Raw outputs for one sentence. */
export function run(network: Network, features: SentenceFeatures): Float32Array {
  const width = network.table.length / TABLE_ROWS;
  const pooled = new Float32Array(network.hidden.inputs);
  features.forEach((rows, bag) => {
    pool(network.table, width, rows, pooled, bag * width);
  });
  const hidden = apply(network.hidden, pooled);
  for (let i = 0; i < hidden.length; i++) hidden[i] = Math.max(0, hidden[i]!);
  return apply(network.output, hidden);
}

/** Sum of the rows over the root of their number: a long sentence says more, but not in proportion. */
export function pool(
  table: Float32Array,
  width: number,
  rows: readonly number[],
  into: Float32Array,
  at: number,
): void {
  const scale = 1 / Math.sqrt(rows.length);
  for (const row of rows) {
    const from = row * width;
    for (let k = 0; k < width; k++) into[at + k]! += table[from + k]! * scale;
  }
}

export function apply({ inputs, outputs, weights, bias }: Dense, x: Float32Array): Float32Array {
  const y = Float32Array.from(bias);
  for (let i = 0; i < inputs; i++) {
    const value = x[i]!;
    if (value === 0) continue;
    const row = i * outputs;
    for (let j = 0; j < outputs; j++) y[j]! += value * weights[row + j]!;
  }
  return y;
}
