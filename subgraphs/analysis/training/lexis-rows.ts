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
 * vector, what differs most between English words and finds room. French words stand where English ones of their meaning
 * do, so the same axes are theirs.
 *
 * @param words of each language, in the order of the lexis' rows
 */
export function fillFromLexis(
  table: Float32Array,
  lexis: Lexis,
  words: ReadonlyMap<string, readonly string[]>,
): { words: number } {
  const english = vectorsOf(lexis, words.get('en')!, 'en');
  const mean = new Float32Array(lexis.width);
  for (let i = 0; i < english.length; i++) mean[i % lexis.width]! += english[i]! / words.get('en')!.length;
  const axes = axesOf(english, mean);
  const filled = new Set<number>();
  for (const language of ['en', 'fr'] as const) {
    const own = words.get(language)!;
    const vectors = vectorsOf(lexis, own, language);
    for (const [row, text] of own.entries()) {
      const [word, ...more] = modelWords(text);
      if (word === undefined || more.length > 0) continue;
      const into = wordRow(word, language);
      if (filled.has(into)) continue;
      filled.add(into);
      for (const [k, axis] of axes.entries()) {
        let along = 0;
        for (let i = 0; i < axis.length; i++)
          along += axis[i]! * (vectors[row * axis.length + i]! - mean[i]!);
        table[into * WIDTH + k] = along * SCALE;
      }
    }
  }
  return { words: filled.size };
}

function axesOf(vectors: Float32Array, mean: Float32Array): readonly Float64Array[] {
  const width = mean.length;
  const weighed = vectors.map(
    (value, i) => (value - mean[i % width]!) * Math.sqrt(weightOf(Math.floor(i / width))),
  );
  return principalAxes(weighed, width, WIDTH);
}

function vectorsOf(lexis: Lexis, words: readonly string[], language: Language): Float32Array {
  const vectors = new Float32Array(words.length * lexis.width);
  for (const row of words.keys()) lexis.copyRow(row, language, vectors, row * lexis.width);
  return vectors;
}
