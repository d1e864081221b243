import { describe, expect, it } from 'vitest';
import { packSteps } from './packed-steps.ts';
import { batchByLength } from './sentence-batches.ts';

describe('batchByLength', () => {
  it('puts sentences of like length together, the longest first, and leaves empty ones out', () => {
    const batches = batchByLength([3, 9, 0, 4, 8], { tokens: 17, sentences: 10 });
    expect(batches.map(({ sentences }) => sentences)).toEqual([
      [1, 4],
      [3, 0],
    ]);
    expect(batches.map(({ tokens }) => tokens)).toEqual([17, 7]);
    expect([...batches[0]!.starts]).toEqual([0, 9]);
  });

  it('keeps within its limits, but for a sentence that is longer than they are', () => {
    const lengths = [30, 5, 5, 5, 5, 5, 5, 5];
    const batches = batchByLength(lengths, { tokens: 20, sentences: 3 });
    expect(batches.map(({ tokens }) => tokens)).toEqual([30, 15, 15, 5]);
  });
});

describe('packSteps', () => {
  it('walks the t-th tokens of all sentences that have one, from either end', () => {
    const [batch] = batchByLength([3, 2, 1], { tokens: 10, sentences: 10 });
    // Tokens lie as 0 1 2 | 3 4 | 5.
    expect({ ...packSteps(batch!, 'forward') }).toEqual({
      rows: [3, 2, 1],
      walk: Int32Array.of(0, 3, 5, 1, 4, 2),
    });
    expect([...packSteps(batch!, 'backward').walk]).toEqual([2, 4, 5, 1, 3, 0]);
  });
});
