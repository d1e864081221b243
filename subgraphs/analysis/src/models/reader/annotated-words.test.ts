import { describe, expect, it } from 'vitest';
import { annotatedWords } from './annotated-words.ts';

const cut = (text: string, language: 'en' | 'fr' = 'en') => annotatedWords(text.split(' '), language);

describe('annotatedWords', () => {
  it('gives an English title or initial before a name its full stop back', () => {
    expect(cut('Then Mr . J . Finch spoke .')).toEqual({
      words: ['Then', 'Mr.', 'J.', 'Finch', 'spoke', '.'],
      starts: [0, 1, 3, 5, 6, 7, 8],
    });
  });

  it('leaves full stops that end something', () => {
    expect(cut('It was I . He left the dr . at noon').words).toHaveLength(11);
    expect(cut('M . Finch , dit -il .', 'fr').words).toEqual(['M', '.', 'Finch', ',', 'dit', '-il', '.']);
  });
});
