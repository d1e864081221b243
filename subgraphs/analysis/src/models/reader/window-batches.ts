import type { Piece, TextWindow } from './text-windows.ts';

/** Windows that are computed together; their places are the rows of one matrix, those before the first word included. */
export interface WindowBatch {
  /** Of each window, the longest first, the row of its first place and how many places it has. */
  starts: Int32Array;
  lengths: Int32Array;
  rows: number;
  /** In the order of their rows. */
  pieces: PlacedPiece[];
}

export interface PlacedPiece extends Piece {
  row: number;
}

/**
 * Puts windows of like length together, at most `mostWords` in a batch: bounded memory whatever the length of the book,
 * and little padding where a backend wants windows of one length. Before the words of a window are `rests` places without one.
 */
export function batchByLength(windows: readonly TextWindow[], mostWords: number, rests = 0): WindowBatch[] {
  const sorted = windows.toSorted((a, b) => b.words - a.words);
  const batches: WindowBatch[] = [];
  for (let from = 0, end = 0; from < sorted.length; from = end) {
    let words = 0;
    while (end < sorted.length && (end === from || words + sorted[end]!.words <= mostWords))
      words += sorted[end++]!.words;
    batches.push(batchOf(sorted.slice(from, end), rests));
  }
  return batches;
}

function batchOf(windows: readonly TextWindow[], rests: number): WindowBatch {
  const lengths = Int32Array.from(windows, (window) => rests + window.words);
  const starts = new Int32Array(windows.length);
  const pieces: PlacedPiece[] = [];
  let row = 0;
  for (const [i, window] of windows.entries()) {
    starts[i] = row;
    row += rests;
    for (const piece of window.pieces) {
      pieces.push({ ...piece, row });
      row += piece.words.length;
    }
  }
  return { starts, lengths, rows: row, pieces };
}
