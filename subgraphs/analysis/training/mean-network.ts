import { BAGS, TABLE_ROWS } from '../src/models/emotion/sentence-features.ts';
import { type Dense, HIDDEN, type Network, WIDTH } from './network.ts';

/** One network that says the mean of what several say: their rows and hidden units stand beside each other. */
export function meanOf(networks: readonly Network[]): Network {
  const width = networks.length * WIDTH;
  const outputs = networks[0]!.output.outputs;
  const table = new Float32Array(TABLE_ROWS * width);
  const hidden = empty(BAGS * width, networks.length * HIDDEN);
  const output = empty(hidden.outputs, outputs);
  for (const [at, one] of networks.entries()) {
    for (let row = 0; row < TABLE_ROWS; row++)
      table.set(one.table.subarray(row * WIDTH, (row + 1) * WIDTH), row * width + at * WIDTH);
    // A bag's sums stand beside the other networks' sums of the same bag.
    for (let input = 0; input < BAGS * WIDTH; input++) {
      const row = Math.floor(input / WIDTH) * width + at * WIDTH + (input % WIDTH);
      hidden.weights.set(
        one.hidden.weights.subarray(input * HIDDEN, (input + 1) * HIDDEN),
        row * hidden.outputs + at * HIDDEN,
      );
    }
    hidden.bias.set(one.hidden.bias, at * HIDDEN);
    const share = (value: number) => value / networks.length;
    output.weights.set(one.output.weights.map(share), at * HIDDEN * outputs);
    for (let i = 0; i < outputs; i++) output.bias[i]! += share(one.output.bias[i]!);
  }
  return { table, hidden, output };
}

function empty(inputs: number, outputs: number): Dense {
  return { inputs, outputs, weights: new Float32Array(inputs * outputs), bias: new Float32Array(outputs) };
}
