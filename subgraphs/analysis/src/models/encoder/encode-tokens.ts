import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Language } from '@visiobook/schema';
import type { Lexis } from '../lexis/lexis.ts';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import type { Computation } from '../runtime/computation.ts';
import {
  type Dense,
  type EncoderLayers,
  encodedWidth,
  type PieceTable,
  type TwoWays,
  widthOf,
} from './encoder-weights.ts';
import { projectInputs, type Rows, runLstm } from './lstm.ts';
import { packSteps } from './packed-steps.ts';
import type { SentenceBatch } from './sentence-batches.ts';
import type { SentencePiece } from './sentence-pieces.ts';
import { pieceRows, SHAPES, wordShape } from './word-features.ts';

/** Vectors of words are of length 1; times this, their numbers are as large as the other features'. */
const VECTOR_SCALE = 3;

/** What words are read with. */
export interface Encoder {
  /** Name and version of the weights. */
  id: string;
  layers: EncoderLayers;
  pieces: PieceTable;
  lexis: Lexis;
  dispose(): void;
}

/** Told of every batch that was encoded: the sentences in it, and the encoder's row of each of its tokens. */
export type EncodedVisitor = (
  batch: SentenceBatch,
  sentences: readonly SentencePiece[],
  encoded: Rows,
) => Computation<void>;

/** What the encoder knows of each token of a batch, a row each: the word, its states, and what is expected in its place. */
export function* encodeTokens(
  tf: Tensorflow,
  encoder: Encoder,
  batch: SentenceBatch,
  sentences: readonly SentencePiece[],
  language: Language,
): Computation<Rows> {
  const { layers } = encoder;
  const { ids, features } = distinctWords(encoder, batch, sentences, language);
  const words = dense(tf, features, layers.word);
  const own: Rows = { values: yield words, width: layers.word.bias.size };
  const below = rowsFor(batch, encodedWidth(layers));
  for (const [token, id] of ids.entries())
    below.values.set(own.values.subarray(id * own.width, (id + 1) * own.width), token * below.width);
  yield* runBothWays(tf, layers.language, words, batch, (token) => ids[token]!, below, own.width);
  words.dispose();
  yield* lookAround(tf, layers, batch, below, own.width);
  return below;
}

/**
 * Puts behind the states of each token what is expected in its place by all before it and all behind it. It was trained
 * to guess the token, which it has not read.
 */
function* lookAround(
  tf: Tensorflow,
  { language, around }: EncoderLayers,
  batch: SentenceBatch,
  into: Rows,
  column: number,
): Computation<void> {
  const { forward, backward } = language;
  const sides = rowsFor(batch, widthOf(language));
  const copy = (token: number, from: number, width: number, to: number) => {
    const at = token * into.width + column + from;
    sides.values.set(into.values.subarray(at, at + width), to * sides.width + from);
  };
  for (const [i, start] of batch.starts.entries()) {
    const last = start + batch.lengths[i]! - 1;
    for (let token = start; token < last; token++) {
      copy(token, 0, forward.hidden, token + 1);
      copy(token + 1, forward.hidden, backward.hidden, token);
    }
  }
  const expected = tf.tidy(() =>
    tf.relu(tf.add(tf.matMul(tensorOf(tf, sides), around.weights), around.bias)),
  );
  const values = yield expected;
  expected.dispose();
  const width = around.bias.size;
  for (let token = 0; token < batch.tokens; token++)
    into.values.set(values.subarray(token * width, (token + 1) * width), (token + 1) * into.width - width);
}

/** The states of a head's own two LSTMs above what it takes of each token, a row each. */
export function* statesAbove(
  tf: Tensorflow,
  ways: TwoWays,
  taken: Tensor2D,
  batch: SentenceBatch,
): Computation<Rows> {
  const states = rowsFor(batch, widthOf(ways));
  yield* runBothWays(tf, ways, taken, batch, (token) => token, states, 0);
  return states;
}

function rowsFor({ tokens }: SentenceBatch, width: number): Rows {
  return { values: new Float32Array(tokens * width), width };
}

export function tensorOf(tf: Tensorflow, { values, width }: Rows): Tensor2D {
  return tf.tensor2d(values, [values.length / width, width]);
}

export function dense(tf: Tensorflow, input: Rows, { weights, bias }: Dense): Tensor2D {
  return tf.tidy(() => tf.tanh(tf.add(tf.matMul(tensorOf(tf, input), weights), bias)) as Tensor2D);
}

function* runBothWays(
  tf: Tensorflow,
  { forward, backward }: TwoWays,
  rows: Tensor2D,
  batch: SentenceBatch,
  rowOf: (token: number) => number,
  into: Rows,
  column: number,
): Computation<void> {
  for (const [lstm, way, at] of [
    [forward, 'forward', column],
    [backward, 'backward', column + forward.hidden],
  ] as const) {
    const projected = yield* projectInputs(tf, lstm, rows);
    yield* runLstm(tf, lstm, projected, packSteps(batch, way), rowOf, into, at);
  }
}

/** Most words of a batch come more than once: they are turned into numbers once. */
function distinctWords(
  { pieces: table, lexis }: Encoder,
  batch: SentenceBatch,
  sentences: readonly SentencePiece[],
  language: Language,
): { ids: Int32Array; features: Rows } {
  const known = new Map<string, number>();
  const found: { word: string; isFirst: boolean }[] = [];
  const ids = new Int32Array(batch.tokens);
  for (const [i, piece] of batch.sentences.entries()) {
    const { words, from } = sentences[piece]!;
    for (const [t, word] of words.entries()) {
      // The first word of a sentence is another word than the same one elsewhere: its capital says less.
      const isFirst = from + t === 0;
      const key = isFirst ? `^${word}` : ` ${word}`;
      let id = known.get(key);
      if (id === undefined) {
        id = found.push({ word, isFirst }) - 1;
        known.set(key, id);
      }
      ids[batch.starts[i]! + t] = id;
    }
  }
  const width = lexis.width + table.width + SHAPES;
  const values = new Float32Array(found.length * width);
  for (const [id, { word, isFirst }] of found.entries()) {
    const at = id * width;
    lexis.copyRow(lexis.rowOf(word, language), language, values, at);
    for (let i = at; i < at + lexis.width; i++) values[i]! *= VECTOR_SCALE;
    addMeanOfRows(table, pieceRows(word, table.rows), values, at + lexis.width);
    values.set(wordShape(word, isFirst), at + lexis.width + table.width);
  }
  return { ids, features: { values, width } };
}

function addMeanOfRows(
  { values, width }: PieceTable,
  rows: readonly number[],
  into: Float32Array,
  at: number,
): void {
  for (const row of rows)
    for (let i = 0; i < width; i++) into[at + i]! += values[row * width + i]! / rows.length;
}
