import type { NamedTensorMap } from '@tensorflow/tfjs-core';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import { bytesOf } from './model-manifest.ts';
import type { ModelFile } from './read-weights.ts';

/** Puts some of a model's tensors into the backend's memory, which on WASM never becomes smaller again. */
export function decodeTensors(
  tf: Tensorflow,
  { manifest, binary }: ModelFile,
  isWanted: (name: string) => boolean,
): NamedTensorMap {
  const wanted: typeof manifest.weights.tensors = [];
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const tensor of manifest.weights.tensors) {
    const length = bytesOf([tensor]);
    if (isWanted(tensor.name)) {
      wanted.push(tensor);
      parts.push(new Uint8Array(binary, at, length));
    }
    at += length;
  }
  return tf.io.decodeWeights(new Uint8Array(Buffer.concat(parts)).buffer, wanted);
}
