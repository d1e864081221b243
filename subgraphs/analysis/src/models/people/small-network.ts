import { bytesOf } from '../weights/model-manifest.ts';
import { type ModelFile, WeightsRefused } from '../weights/read-weights.ts';

/** A network of layers with rectified sums between them, and one number at its end. */
export interface SmallNetwork {
  /** Numbers in a row of its input. */
  width: number;
  /** The output for each of the first `rows` rows. */
  run(input: Float32Array, rows: number): Float32Array;
}

interface Layer {
  inputs: number;
  outputs: number;
  /** By input, then by output. */
  weights: Float32Array;
  bias: Float32Array;
}

/**
 * Opens a network of `<layer>/w` [inputs, outputs] and `<layer>/b` [outputs], in their order. It is far too small to be
 * worth a backend: a row is scored in microseconds, and rows come a few at a time.
 *
 * @throws WeightsRefused when the layers do not fit together or are of other features.
 */
export function openSmallNetwork({ manifest, binary }: ModelFile, features: string): SmallNetwork {
  const id = `${manifest.name}-${manifest.version}`;
  if (manifest.features !== features)
    throw new WeightsRefused(
      `Model ${id} reads the features ${manifest.features}; this version has ${features}.`,
    );
  const layers: Layer[] = [];
  let offset = 0;
  const { tensors } = manifest.weights;
  for (let i = 0; i < tensors.length; i += 2) {
    const [weights, bias] = [tensors[i]!, tensors[i + 1]];
    const [inputs = 0, outputs = 0] = weights.shape;
    const before = layers.at(-1)?.outputs ?? inputs;
    if (!bias || weights.shape.length !== 2 || bias.shape[0] !== outputs || inputs !== before)
      throw new WeightsRefused(`The layers of model ${id} do not fit together at ${weights.name}.`);
    layers.push({
      inputs,
      outputs,
      weights: numbers(weights),
      bias: numbers(bias),
    });
  }
  if (layers.at(-1)?.outputs !== 1) throw new WeightsRefused(`Model ${id} does not end in one number.`);

  function numbers(tensor: (typeof tensors)[number]): Float32Array {
    const length = bytesOf([tensor]);
    const at = offset;
    offset += length;
    if (tensor.quantization?.dtype !== 'float16')
      throw new WeightsRefused(`The tensor ${tensor.name} of model ${id} is not of halves.`);
    return Float32Array.from(new Float16Array(binary, at, length / 2));
  }

  return {
    width: layers[0]!.inputs,
    run(input, rows) {
      let values = input;
      for (const [i, layer] of layers.entries())
        values = runLayer(layer, values, rows, i + 1 < layers.length);
      return values;
    },
  };
}

function runLayer(
  { inputs, outputs, weights, bias }: Layer,
  input: Float32Array,
  rows: number,
  rectified: boolean,
): Float32Array {
  const result = new Float32Array(rows * outputs);
  for (let row = 0; row < rows; row++) {
    const to = row * outputs;
    result.set(bias, to);
    // Most features are 0: what they would add is not worked out.
    for (let i = 0; i < inputs; i++) {
      const value = input[row * inputs + i]!;
      if (value === 0) continue;
      const from = i * outputs;
      for (let o = 0; o < outputs; o++) result[to + o]! += value * weights[from + o]!;
    }
    if (rectified) for (let o = 0; o < outputs; o++) if (result[to + o]! < 0) result[to + o] = 0;
  }
  return result;
}
