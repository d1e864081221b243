import { BAGS, type SentenceFeatures, TABLE_ROWS } from '../src/models/emotion/sentence-features.ts';
import type { Example } from './corpora.ts';
import { apply, type Dense, HIDDEN, type Network, pool, WIDTH } from './network.ts';
import { shuffle } from './random.ts';

export interface LearningOptions {
  epochs: number;
  rate: number;
  batch: number;
  /** Share of a bag's rows, and of the hidden units, that are hidden from the network while it learns. */
  featureDropout: number;
  hiddenDropout: number;
  /** How much each output's error counts; positives of rare labels count more than negatives. */
  weights: Float32Array;
  positiveWeights: Float32Array;
  /** Outputs from here on are numbers, not chances. */
  numbersFrom: number;
  random: () => number;
  onEpoch(epoch: number, loss: number): void;
}

/** Numbers of the table stay within this, so that a byte each keeps them finely enough. */
const FURTHEST = 0.4;

/** Adam on the layers, Adagrad with one rate a row on the table. */
export function learn(network: Network, examples: readonly Example[], options: LearningOptions): void {
  const { epochs, batch, random, rate } = options;
  const order = [...examples];
  const rowSquares = new Float32Array(TABLE_ROWS).fill(1e-6);
  const layers = [adam(network.hidden), adam(network.output)] as const;
  const steps = Math.ceil(order.length / batch) * epochs;
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    let loss = 0;
    for (let from = 0; from < order.length; from += batch) {
      const now = order.slice(from, from + batch);
      const decay = 1 - step / steps;
      for (const example of now)
        loss += backward(network, example, layers, rowSquares, { ...options, rate: rate * decay });
      for (const layer of layers) layer.update(0.0015 * decay + 1e-5, now.length);
      step++;
    }
    options.onEpoch(epoch, loss / order.length);
  }
}

interface AdamLayer {
  weights: Float32Array;
  bias: Float32Array;
  update(rate: number, count: number): void;
}

function backward(
  network: Network,
  { features, targets }: Example,
  [hiddenLayer, outputLayer]: readonly [AdamLayer, AdamLayer],
  rowSquares: Float32Array,
  options: LearningOptions,
): number {
  const { random, featureDropout, hiddenDropout, weights, positiveWeights, numbersFrom, rate } = options;
  const kept = features.map((rows) => keep(rows, featureDropout, random)) as SentenceFeatures;
  const pooled = new Float32Array(BAGS * WIDTH);
  kept.forEach((rows, bag) => {
    pool(network.table, WIDTH, rows, pooled, bag * WIDTH);
  });
  const hidden = apply(network.hidden, pooled);
  for (let i = 0; i < HIDDEN; i++)
    hidden[i] = hidden[i]! > 0 && random() >= hiddenDropout ? hidden[i]! / (1 - hiddenDropout) : 0;
  const outputs = apply(network.output, hidden);

  let loss = 0;
  const outputError = new Float32Array(outputs.length);
  for (let j = 0; j < outputs.length; j++) {
    const target = targets[j]!;
    if (Number.isNaN(target)) continue;
    if (j >= numbersFrom) {
      const miss = outputs[j]! - target;
      outputError[j] = weights[j]! * miss;
      loss += 0.5 * weights[j]! * miss * miss;
    } else {
      const chance = 1 / (1 + Math.exp(-outputs[j]!));
      const weight = weights[j]! * (target > 0 ? positiveWeights[j]! : 1);
      outputError[j] = weight * (chance - target);
      loss -= weight * Math.log(Math.max(1e-7, target > 0 ? chance : 1 - chance));
    }
  }
  const hiddenError = gradients(network.output, hidden, outputError, outputLayer);
  for (let i = 0; i < HIDDEN; i++)
    hiddenError[i] = hidden[i]! > 0 ? hiddenError[i]! / (1 - hiddenDropout) : 0;
  const inputError = gradients(network.hidden, pooled, hiddenError, hiddenLayer);
  kept.forEach((rows, bag) => {
    updateRows(network.table, rows, inputError, bag * WIDTH, rowSquares, rate);
  });
  return loss;
}

function keep(rows: number[], dropout: number, random: () => number): number[] {
  const left = rows.filter(() => random() >= dropout);
  return left.length > 0 ? left : rows;
}

/** Adds the gradients of a layer and gives the error of its inputs. */
function gradients(layer: Dense, inputs: Float32Array, error: Float32Array, into: AdamLayer): Float32Array {
  const { outputs, weights } = layer;
  const back = new Float32Array(inputs.length);
  for (let i = 0; i < inputs.length; i++) {
    const value = inputs[i]!;
    const row = i * outputs;
    let sum = 0;
    for (let j = 0; j < outputs; j++) {
      sum += weights[row + j]! * error[j]!;
      into.weights[row + j]! += value * error[j]!;
    }
    back[i] = sum;
  }
  for (let j = 0; j < outputs; j++) into.bias[j]! += error[j]!;
  return back;
}

function updateRows(
  table: Float32Array,
  rows: readonly number[],
  error: Float32Array,
  at: number,
  squares: Float32Array,
  rate: number,
): void {
  const scale = 1 / Math.sqrt(rows.length);
  let square = 0;
  for (let k = 0; k < WIDTH; k++) square += (error[at + k]! * scale) ** 2;
  square /= WIDTH;
  for (const row of rows) {
    // The row of empty bags stays empty.
    if (row === 0) continue;
    squares[row]! += square;
    const pace = (rate * scale) / Math.sqrt(squares[row]!);
    const from = row * WIDTH;
    for (let k = 0; k < WIDTH; k++) {
      const value = table[from + k]! - pace * error[at + k]!;
      table[from + k] = Math.min(FURTHEST, Math.max(-FURTHEST, value));
    }
  }
}

function adam(layer: Dense): AdamLayer {
  const parts = [layer.weights, layer.bias].map((values) => ({
    values,
    gradient: new Float32Array(values.length),
    mean: new Float32Array(values.length),
    square: new Float32Array(values.length),
  }));
  let step = 0;
  return {
    weights: parts[0]!.gradient,
    bias: parts[1]!.gradient,
    update(rate, count) {
      step++;
      const pace = (rate * Math.sqrt(1 - 0.999 ** step)) / (1 - 0.9 ** step);
      for (const { values, gradient, mean, square } of parts) {
        for (let i = 0; i < values.length; i++) {
          const slope = gradient[i]! / count;
          gradient[i] = 0;
          mean[i] = 0.9 * mean[i]! + 0.1 * slope;
          square[i] = 0.999 * square[i]! + 0.001 * slope * slope;
          values[i]! -= (pace * mean[i]!) / (Math.sqrt(square[i]!) + 1e-8);
        }
      }
    },
  };
}
