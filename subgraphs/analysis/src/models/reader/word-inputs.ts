import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Language } from '@visiobook/schema';
import { type Lexis, UNKNOWN } from '../lexis/lexis.ts';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import type { Computation } from '../runtime/computation.ts';
import { dense } from './dense.ts';
import type { ReaderWeights } from './reader-weights.ts';
import type { WindowBatch } from './window-batches.ts';
import { pieceRows, SHAPES, wordShape } from './word-features.ts';

/** Vectors of words are of length 1; times this, their numbers are as large as the other features'. */
const VECTOR_SCALE = 3;
/** Words of a language that are kept, about as many as a long book has. */
const KEPT = 16_384;

/** Gives what enters the encoder, a row a word. */
export type ReadWords = (batch: WindowBatch, language: Language) => Computation<Tensor2D>;

/** Most words of a book come again and again: they become numbers once. */
export function wordInputs(tf: Tensorflow, weights: ReaderWeights, lexis: Lexis): ReadWords {
  const known = new Map<Language, Map<string, Float32Array>>();
  return function* readWords({ pieces, starts, rows: all }, language) {
    let own = known.get(language);
    if (!own || own.size > KEPT) {
      own = new Map();
      known.set(language, own);
    }
    const isNew = (word: string) => !own.has(word);
    const unknown = new Set(pieces.flatMap((piece) => piece.words.filter(isNew)));
    if (unknown.size > 0) {
      const projected = project(tf, weights, lexis, [...unknown], language);
      const values = yield projected;
      projected.dispose();
      const width = values.length / unknown.size;
      for (const [i, word] of [...unknown].entries()) own.set(word, values.slice(i * width, (i + 1) * width));
    }
    const width = weights.layers.scale.size;
    const rows = new Float32Array(all * width);
    for (const start of starts) rows.set(weights.rests.values, start * width);
    for (const piece of pieces)
      for (const [i, word] of piece.words.entries()) rows.set(own.get(word)!, (piece.row + i) * width);
    return tf.tensor2d(rows, [all, width]);
  };
}

function project(
  tf: Tensorflow,
  weights: ReaderWeights,
  lexis: Lexis,
  words: readonly string[],
  language: Language,
): Tensor2D {
  const width = lexis.width + weights.pieces.width + SHAPES;
  const features = new Float32Array(words.length * width);
  for (const [i, word] of words.entries())
    writeFeatures(word, language, lexis, weights.pieces, features.subarray(i * width, (i + 1) * width));
  return tf.tidy(() => dense(tf, tf.tensor2d(features, [words.length, width]), weights.wordOf(language)));
}

function writeFeatures(
  word: string,
  language: Language,
  lexis: Lexis,
  { values, rows, width }: ReaderWeights['pieces'],
  into: Float32Array,
): void {
  const row = lexis.rowOf(word, language);
  // What the bytes of no word's row are near to is nothing.
  if (row !== UNKNOWN) lexis.copyRow(row, language, into);
  for (let i = 0; i < lexis.width; i++) into[i]! *= VECTOR_SCALE;
  const pieces = pieceRows(word, rows);
  const mean = into.subarray(lexis.width, lexis.width + width);
  for (const piece of pieces) for (let i = 0; i < width; i++) mean[i]! += values[piece * width + i]!;
  for (let i = 0; i < width; i++) mean[i]! /= pieces.length;
  into.set(wordShape(word), lexis.width + width);
}
