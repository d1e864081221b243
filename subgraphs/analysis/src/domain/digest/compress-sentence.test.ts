import { describe, expect, it } from 'vitest';
import { compress, MOST_WORDS, wordCount } from './compress-sentence.ts';

describe('compress', () => {
  it('drops asides and opening conjunctions in both languages', () => {
    expect(compress('And Clara (who was tired) went home.', 'en')).toBe('Clara went home.');
    expect(compress('Mais Lucie — elle avait froid — rentra chez elle.', 'fr')).toBe(
      'Lucie rentra chez elle.',
    );
  });

  it('ends a long sentence at a clause', () => {
    const long = `Clara walked along the river to the mill and knocked at the door; ${'the wheel turned and '.repeat(9)}nobody came.`;
    expect(compress(long, 'en')).toBe('Clara walked along the river to the mill and knocked at the door.');
    expect(wordCount(compress(long, 'en'))).toBeLessThanOrEqual(MOST_WORDS);
  });
});
