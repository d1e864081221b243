import { describe, expect, it } from 'vitest';
import { bookOf } from '../../../test/book-of.ts';
import { quoteFinder } from './quote-finder.ts';

const spoken = (language: 'en' | 'fr', text: string) => {
  const book = bookOf(language, text);
  return quoteFinder.find(book).map(({ start, end }) => book.text.slice(start, end));
};

describe('quoteFinder', () => {
  it('finds double quotation marks, and both halves of an interrupted speech', () => {
    expect(spoken('en', '“Come,” said Clara, “the boat is here.”')).toEqual(['Come,', 'the boat is here.']);
  });

  it('does not trip over apostrophes among single quotation marks', () => {
    expect(
      spoken('en', '‘I can’t find the boys’ boat,’ said Tom. ‘It’s gone.’ The dogs’ tails wagged.'),
    ).toEqual(['I can’t find the boys’ boat,', 'It’s gone.']);
  });

  it('joins a speech of several paragraphs into one turn', () => {
    const book = bookOf('en', '“It was long ago.\n\n“Nobody remembers it,” said Clara.\n\n“I do,” said Tom.');
    expect(quoteFinder.find(book).map(({ turn }) => turn)).toEqual([0, 0, 1]);
  });

  it('takes who speaks out of a French dialogue line', () => {
    expect(spoken('fr', '— Venez, dit-il, le bateau part.\n\n— Jamais ! s’écria Lucie en riant.')).toEqual([
      'Venez',
      'le bateau part.',
      'Jamais !',
    ]);
  });

  it('knows an incise by an elided article, an adverb and two words of speech', () => {
    const lines = ['— Soit, répondit l’abbé. Partez donc.', '— Oui, dit alors Lucie, partez.'];
    expect(spoken('fr', lines.join('\n\n'))).toEqual(['Soit', 'Partez donc.', 'Oui', 'partez.']);
    expect(spoken('fr', '— Il pleut, fit observer le meunier.')).toEqual(['Il pleut']);
  });

  it('reads French guillemets with an incise inside', () => {
    expect(spoken('fr', 'Il entra. « Oui, répondit la meunière, je viens. » Elle sortit.')).toEqual([
      'Oui',
      'je viens.',
    ]);
  });
});
