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

  it('cuts where nothing is left hanging', () => {
    const cut = (text: string) => compress(text, 'en', 14);
    expect(
      cut(
        'Clara opened the old chest at last; and there, sure enough, hanging from a nail by a bit of string, was the key of the mill.',
      ),
    ).toBe('Clara opened the old chest at last.');
    expect(
      cut(
        'The truth was that while the miller, who was deaf, slept in the mill, Clara took the key and went home.',
      ),
    ).not.toMatch(/^The truth was that while the miller\.$/);
  });

  it.each([
    ['en', 'In the meantime, Clara went home.', 'Clara went home.'],
    ['en', 'For the miller had the key.', 'The miller had the key.'],
    ['fr', 'D’ailleurs, Lucie avait la clef.', 'Lucie avait la clef.'],
    ['fr', 'Aussitôt Lucie sortit.', 'Aussitôt Lucie sortit.'],
  ] as const)('in %s reads %j as %j', (language, text, short) =>
    expect(compress(text, language)).toBe(short),
  );
});
