import { describe, expect, it } from 'vitest';
import { pieceRows, wordShape } from './word-features.ts';

describe('pieceRows', () => {
  it('hashes the pieces of 2 to 5 letters and the whole word, each once', () => {
    // FNV-1a, 32 bits, by training/encoder/words.py: "<a", "a>", "<a>".
    expect(sorted(pieceRows('a', 2 ** 32))).toEqual(sorted([0x68f6dc6e, 0x1124a756, 0x8c9cd1f0]));
    expect(sorted(pieceRows('Zoé’s', 32_768))).toEqual([
      992, 4423, 5750, 8153, 9917, 10374, 10719, 14759, 17518, 18164, 20756, 22686, 23072, 23279, 26483,
      27955, 29013, 30467, 32181,
    ]);
    // "<papa>" has five of two letters, four of three, three of four, two of five, and "pa" twice.
    expect(new Set(pieceRows('papa', 2 ** 32)).size).toBe(14);
    expect(pieceRows('papa', 2 ** 32)).toHaveLength(14);
  });

  it('keeps the case and straightens apostrophes', () => {
    expect(pieceRows('Rose', 32_768)).not.toEqual(pieceRows('rose', 32_768));
    expect(pieceRows('l’', 32_768)).toEqual(pieceRows("l'", 32_768));
  });

  it('stays inside its table', () => {
    for (const row of pieceRows('anticonstitutionnellement', 97)) expect(row).toBeLessThan(97);
  });
});

describe('wordShape', () => {
  it.each([
    ['Captain', [1, 0, 0, 0, 0, 0, 0, 0]],
    ['ÉTÉ', [1, 1, 0, 0, 0, 0, 0, 0]],
    ['I', [1, 0, 0, 0, 0, 0, 0, 1]],
    ['14e', [0, 0, 1, 0, 0, 0, 0, 0]],
    ['…', [0, 0, 0, 1, 0, 0, 0, 1]],
    ['-', [0, 0, 0, 1, 0, 0, 0, 1]],
    ['sister-in-law', [0, 0, 0, 0, 1, 0, 0, 0]],
    ['O’Brien', [1, 0, 0, 0, 0, 1, 0, 0]],
  ])('of %s', (word, shape) => {
    expect(wordShape(word, false)).toEqual(shape);
    expect(wordShape(word, true)).toEqual(shape.with(6, 1));
  });
});

function sorted(rows: readonly number[]): number[] {
  return [...rows].sort((a, b) => a - b);
}
