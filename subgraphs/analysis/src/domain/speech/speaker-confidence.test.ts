import { describe, expect, it } from 'vitest';
import { marginOf, speakerConfidence } from './speaker-confidence.ts';

describe('speakerConfidence', () => {
  it('is what was counted where it was counted, and between that in between', () => {
    expect(speakerConfidence('NAMED', 12)).toBe(0.95);
    expect(speakerConfidence('PRONOUN', 4)).toBeCloseTo(0.73);
    expect(speakerConfidence('PRONOUN', 6)).toBeCloseTo(0.805);
    expect(speakerConfidence('ACTING', -9)).toBe(0.31);
    expect(speakerConfidence('NONE', 99)).toBe(0.92);
  });

  it('rises with the margin for every hint', () => {
    for (const hint of ['NAMED', 'PRONOUN', 'ACTING', 'NONE'] as const)
      for (let margin = -4; margin < 9; margin += 0.25)
        expect(speakerConfidence(hint, margin + 0.25)).toBeGreaterThanOrEqual(
          speakerConfidence(hint, margin),
        );
  });
});

describe('marginOf', () => {
  it('compares the speaker with the best of the others', () => {
    const scores = new Map([
      [1, 3],
      [2, 1],
      [3, 2],
    ]);
    expect(marginOf(scores, 1)).toBe(1);
    expect(marginOf(scores, 2)).toBe(-2);
    expect(marginOf(scores, 9)).toBeCloseTo(-3.8);
  });
});
