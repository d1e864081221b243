import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import { WeightsRefused } from '../weights/read-weights.ts';
import { type Lstm, lstmOf } from './lstm.ts';
import { SHAPES } from './word-features.ts';

// Types and no interfaces, so that TensorFlow.js takes them for containers of tensors.
export type Dense = { weights: Tensor2D; bias: Tensor1D };

export type TwoWays = { forward: Lstm; backward: Lstm };

/** The layers that read words in their sentence, in the backend's memory. */
export type EncoderLayers = {
  word: Dense;
  language: TwoWays;
  /** From the state before a token and the one behind it: what is expected in its place. */
  around: Dense;
};

/** Rows of pieces of words; kept on this side, where they are picked one by one. */
export interface PieceTable {
  values: Float32Array;
  rows: number;
  width: number;
}

/** Gives a tensor if it has the shape that its neighbours need; null stands for any length. */
export type Take = (name: string, ...shape: (number | null)[]) => Tensor;

/** @throws WeightsRefused by what it gives, when a tensor is missing or does not fit. */
export function shapeChecker(id: string, decoded: Record<string, Tensor>): Take {
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

/** Builds layers from tensors with the names that training/encoder/export.py gives them. */
export function layerBuilder(tf: Tensorflow, tensor: Take) {
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
  return { dense, twoWays };
}

export type LayerBuilder = ReturnType<typeof layerBuilder>;

/** The encoder's layers, for words of so many numbers from the lexis and so many from their pieces. */
export function encoderLayers(
  { dense, twoWays }: LayerBuilder,
  vectors: number,
  pieces: number,
): EncoderLayers {
  const word = dense('in', vectors + pieces + SHAPES);
  const language = twoWays('lm', word.bias.size);
  return { word, language, around: dense('around', widthOf(language)) };
}

/**
 * The layer above the encoder, for each language. The language's vector is the same for every token, so what it gives is
 * part of the bias.
 */
export function taskLayers(
  tf: Tensorflow,
  { dense }: LayerBuilder,
  tensor: Take,
  languages: number,
  read: number,
): Dense[] {
  const vectors = tensor('lang', languages, null) as Tensor2D;
  const width = vectors.shape[1];
  const { weights, bias } = dense('task/in', read + width);
  const own = tf.slice(weights, [0, 0], [read, -1]);
  const given = tf.add(tf.matMul(vectors, tf.slice(weights, [read, 0], [width, -1])), bias) as Tensor2D;
  return Array.from({ length: languages }, (_, i) => ({
    weights: i === 0 ? own : tf.clone(own),
    bias: tf.reshape(tf.slice(given, [i, 0], [1, -1]), [-1]) as Tensor1D,
  }));
}

export function widthOf({ forward, backward }: TwoWays): number {
  return forward.hidden + backward.hidden;
}

/** Numbers that the encoder gives for a token. */
export function encodedWidth({ word, language, around }: EncoderLayers): number {
  return word.bias.size + widthOf(language) + around.bias.size;
}
