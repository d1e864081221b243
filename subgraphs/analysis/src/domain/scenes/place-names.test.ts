import { describe, expect, it } from 'vitest';
import { bookOf } from '../../../test/book-of.ts';
import { placeNames } from './place-names.ts';

function nameIn(language: 'en' | 'fr', text: string, names: string[]) {
  const book = bookOf(language, text);
  const places = names.map((name) => ({ name, kind: 'CITY' as const, mentionCount: 1 }));
  const quiet = new Uint8Array(book.tokens.length);
  return placeNames(book, { characters: [], mentions: [], places }, quiet)(0, book.tokens.length);
}

describe('placeNames', () => {
  it('gives the place in which people are, not one that they come from, go to or speak of', () => {
    expect(nameIn('en', 'They arrived in Brenford at noon.', ['Brenford']).name).toBe('Brenford');
    expect(
      nameIn('en', 'The shops in Brenford were shut. In Brenford nobody stirred.', ['Brenford']).name,
    ).toBe('Brenford');
    expect(
      nameIn('en', 'She wrote to Brenford. The coach to Brenford was late, and the one from Brenford too.', [
        'Brenford',
      ]).name,
    ).toBeNull();
    expect(
      nameIn('en', 'He had lived in Brenford, and had married in Brenford.', ['Brenford']).name,
    ).toBeNull();
    expect(nameIn('fr', 'Ils arrivèrent à Brenval vers midi.', ['Brenval']).name).toBe('Brenval');
    expect(
      nameIn('fr', 'La route de Brenval était longue, et celle de Brenval à la mer aussi.', ['Brenval']).name,
    ).toBeNull();
  });

  it('tells which places are left', () =>
    expect([...nameIn('en', 'They left Brenford at dawn.', ['Brenford']).left]).toEqual(['Brenford']));
});
