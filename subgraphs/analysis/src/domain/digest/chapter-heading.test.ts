import { describe, expect, it } from 'vitest';
import { chapterHeading } from './chapter-heading.ts';

describe('chapterHeading', () => {
  it.each([
    ['CHAPTER IV. The Old Mill', 'The Old Mill'],
    ['Chapitre premier — Un soir d’hiver', 'Un soir d’hiver'],
    ['PART II. CHAPTER I. ON THE GREAT ALKALI PLAIN.', 'On the Great Alkali Plain'],
    ['Première partie — I. Au village', 'Au village'],
    ['VI. I Go to the Mill', 'I Go to the Mill'],
    ['VOL. I — CHAPTER II. THE LETTER', 'The Letter'],
    ['VOL. III — CHAP. XIV', null],
    ['THE DEATH OF LOUIS XIV', 'The Death of Louis XIV'],
    ['I DID MIX THE WELL-WATER', 'I Did Mix the Well-Water'],
    ['XII', null],
    ['Deuxième partie — XII', null],
    ['Chapter Seven', null],
    [null, null],
  ])('reads %j as %j', (title, heading) => expect(chapterHeading(title)).toBe(heading));

  it('writes French capitals small, except the names of the book', () =>
    expect(chapterHeading('CHAPITRE II. LE CHIEN DE JACQUES', 'fr', ['Jacques Morel'])).toBe(
      'Le chien de Jacques',
    ));
});
