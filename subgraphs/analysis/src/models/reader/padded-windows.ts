import type { WindowBatch } from './window-batches.ts';

/** Windows of one length, [windows × longest]: which row stands at each place, and at which place each row. */
export interface PaddedWindows {
  /** Row 0 where there is none. */
  into: Int32Array;
  back: Int32Array;
}

export function padded({ starts, lengths, rows }: WindowBatch): PaddedWindows {
  const places = lengths[0]!;
  const into = new Int32Array(lengths.length * places);
  const back = new Int32Array(rows);
  for (const [w, start] of starts.entries())
    for (let t = 0; t < lengths[w]!; t++) {
      into[w * places + t] = start + t;
      back[start + t] = w * places + t;
    }
  return { into, back };
}
