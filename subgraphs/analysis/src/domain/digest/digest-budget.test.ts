import { describe, expect, it } from 'vitest';
import { digestBudget } from './digest-budget.ts';

describe('digestBudget', () => {
  it('gives a tale with few scenes up to three sentences each', () =>
    expect(digestBudget(12)).toEqual({ words: 48, sentences: 3 }));

  it('gives one sentence to each of very many scenes', () => {
    expect(digestBudget(95)).toEqual({ words: 16, sentences: 1 });
    expect(digestBudget(180).sentences).toBe(1);
  });

  it('never promises a film of more than 1,700 words while a sentence still fits', () => {
    for (let scenes = 36; scenes <= 210; scenes++)
      expect(scenes * digestBudget(scenes).words).toBeLessThanOrEqual(1700);
  });
});
