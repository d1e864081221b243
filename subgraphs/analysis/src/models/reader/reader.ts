import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Language } from '@visiobook/schema';
import type { Lexis } from '../lexis/lexis.ts';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import type { Computation } from '../runtime/computation.ts';
import type { ModelManifest } from '../weights/model-manifest.ts';
import type { ModelFile } from '../weights/read-weights.ts';
import { projectInputs, type Rows, runLstm } from './lstm.ts';
import { packSteps } from './packed-steps.ts';
import {
  type Dense,
  loadReaderWeights,
  type ReaderLayers,
  type ReaderWeights,
  type TwoWays,
  widthOf,
} from './reader-weights.ts';
import { type BatchLimits, batchByLength, type SentenceBatch } from './sentence-batches.ts';
import { type SpanVisitor, scoreSpans } from './span-scores.ts';
import { pieceRows, SHAPES, wordShape } from './word-features.ts';

/** Larger batches are no faster on the WASM backend, and take memory. */
const LIMITS: BatchLimits = { tokens: 1024, sentences: 64 };
/** Sentences are read in pieces of so many tokens: nobody's sentence, but a list or a text without full stops. */
const LONGEST = 256;
/** Vectors of words are of length 1; times this, their numbers are as large as the other features'. */
const VECTOR_SCALE = 3;

/** Reads words in their sentence and scores which of them together are an entity. */
export interface Reader {
  manifest: ModelManifest;
  /** Calls `visit` for every span, sentence by sentence in no order of theirs; what the labels are says the manifest. */
  read(sentences: readonly (readonly string[])[], language: Language, visit: SpanVisitor): Computation<void>;
  dispose(): void;
}

/**
 * Puts a reader's weights into the backend's memory, once.
 *
 * @throws WeightsRefused when they are not of this network's shape.
 */
export function* loadReader(
  tf: Tensorflow,
  file: ModelFile,
  lexis: Lexis,
  limits: BatchLimits = LIMITS,
): Computation<Reader> {
  const weights = yield* loadReaderWeights(tf, file, lexis.width);
  return {
    manifest: file.manifest,
    *read(sentences, language, visit) {
      const pieces = inPieces(sentences);
      for (const batch of batchByLength(
        pieces.map(({ words }) => words.length),
        limits,
      )) {
        const read = yield* readTokens(tf, weights, lexis, batch, pieces, language);
        yield* scoreSpans(tf, weights, read, batch, (at, first, last, scores, kinds) => {
          const { sentence, from } = pieces[batch.sentences[at]!]!;
          visit(sentence, from + first, from + last, scores, kinds);
        });
        tf.dispose(read);
      }
    },
    dispose: weights.dispose,
  };
}

interface Piece {
  sentence: number;
  /** Where in its sentence it begins. */
  from: number;
  words: readonly string[];
}

function inPieces(sentences: readonly (readonly string[])[]): Piece[] {
  return sentences.flatMap((words, sentence) => {
    const pieces: Piece[] = [];
    for (let from = 0; from < words.length; from += LONGEST)
      pieces.push({ sentence, from, words: words.slice(from, from + LONGEST) });
    return pieces;
  });
}

/** What the tagger knows of each token of a batch, a row each. */
function* readTokens(
  tf: Tensorflow,
  weights: ReaderWeights,
  lexis: Lexis,
  batch: SentenceBatch,
  pieces: readonly Piece[],
  language: Language,
): Computation<Tensor2D> {
  const { layers } = weights;
  const { ids, features } = distinctWords(weights, lexis, batch, pieces, language);
  const words = dense(tf, features, layers.word);
  const own: Rows = { values: yield words, width: layers.word.bias.size };
  const states = widthOf(layers.language);
  const below = rowsFor(batch, own.width + states + layers.around.bias.size);
  for (const [token, id] of ids.entries())
    below.values.set(own.values.subarray(id * own.width, (id + 1) * own.width), token * below.width);
  yield* runBothWays(tf, layers.language, words, batch, (token) => ids[token]!, below, own.width);
  words.dispose();
  yield* lookAround(tf, layers, batch, below, own.width);
  const task = dense(tf, below, weights.taskOf(language));
  const above = rowsFor(batch, widthOf(layers.tagger));
  yield* runBothWays(tf, layers.tagger, task, batch, (token) => token, above, 0);
  task.dispose();
  return tensorOf(tf, above);
}

/**
 * Puts behind the states of each token what is expected in its place by all before it and all behind it. It was trained
 * to guess the token, which it has not read.
 */
function* lookAround(
  tf: Tensorflow,
  { language, around }: ReaderLayers,
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

function rowsFor({ tokens }: SentenceBatch, width: number): Rows {
  return { values: new Float32Array(tokens * width), width };
}

function tensorOf(tf: Tensorflow, { values, width }: Rows): Tensor2D {
  return tf.tensor2d(values, [values.length / width, width]);
}

function dense(tf: Tensorflow, input: Rows, { weights, bias }: Dense): Tensor2D {
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
  { pieces: table }: ReaderWeights,
  lexis: Lexis,
  batch: SentenceBatch,
  pieces: readonly Piece[],
  language: Language,
): { ids: Int32Array; features: Rows } {
  const known = new Map<string, number>();
  const found: { word: string; isFirst: boolean }[] = [];
  const ids = new Int32Array(batch.tokens);
  for (const [i, piece] of batch.sentences.entries()) {
    const { words, from } = pieces[piece]!;
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
  { values, width }: ReaderWeights['pieces'],
  rows: readonly number[],
  into: Float32Array,
  at: number,
): void {
  for (const row of rows)
    for (let i = 0; i < width; i++) into[at + i]! += values[row * width + i]! / rows.length;
}
