import { describe, expect, it } from 'vitest';
import { bookOf } from '../../../../test/book-of.ts';
import type { EntitySpan } from '../../ports.ts';
import { findReferents } from './find-referents.ts';

function foundIn(language: 'en' | 'fr', text: string, tagged: readonly EntitySpan[] = []): string[] {
  const book = bookOf(language, text);
  return findReferents(book, [], tagged).map(({ firstToken, endToken, kind }) => {
    const words = book.tokens.slice(firstToken, endToken).map((token) => token.text);
    return `${kind} ${words.join(' ')}`;
  });
}

describe('findReferents', () => {
  it('finds pronouns, and nouns of people and places behind their determiner', () => {
    expect(foundIn('en', 'The old captain saw her in the library, and it rained.')).toEqual([
      'NOUN The old captain',
      'PRONOUN her',
      'NOUN the library',
    ]);
  });

  it('finds the owner inside what is owned', () => {
    expect(foundIn('en', 'His sister sang.')).toEqual(['NOUN His sister', 'PRONOUN His']);
  });

  it('tells French articles from the pronouns that look like them', () => {
    expect(foundIn('fr', 'Il la vit. Il faut partir. Le capitaine qui dormait voulait le voir.')).toEqual([
      'PRONOUN Il',
      'PRONOUN la',
      'NOUN Le capitaine',
      'PRONOUN qui',
    ]);
  });

  it('takes the spans of a tagger for its own, and drops what crosses them', () => {
    const span = (firstToken: number, endToken: number): EntitySpan => ({
      ...{ firstToken, endToken, label: 'PER', kind: 'NOUN', score: 1 },
    });
    const text = 'the tall grey clerk of the court bowed to me';
    expect(foundIn('en', text, [span(0, 7), span(2, 4), span(3, 8)])).toEqual([
      'NOUN the tall grey clerk of the court',
      'NOUN grey clerk',
      'PRONOUN me',
    ]);
  });
});
