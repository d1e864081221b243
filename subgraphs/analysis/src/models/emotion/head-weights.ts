import type { Language } from '@visiobook/schema';
import {
  type Dense,
  layerBuilder,
  shapeChecker,
  type Take,
  type TwoWays,
  taskLayers,
  widthOf,
} from '../encoder/encoder-weights.ts';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import type { Computation } from '../runtime/computation.ts';
import { type ModelFile, WeightsRefused } from '../weights/read-weights.ts';
import type { Heed } from './pool-sentences.ts';

/** The head that the weights must be of. */
export const HEAD_FEATURES = 'mood-head-1';

/** The layers above the encoder, in the backend's memory; a type, so that TensorFlow.js takes it for a container of tensors. */
export type HeadLayers = {
  /** The layer between, with the language's own vector in its bias; in the order of the manifest's languages. */
  task: Dense[];
  feeling: TwoWays;
  middle: Dense;
  out: Dense;
};

export interface HeadWeights {
  layers: HeadLayers;
  heed: Heed;
  taskOf(language: Language): Dense;
  dispose(): void;
}

/**
 * Puts the weights above an encoder that gives `encoded` numbers a token into the backend's memory, once.
 *
 * @throws WeightsRefused when a tensor is missing or does not fit the others.
 */
export function* loadHeadWeights(
  tf: Tensorflow,
  { manifest, binary }: ModelFile,
  encoded: number,
): Computation<HeadWeights> {
  const { name, version, features, languages, outputs, weights } = manifest;
  const id = `${name}-${version}`;
  if (features !== HEAD_FEATURES)
    throw new WeightsRefused(
      `Model ${id} reads the features ${features}; this version gives ${HEAD_FEATURES}.`,
    );
  const decoded = tf.io.decodeWeights(binary, weights.tensors);
  try {
    const tensor = shapeChecker(id, decoded);
    const heed = tensor('heed/w', null, 1);
    const shift = tensor('heed/b', 1);
    const layers = tf.tidy(() => buildLayers(tf, tensor, encoded, languages.length, outputs.length));
    return {
      layers,
      heed: { weights: yield heed, shift: (yield shift)[0]! },
      taskOf: (language) => layers.task[languages.indexOf(language)]!,
      dispose: () => tf.dispose(layers as never),
    };
  } finally {
    tf.dispose(decoded);
  }
}

function buildLayers(
  tf: Tensorflow,
  tensor: Take,
  encoded: number,
  languages: number,
  outputs: number,
): HeadLayers {
  const builder = layerBuilder(tf, tensor);
  const { dense, twoWays } = builder;
  const task = taskLayers(tf, builder, tensor, languages, encoded);
  const entered = task[0]!.bias.size;
  const feeling = twoWays('task', entered);
  const middle = dense('middle', 2 * widthOf(feeling) + entered);
  const out = dense('out', middle.bias.size);
  tensor('heed/w', widthOf(feeling), 1);
  tensor('out/b', outputs);
  return { task, feeling, middle, out };
}
