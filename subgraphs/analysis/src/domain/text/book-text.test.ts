import { describe, expect, it } from 'vitest';
import { bookOf } from '../../../test/book-of.ts';

const sentencesOf = (language: 'en' | 'fr', text: string) => {
  const book = bookOf(language, text);
  return book.sentences.map(({ start, end }) => book.text.slice(start, end));
};

describe('readBook', () => {
  it('does not end a sentence behind a title or an initial', () => {
    expect(sentencesOf('en', 'Mr. Finch met Dr. J. Moss at noon. They spoke.')).toEqual([
      'Mr. Finch met Dr. J. Moss at noon.',
      'They spoke.',
    ]);
    expect(sentencesOf('fr', 'M. Bellan sortit. Mme. Roux resta.')).toEqual([
      'M. Bellan sortit.',
      'Mme. Roux resta.',
    ]);
  });

  it('keeps a quotation and the words that say who spoke in one sentence', () => {
    expect(sentencesOf('en', '“Go away!” Clara cried. “Now!” said Tom.')).toEqual([
      '“Go away!” Clara cried.',
      '“Now!” said Tom.',
    ]);
  });

  it('separates French elisions and inversions, and English possessives', () => {
    expect(bookOf('fr', 'L’ours arriva, dit-il.').tokens.map(({ lower }) => lower)).toEqual([
      "l'",
      'ours',
      'arriva',
      ',',
      'dit',
      'il',
      '.',
    ]);
    expect(bookOf('en', 'Tom’s dog didn’t bark.').tokens.map(({ lower }) => lower)).toEqual([
      'tom',
      "'s",
      'dog',
      "didn't",
      'bark',
      '.',
    ]);
  });

  it('cuts text without blank lines at its lines, and an endless line at its sentences', () => {
    const line = 'Clara walked along the river to the old mill. '.repeat(20).trim();
    expect(bookOf('en', Array.from({ length: 12 }, () => line).join('\n')).paragraphs).toHaveLength(12);
    const endless = bookOf('en', `${line} `.repeat(40)).paragraphs;
    expect(endless.length).toBeGreaterThan(10);
    for (const { start, end } of endless) expect(end - start).toBeLessThan(4200);
  });

  it('knows the author’s own break lines', () => {
    expect(bookOf('en', 'One.\n\n* * *\n\nTwo.').paragraphs.map(({ isBreak }) => isBreak)).toEqual([
      false,
      true,
      false,
    ]);
  });
});
