import { describe, expect, it } from 'vitest';
import { documentOf } from '../../../test/book-of.ts';
import { analyseBook } from '../analyse-book.ts';

function casts(language: 'en' | 'fr', ...chapters: string[]): string[][] {
  const steps = analyseBook(documentOf(language, ...chapters));
  let next = steps.next();
  while (!next.done) next = steps.next();
  const { scenes, characters } = next.value;
  return scenes.map(({ cast }) => cast.map((key) => characters[key]!.name).sort());
}

describe('the cast of a scene', () => {
  it('is who acts and speaks there, not whose brother, house or memory is spoken of', () => {
    const known =
      'Clara walked home. Martin walked home. Edgar walked home. Edgar laughed. Martin laughed. Clara laughed.';
    const scene =
      'Clara opened the door of Edgar’s house. “Is Edgar dead?” said Clara. “He is,” said Martin. Martin closed the door.';
    expect(casts('en', known, scene)[1]).toEqual(['Clara', 'Martin']);
    const connu = 'Claire rentra. Martin rentra. Edgar rentra. Edgar rit. Martin rit. Claire rit.';
    const scène =
      'Claire ouvrit la porte de la maison d’Edgar. Martin ferma la porte. Claire pleura, et Martin pleura.';
    expect(casts('fr', connu, scène)[1]).toEqual(['Claire', 'Martin']);
  });
});
