import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
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
import { isOfEncoder } from '../encoder/load-encoder.ts';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import type { Computation } from '../runtime/computation.ts';
import { decodeTensors } from '../weights/decode-tensors.ts';
import type { ModelFile } from '../weights/read-weights.ts';

/** The layers above the encoder, in the backend's memory; a type, so that TensorFlow.js takes it for a container of tensors. */
export type ReaderLayers = {
  /** The layer between, with the language's own vector in its bias; in the order of the manifest's languages. */
  task: Dense[];
  tagger: TwoWays;
  start: Dense;
  end: Dense;
  /** [starts + 1, labels × (ends + 1)]: how a start and an end fit, each with a one behind it for what it says alone. */
  pairs: Tensor2D;
  /** What a start and an end say of the kind of mention, added to each other. */
  kindOfStart: Dense;
  kindOfEnd: Tensor2D;
};

export interface ReaderWeights {
  layers: ReaderLayers;
  /** By label and number of tokens less one: what the length of a span says. */
  lengths: { values: Float32Array; longest: number };
  taskOf(language: Language): Dense;
  dispose(): void;
}

/**
 * Puts the weights above an encoder that gives `encoded` numbers a token into the backend's memory, once.
 *
 * @throws WeightsRefused when a tensor is missing or does not fit the others.
 */
export function* loadReaderWeights(
  tf: Tensorflow,
  file: ModelFile,
  encoded: number,
): Computation<ReaderWeights> {
  const { name, version, languages, outputs, kinds } = file.manifest;
  const decoded = decodeTensors(tf, file, (tensor) => !isOfEncoder(tensor));
  try {
    const tensor = shapeChecker(`${name}-${version}`, decoded);
    const lengths = tensor('span/width', outputs.length, null) as Tensor2D;
    const layers = tf.tidy(() =>
      buildLayers(tf, tensor, encoded, languages.length, outputs.length, kinds?.length ?? 0),
    );
    return {
      layers,
      lengths: { values: yield lengths, longest: lengths.shape[1] },
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
  labels: number,
  kinds: number,
): ReaderLayers {
  const builder = layerBuilder(tf, tensor);
  const { dense, twoWays } = builder;
  const task = taskLayers(tf, builder, tensor, languages, encoded);
  const tagger = twoWays('task', task[0]!.bias.size);
  const start = dense('span/start', widthOf(tagger));
  const end = dense('span/end', widthOf(tagger));
  const pairs = pairScores(tf, tensor, labels, start.bias.size, end.bias.size);
  const kindOfStart = dense('kind/start', start.bias.size);
  const kindOfEnd = tf.clone(tensor('kind/end/w', end.bias.size, kinds)) as Tensor2D;
  return { task, tagger, start, end, pairs, kindOfStart, kindOfEnd };
}

/** s·U·e + a·s + c·e + b as one product of [s, 1] and [e, 1], for all labels beside each other. */
function pairScores(tf: Tensorflow, tensor: Take, labels: number, starts: number, ends: number): Tensor2D {
  const pairs = tf.transpose(tensor('span/pair', labels, starts, ends) as Tensor3D, [1, 0, 2]);
  const ofStart = tf.reshape(tensor('span/by-start/w', starts, labels), [starts, labels, 1]);
  const ofEnd = tf.reshape(tf.transpose(tensor('span/by-end/w', ends, labels)), [1, labels, ends]);
  const alone = tf.reshape(tensor('span/by-start/b', labels), [1, labels, 1]);
  const all = tf.concat([tf.concat([pairs, ofStart], 2), tf.concat([ofEnd, alone], 2)], 0);
  return tf.reshape(all, [starts + 1, labels * (ends + 1)]) as Tensor2D;
}
