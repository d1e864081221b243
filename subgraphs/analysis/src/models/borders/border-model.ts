import type { ModelManifest } from '../weights/model-manifest.ts';
import { type ModelFile, WeightsRefused } from '../weights/read-weights.ts';
import { tensorsOf } from '../weights/tensors.ts';
import { DENSE, FEATURES, type GapFeatures, ROWS } from './gap-features.ts';

/** A trained model of gaps between sentences. It is small enough to run without TensorFlow. */
export interface BorderModel {
  manifest: ModelManifest;
  /** How much speaks for a border, as a calibrated logit. */
  logit(gap: GapFeatures): number;
}

/** @throws WeightsRefused when the weights are not of this network's shape. */
export function loadBorderModel({ manifest, binary }: ModelFile): BorderModel {
  const { name, version } = manifest;
  if (manifest.features !== FEATURES)
    throw new WeightsRefused(
      `Model ${name} ${version} reads the features ${manifest.features}; this version gives ${FEATURES}.`,
    );
  const tensors = tensorsOf(manifest, binary);
  const [table, inner, innerBias, outer, outerBias] = [
    'words',
    'hidden/weights',
    'hidden/bias',
    'output/weights',
    'output/bias',
  ].map((tensor) => {
    const found = tensors.get(tensor);
    if (!found) throw new WeightsRefused(`Model ${name} ${version} lacks the tensor ${tensor}.`);
    return found;
  }) as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
  const hidden = innerBias.length;
  const width = table.length / ROWS;
  if (inner.length !== (DENSE + width) * hidden || outer.length !== hidden || outerBias.length !== 1)
    throw new WeightsRefused(`The tensors of model ${name} ${version} do not fit each other.`);
  const { slope, shift } = manifest.calibration.border ?? { slope: 1, shift: 0 };

  return {
    manifest,
    logit({ dense, rows }) {
      const input = new Float32Array(DENSE + width);
      input.set(dense);
      for (const row of rows) for (let i = 0; i < width; i++) input[DENSE + i]! += table[row * width + i]!;
      let sum = outerBias[0]!;
      for (let h = 0; h < hidden; h++) {
        let value = innerBias[h]!;
        for (let i = 0; i < input.length; i++) value += input[i]! * inner[i * hidden + h]!;
        if (value > 0) sum += value * outer[h]!;
      }
      return slope * sum + shift;
    },
  };
}
