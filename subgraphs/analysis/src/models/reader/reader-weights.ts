import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Language } from '@visiobook/schema';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import type { Computation } from '../runtime/computation.ts';
import { type ModelFile, WeightsRefused } from '../weights/read-weights.ts';
import { type Turns, turnsOf } from './turns.ts';
import { SHAPES } from './word-features.ts';

/** The reader of text that the weights must have been trained with. */
export const FEATURES = 'reader-2';

// Types and no interfaces, so that TensorFlow.js takes them for containers of tensors.
export type Dense = { weights: Tensor2D; bias: Tensor1D };

export type Block = {
  /** From a word to what it asks for, what it is found by and what it tells, a head's numbers beside the next head's. */
  heed: Tensor2D;
  heeded: Tensor2D;
  up: Dense;
  down: Dense;
};

export type SpanLayers = {
  start: Dense;
  end: Dense;
  /** From a start to labels × (ends + 1): what an end is multiplied with, and a last number that is added. */
  pairs: Dense;
  /** What a start and an end say of the kind of mention, added to each other. */
  kindOfStart: Dense;
  kindOfEnd: Tensor2D;
};

/** The reader's layers, in the backend's memory. */
export type ReaderLayers = {
  /** With the language's own vector in the bias; in the order of the manifest's languages. */
  word: Dense[];
  blocks: Block[];
  /** The scale of the last norm; those of the norms before are in the weights behind them. */
  scale: Tensor1D;
  span: SpanLayers;
};

export interface ReaderWeights {
  layers: ReaderLayers;
  heads: number;
  turns: Turns;
  /** Words that see each other at most. */
  window: number;
  /**
   * What stands before the words of each window: places that hold nothing, for heads to heed when no word has anything
   * to say to them (Xiao et al. 2024, attention sinks). Kept on this side, as words are.
   */
  rests: { values: Float32Array; rows: number };
  /** Rows of pieces of words; kept on this side, where they are picked one by one. */
  pieces: { values: Float32Array; rows: number; width: number };
  /** By label and number of words less one: what the length of a span says. */
  lengths: { values: Float32Array; longest: number };
  wordOf(language: Language): Dense;
  dispose(): void;
}

/**
 * Puts the weights into the backend's memory, once. How wide and deep the network is, the tensors say.
 *
 * @throws WeightsRefused when a tensor is missing or does not fit the others.
 */
export function* loadReaderWeights(
  tf: Tensorflow,
  file: ModelFile,
  vectorWidth: number,
): Computation<ReaderWeights> {
  const { name, version, features, languages, outputs, kinds, weights, heads, window } = file.manifest;
  const id = `${name}-${version}`;
  if (features !== FEATURES)
    throw new WeightsRefused(`Model ${id} reads the features ${features}; this version gives ${FEATURES}.`);
  if (!heads || !window)
    throw new WeightsRefused(
      `The manifest of model ${id} does not say how many heads or how large a window.`,
    );
  const decoded = tf.io.decodeWeights(file.binary, weights.tensors);
  try {
    const tensor = shapeChecker(id, decoded);
    const pieces = tensor('grams', null, null) as Tensor2D;
    const lengths = tensor('span/width', outputs.length, null) as Tensor2D;
    const width = tensor('norm', null).size;
    const rests = tensor('rests', null, width) as Tensor2D;
    if (width % (2 * heads) !== 0)
      throw new WeightsRefused(`The ${width} numbers of model ${id} are not pairs for ${heads} heads.`);
    const build = builder(tf, tensor);
    const layers: ReaderLayers = tf.tidy(
      (): ReaderLayers => ({
        word: wordLayers(tf, build, tensor, vectorWidth + pieces.shape[1] + SHAPES, languages.length, width),
        blocks: blockLayers(tf, build, tensor, decoded, width, width / heads),
        scale: tf.clone(tensor('norm', width)) as Tensor1D,
        span: spanLayers(tf, build, tensor, width, outputs.length, kinds?.length ?? 0),
      }),
    );
    return {
      ...{ layers, heads, window, turns: turnsOf(rests.shape[0] + window, width / heads / 2) },
      rests: { values: yield rests, rows: rests.shape[0] },
      pieces: { values: yield pieces, rows: pieces.shape[0], width: pieces.shape[1] },
      lengths: { values: yield lengths, longest: lengths.shape[1] },
      wordOf: (language) => layers.word[languages.indexOf(language)]!,
      dispose: () => tf.dispose(layers as never),
    };
  } finally {
    tf.dispose(decoded);
  }
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

/** Takes the layer `<name>/w` with `<name>/b`. */
type Build = (name: string, inputs: number, outputs: number | null) => Dense;

function builder(tf: Tensorflow, tensor: Take): Build {
  return (name, inputs, outputs) => {
    const weights = tf.clone(tensor(`${name}/w`, inputs, outputs)) as Tensor2D;
    return { weights, bias: tf.clone(tensor(`${name}/b`, weights.shape[1])) as Tensor1D };
  };
}

/** The language's vector is the same for every word, so it is part of the bias. */
function wordLayers(
  tf: Tensorflow,
  build: Build,
  tensor: Take,
  inputs: number,
  languages: number,
  width: number,
): Dense[] {
  const { weights, bias } = build('enter', inputs, width);
  const said = tf.unstack(tensor('language', languages, width)) as Tensor1D[];
  return said.map((vector, i) => ({
    weights: i === 0 ? weights : tf.clone(weights),
    bias: tf.add(bias, vector) as Tensor1D,
  }));
}

function blockLayers(
  tf: Tensorflow,
  build: Build,
  tensor: Take,
  decoded: Readonly<Record<string, Tensor>>,
  width: number,
  headWidth: number,
): Block[] {
  const blocks: Block[] = [];
  // What a word asks for is made small once, here, rather than each product with what others are found by.
  const shares = tf.concat([tf.fill([width], headWidth ** -0.5), tf.ones([2 * width])]);
  do {
    const name = `block/${blocks.length}`;
    const scaled = (norm: string, weights: Tensor) =>
      tf.mul(weights, tf.reshape(tensor(`${name}/${norm}/norm`, width), [width, 1])) as Tensor2D;
    const up = build(`${name}/up`, width, null);
    blocks.push({
      heed: tf.mul(scaled('heed', tensor(`${name}/qkv/w`, width, 3 * width)), shares) as Tensor2D,
      heeded: tf.clone(tensor(`${name}/heed/out/w`, width, width)) as Tensor2D,
      up: { weights: scaled('think', up.weights), bias: up.bias },
      down: build(`${name}/down`, up.bias.size, width),
    });
  } while (decoded[`block/${blocks.length}/qkv/w`]);
  return blocks;
}

function spanLayers(
  tf: Tensorflow,
  build: Build,
  tensor: Take,
  width: number,
  labels: number,
  kinds: number,
): SpanLayers {
  const start = build('span/start', width, null);
  const end = build('span/end', width, null);
  const starts = start.bias.size;
  const ends = end.bias.size;
  const pairs = tf.transpose(tensor('span/pair', labels, starts, ends) as Tensor3D, [1, 0, 2]);
  const byStart = tf.reshape(tensor('span/by-start/w', starts, labels), [starts, labels, 1]);
  const byEnd = tf.transpose(tensor('span/by-end/w', ends, labels));
  const alone = tf.reshape(tensor('span/by-start/b', labels), [labels, 1]);
  return {
    ...{ start, end },
    pairs: {
      weights: tf.reshape(tf.concat([pairs, byStart], 2), [starts, labels * (ends + 1)]) as Tensor2D,
      // Added to nothing, because WebAssembly goes by the shape that a bias was made in.
      bias: tf.add(
        tf.reshape(tf.concat([byEnd, alone], 1), [-1]),
        tf.zeros([labels * (ends + 1)]),
      ) as Tensor1D,
    },
    kindOfStart: build('kind/start', starts, kinds),
    kindOfEnd: tf.clone(tensor('kind/end/w', ends, kinds)) as Tensor2D,
  };
}
