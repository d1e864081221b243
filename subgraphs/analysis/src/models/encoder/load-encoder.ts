import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Lexis } from '../lexis/lexis.ts';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import type { Computation } from '../runtime/computation.ts';
import { decodeTensors } from '../weights/decode-tensors.ts';
import { type ModelFile, WeightsRefused } from '../weights/read-weights.ts';
import type { Encoder } from './encode-tokens.ts';
import { encoderLayers, layerBuilder, shapeChecker } from './encoder-weights.ts';

/** The reader of text that the weights must have been trained with. */
export const FEATURES = 'reader-2';

const OWN = /^(?:grams$|in\/|lm\/|around\/)/;

/** Whether a tensor of a reader's weights is the encoder's; the others are those of the head above it. */
export function isOfEncoder(tensor: string): boolean {
  return OWN.test(tensor);
}

/**
 * Puts the encoder of a reader's weights into the backend's memory, once for all heads above it.
 *
 * @throws WeightsRefused when a tensor is missing or does not fit the others.
 */
export function* loadEncoder(tf: Tensorflow, file: ModelFile, lexis: Lexis): Computation<Encoder> {
  const { name, version, features } = file.manifest;
  const id = `${name}-${version}`;
  if (features !== FEATURES)
    throw new WeightsRefused(`Model ${id} reads the features ${features}; this version gives ${FEATURES}.`);
  const decoded = decodeTensors(tf, file, isOfEncoder);
  try {
    const tensor = shapeChecker(id, decoded);
    const grams = tensor('grams', null, null) as Tensor2D;
    const [rows, width] = grams.shape;
    const layers = tf.tidy(() => encoderLayers(layerBuilder(tf, tensor), lexis.width, width));
    return {
      ...{ id, layers, lexis },
      pieces: { values: yield grams, rows, width },
      dispose: () => tf.dispose(layers as never),
    };
  } finally {
    tf.dispose(decoded);
  }
}
