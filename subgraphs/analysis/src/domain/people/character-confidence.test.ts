import { describe, expect, it } from 'vitest';
import { characterConfidence } from './character-confidence.ts';

const NOVEL = 100_000;
const named = (names: number, liveliness = 1) => ({ names, isDescribed: false, liveliness });

describe('characterConfidence', () => {
  it('grows with every use of the name and is never certain', () => {
    const grown = [0, 1, 2, 7, 40, 300, 5000].map((names) => characterConfidence(named(names), NOVEL));
    expect(grown).toEqual([...grown].sort((a, b) => a - b));
    expect(grown[0]).toBeGreaterThan(0);
    expect(grown.at(-1)).toBeLessThan(1);
  });

  it('trusts a nameless character and a name that never acts less', () => {
    const sure = characterConfidence(named(90), NOVEL);
    expect(characterConfidence({ ...named(90), isDescribed: true }, NOVEL)).toBeLessThan(sure);
    expect(characterConfidence(named(90, 0.5), NOVEL)).toBeLessThan(sure);
  });

  it('expects fewer uses of a name in a tale than in a novel', () => {
    expect(characterConfidence(named(10), 10_000)).toBeGreaterThan(characterConfidence(named(10), NOVEL));
  });
});
