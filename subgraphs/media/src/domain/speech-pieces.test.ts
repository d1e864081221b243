import { describe, expect, it } from 'vitest';
import { speechPieces } from './speech-pieces.ts';

describe('speechPieces', () => {
  it('leaves a text alone that fits', () => {
    expect(speechPieces(' A short one. ', 40)).toEqual(['A short one.']);
  });

  it('cuts after clauses and loses no word', () => {
    const text = Array.from({ length: 40 }, (_, i) => `clause number ${i} goes on,`).join(' ');
    const pieces = speechPieces(text, 100);
    expect(pieces.join(' ')).toBe(text);
    for (const piece of pieces) {
      expect(piece.length).toBeLessThanOrEqual(100);
      expect(piece).toMatch(/,$/);
    }
  });

  it('cuts at spaces where no clause ends, and inside words where there is no space, but never inside a character', () => {
    expect(speechPieces('one two three four', 9)).toEqual(['one two', 'three', 'four']);
    const pieces = speechPieces('😀'.repeat(9), 5);
    expect(pieces.join('')).toBe('😀'.repeat(9));
    expect(pieces.every((piece) => piece.isWellFormed())).toBe(true);
  });

  it('makes nothing of nothing', () => {
    expect(speechPieces('  ', 10)).toEqual([]);
  });
});
