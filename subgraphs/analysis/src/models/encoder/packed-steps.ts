import type { SentenceBatch } from './sentence-batches.ts';

/**
 * A batch as a recurrent layer walks it: step t takes the t-th token of every sentence that has one. Sentences stand
 * longest first, so the rows of a step are the first rows of the step before, and nothing is padded.
 */
export interface PackedSteps {
  /** Rows of each step. */
  rows: number[];
  /** The tokens in the order in which they are walked. */
  walk: Int32Array;
}

export function packSteps(
  { starts, lengths, tokens }: SentenceBatch,
  way: 'forward' | 'backward',
): PackedSteps {
  const rows: number[] = [];
  const walk = new Int32Array(tokens);
  let active = lengths.length;
  for (let t = 0, at = 0; t < lengths[0]!; t++) {
    while (lengths[active - 1]! <= t) active--;
    rows.push(active);
    for (let i = 0; i < active; i++, at++) {
      walk[at] = starts[i]! + (way === 'forward' ? t : lengths[i]! - 1 - t);
    }
  }
  return { rows, walk };
}
