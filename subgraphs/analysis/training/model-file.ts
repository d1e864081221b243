import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { bytesOf, type ManifestTensor, type ModelManifest } from '../src/models/weights/model-manifest.ts';
import { sealed } from '../src/models/weights/seal.ts';

export interface FloatTensor {
  name: string;
  shape: number[];
  values: Float32Array;
  /** How it is kept: a table of many small numbers in one byte each, layers in two. */
  as: 'uint8' | 'float16';
}

/** Writes `<id>.bin` and `<id>.json`; gives the binary's hash. */
export function writeModel(
  folder: URL,
  id: string,
  about: Omit<ModelManifest, 'weights'>,
  tensors: readonly FloatTensor[],
): string {
  const packed = tensors.map(pack);
  const binary = Buffer.concat(packed.map(({ bytes }) => bytes));
  const described = packed.map(({ tensor }) => tensor);
  if (bytesOf(described) !== binary.byteLength) throw new Error('The binary and its description differ.');
  const sha256 = createHash('sha256').update(binary).digest('hex');
  const weights = { file: `${id}.bin`, bytes: binary.byteLength, sha256, tensors: described };
  const manifest: ModelManifest = { ...about, weights };
  writeFileSync(new URL(`${id}.bin`, folder), binary);
  writeFileSync(new URL(`${id}.json`, folder), `${JSON.stringify(sealed(manifest), null, 2)}\n`);
  return sha256;
}

function pack({ name, shape, values, as }: FloatTensor): { tensor: ManifestTensor; bytes: Uint8Array } {
  if (as === 'float16') {
    const halves = Float16Array.from(values);
    return {
      tensor: { name, shape, dtype: 'float32', quantization: { dtype: 'float16' } },
      bytes: new Uint8Array(halves.buffer),
    };
  }
  const reach = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
  const scale = (2 * reach) / 255;
  const bytes = Uint8Array.from(values, (value) =>
    Math.min(255, Math.max(0, Math.round((value + reach) / scale))),
  );
  return {
    tensor: { name, shape, dtype: 'float32', quantization: { dtype: 'uint8', scale, min: -reach } },
    bytes,
  };
}
