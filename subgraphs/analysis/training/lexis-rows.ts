import type { Language } from '@visiobook/schema';
import { modelWords, wordRow } from '../src/models/emotion/sentence-features.ts';
import type { Lexis } from '../src/models/lexis/lexis.ts';
import { WIDTH } from './network.ts';
import { principalAxes } from './principal-axes.ts';

/** The network learns best from rows of about this length. */
const SCALE = 0.4;

/** Frequency falls with the rank (Zipf): a word counts by the root of it, and the very frequent ones alike. */
function weightOf(rank: number): number {
  return 1 / Math.sqrt(Math.max(rank, 300));
}

/**
 * Fills word rows of the table from vectors of words, the most frequent word first where several have one row: of a
 * vector, what differs most between words and finds room.
 *
 * @param words of the language, in the order of the lexis' rows
 */
export function fillFromLexis(
  table: Float32Array,
  lexis: Lexis,
  words: readonly string[],
  language: Language,
): { words: number } {
  const { width } = lexis;
  const vectors = new Float32Array(words.length * width);
  const mean = new Float32Array(width);
  for (const row of words.keys()) lexis.copyRow(row, language, vectors, row * width);
  for (let i = 0; i < vectors.length; i++) mean[i % width]! += vectors[i]! / words.length;
  for (let i = 0; i < vectors.length; i++) vectors[i]! -= mean[i % width]!;
  const weighed = vectors.map((value, i) => value * Math.sqrt(weightOf(Math.floor(i / width))));
  const axes = principalAxes(weighed, width, WIDTH);
  const filled = new Set<number>();
  for (const [row, text] of words.entries()) {
    const [word, ...more] = modelWords(text);
    if (word === undefined || more.length > 0) continue;
    const into = wordRow(word, language);
    if (filled.has(into)) continue;
    filled.add(into);
    for (const [k, axis] of axes.entries()) {
      let along = 0;
      for (let i = 0; i < width; i++) along += axis[i]! * vectors[row * width + i]!;
      table[into * WIDTH + k] = along * SCALE;
    }
  }
  return { words: filled.size };
}
