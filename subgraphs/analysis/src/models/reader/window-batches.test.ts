import { describe, expect, it } from 'vitest';
import { padded } from './padded-windows.ts';
import { windowsOf } from './text-windows.ts';
import { batchByLength } from './window-batches.ts';

/** Batches of texts of one window each. */
function batches(lengths: readonly number[], mostWords: number) {
  const texts = lengths.map((length) => [Array.from({ length }, () => 'word')]);
  return batchByLength(windowsOf(texts, 100), mostWords);
}

describe('batchByLength', () => {
  it('puts windows of like length together, the longest first', () => {
    const [long, short] = batches([3, 9, 4, 8], 17);
    expect(long!.pieces.map(({ sentence, row }) => [sentence, row])).toEqual([
      [1, 0],
      [3, 9],
    ]);
    expect([...long!.starts, ...long!.lengths, long!.rows]).toEqual([0, 9, 9, 8, 17]);
    expect(short!.pieces.map(({ sentence, row }) => [sentence, row])).toEqual([
      [2, 0],
      [0, 4],
    ]);
  });

  it('keeps within its limit, but for a window that is longer than that', () => {
    expect(batches([30, 5, 5, 5, 5, 5, 5, 5], 20).map(({ rows }) => rows)).toEqual([30, 20, 15]);
  });

  it('leaves places before the words of each window', () => {
    const [batch] = batchByLength(windowsOf([[['a', 'b'], ['c']], [['d']]], 100), 10, 2);
    expect([...batch!.starts, ...batch!.lengths, batch!.rows]).toEqual([0, 5, 5, 3, 8]);
    expect(batch!.pieces.map(({ row }) => row)).toEqual([2, 4, 7]);
  });
});

describe('padded', () => {
  it('tells which row stands where in windows of one length, and where each row stands', () => {
    const [batch] = batches([3, 2], 10);
    expect({ ...padded(batch!) }).toEqual({
      into: Int32Array.of(0, 1, 2, 3, 4, 0),
      back: Int32Array.of(0, 1, 2, 3, 4),
    });
  });
});
