import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Language } from '@visiobook/schema';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import type { Computation } from '../runtime/computation.ts';
import { type ModelFile, WeightsRefused } from '../weights/read-weights.ts';
import { type Lstm, lstmOf } from './lstm.ts';
import { SHAPES } from './word-features.ts';

/** The reader of text that the weights must have been trained with. */
export const FEATURES = 'reader-2';

// Types and no interfaces, so that TensorFlow.js takes them for containers of tensors.
export type Dense = { weights: Tensor2D; bias: Tensor1D };

export type TwoWays = { forward: Lstm; backward: Lstm };

/** The reader's layers, in the backend's memory. */
export type ReaderLayers = {
  word: Dense;
  language: TwoWays;
  /** From the state before a token and the one behind it: what is expected in its place. */
  around: Dense;
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
  /** Rows of pieces of words; kept on this side, where they are picked one by one. */
  pieces: { values: Float32Array; rows: number; width: number };
  /** By label and number of tokens less one: what the length of a span says. */
  lengths: { values: Float32Array; longest: number };
  taskOf(language: Language): Dense;
  dispose(): void;
}

/**
 * Puts the weights into the backend's memory, once.
 *
 * @throws WeightsRefused when a tensor is missing or does not fit the others.
 */
export function* loadReaderWeights(
  tf: Tensorflow,
  file: ModelFile,
  vectorWidth: number,
): Computation<ReaderWeights> {
  const { name, version, features, languages, outputs, kinds, weights } = file.manifest;
  const id = `${name}-${version}`;
  if (features !== FEATURES)
    throw new WeightsRefused(`Model ${id} reads the features ${features}; this version gives ${FEATURES}.`);
  const decoded = tf.io.decodeWeights(file.binary, weights.tensors);
  try {
    const tensor = shapeChecker(id, decoded);
    const pieces = tensor('grams', null, null) as Tensor2D;
    const lengths = tensor('span/width', outputs.length, null) as Tensor2D;
    const layers = tf.tidy(() =>
      buildLayers(
        tf,
        tensor,
        vectorWidth + pieces.shape[1] + SHAPES,
        languages.length,
        outputs.length,
        kinds?.length ?? 0,
      ),
    );
    return {
      layers,
      pieces: { values: yield pieces, rows: pieces.shape[0], width: pieces.shape[1] },
      lengths: { values: yield lengths, longest: lengths.shape[1] },
      taskOf: (language) => layers.task[languages.indexOf(language)]!,
      dispose: () => tf.dispose(layers as never),
    };
  } finally {
    tf.dispose(decoded);
  }
}

export function widthOf({ forward, backward }: TwoWays): number {
  return forward.hidden + backward.hidden;
}

/** Gives a tensor if it has the shape that its neighbours need; null stands for any length. */
type Take = (name: string, ...shape: (number | null)[]) => Tensor;

function shapeChecker(id: string, decoded: Record<string, Tensor>): Take {
  return (name, ...shape) => {
    const found = decoded[name];
    if (!found) throw new WeightsRefused(`Model ${id} lacks the tensor ${name}.`);
    const fits =
      found.shape.length === shape.length &&
      shape.every((size, i) => size === null || size === found.shape[i]);
    if (fits) return found;
    throw new WeightsRefused(
      `The tensors of model ${id} do not fit each other: ${name} is ${found.shape.join(' × ')}, not ${shape.map((size) => size ?? 'any').join(' × ')}.`,
    );
  };
}

function buildLayers(
  tf: Tensorflow,
  tensor: Take,
  wordInputs: number,
  languages: number,
  labels: number,
  kinds: number,
): ReaderLayers {
  const dense = (layer: string, inputs: number): Dense => {
    const weights = tf.clone(tensor(`${layer}/w`, inputs, null)) as Tensor2D;
    return { weights, bias: tf.clone(tensor(`${layer}/b`, weights.shape[1])) as Tensor1D };
  };
  const lstm = (layer: string, inputs: number): Lstm => {
    const hidden = tensor(`${layer}/wh`, null, null).shape[0]!;
    return lstmOf(
      tf,
      tensor(`${layer}/wx`, inputs, 4 * hidden) as Tensor2D,
      tensor(`${layer}/wh`, hidden, 4 * hidden) as Tensor2D,
      tensor(`${layer}/b`, 4 * hidden) as Tensor1D,
    );
  };
  const twoWays = (layer: string, inputs: number): TwoWays => ({
    forward: lstm(`${layer}/fw`, inputs),
    backward: lstm(`${layer}/bw`, inputs),
  });

  const word = dense('in', wordInputs);
  const language = twoWays('lm', word.bias.size);
  const around = dense('around', widthOf(language));
  const vectors = tensor('lang', languages, null) as Tensor2D;
  const read = word.bias.size + widthOf(language) + around.bias.size;
  const task = taskLayers(tf, dense('task/in', read + vectors.shape[1]), vectors);
  const tagger = twoWays('task', task[0]!.bias.size);
  const start = dense('span/start', widthOf(tagger));
  const end = dense('span/end', widthOf(tagger));
  const pairs = pairScores(tf, tensor, labels, start.bias.size, end.bias.size);
  const kindOfStart = dense('kind/start', start.bias.size);
  const kindOfEnd = tf.clone(tensor('kind/end/w', end.bias.size, kinds)) as Tensor2D;
  return { word, language, around, task, tagger, start, end, pairs, kindOfStart, kindOfEnd };
}

/** The language's vector is the same for every token, so what it gives is part of the bias. */
function taskLayers(tf: Tensorflow, { weights, bias }: Dense, vectors: Tensor2D): Dense[] {
  const [languages, width] = vectors.shape;
  const read = weights.shape[0] - width;
  const own = tf.slice(weights, [0, 0], [read, -1]);
  const given = tf.add(tf.matMul(vectors, tf.slice(weights, [read, 0], [width, -1])), bias) as Tensor2D;
  return Array.from({ length: languages }, (_, i) => ({
    weights: i === 0 ? own : tf.clone(own),
    bias: tf.reshape(tf.slice(given, [i, 0], [1, -1]), [-1]) as Tensor1D,
  }));
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
