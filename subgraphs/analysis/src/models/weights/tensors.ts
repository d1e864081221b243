import type { ModelManifest } from './model-manifest.ts';

/** The tensors of a model as plain numbers, for models that need no TensorFlow. */
export function tensorsOf({ weights }: ModelManifest, binary: ArrayBuffer): Map<string, Float32Array> {
  const found = new Map<string, Float32Array>();
  let at = 0;
  for (const { name, shape, quantization } of weights.tensors) {
    const size = shape.reduce((product, length) => product * length, 1);
    const { values, bytes } = decode(binary, at, size, quantization);
    found.set(name, values);
    at += bytes;
  }
  return found;
}

function decode(
  binary: ArrayBuffer,
  at: number,
  size: number,
  quantization: ModelManifest['weights']['tensors'][number]['quantization'],
): { values: Float32Array; bytes: number } {
  if (quantization?.dtype === 'uint8') {
    const { scale, min } = quantization;
    return {
      values: Float32Array.from(new Uint8Array(binary, at, size), (value) => value * scale + min),
      bytes: size,
    };
  }
  // A copy, because what stands before may end on an odd byte.
  const bytes = size * (quantization ? 2 : 4);
  const part = binary.slice(at, at + bytes);
  return { values: Float32Array.from(quantization ? new Float16Array(part) : new Float32Array(part)), bytes };
}
