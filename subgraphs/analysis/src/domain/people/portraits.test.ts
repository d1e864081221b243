import { describe, expect, it } from 'vitest';
import { bookOf } from '../../../test/book-of.ts';
import type { CharacterDraft } from '../ports.ts';
import { quoteFinder } from '../speech/quote-finder.ts';
import { readBook } from '../text/book-text.ts';
import { ruleEntityFinder } from './entity-finder.ts';
import { MOST_PORTRAITS, PORTRAITS_A_CHAPTER } from './portraits.ts';

function portraitOf(language: 'en' | 'fr', name: string, text: string): CharacterDraft {
  const book = bookOf(language, text);
  const { characters } = ruleEntityFinder.find(book, quoteFinder.find(book));
  const found = characters.find((character) => character.name.includes(name));
  if (!found) throw new Error(`${name} is not among ${characters.map((one) => one.name).join(', ')}`);
  return found;
}

describe('paintPortraits', () => {
  it('knows a child by what they say of themselves and by their lessons', () => {
    const text = `Clara ran into the garden. She was tired of her lessons and of her doll.

“I’m a little girl,” said Clara. Clara laughed.

“Have you done your lessons?” asked Mrs. Dale. Mrs. Dale smiled at Clara.`;
    expect(portraitOf('en', 'Clara', text).age).toBe('CHILD');
    expect(portraitOf('en', 'Dale', text).age).toBe('ADULT');
  });

  it('makes nobody a child, or rather than young, by what is seldom said of them', () => {
    const child = 'Clara smiled. The child limped.\n\n'.repeat(5);
    expect(portraitOf('en', 'Clara', 'Clara walked on.\n\n'.repeat(100) + child).age).toBe('CHILD');
    expect(portraitOf('en', 'Clara', 'Clara walked on.\n\n'.repeat(900) + child).age).toBe('UNKNOWN');
    const young = 'Young Clara smiled at young Clara.\n\n'.repeat(2);
    expect(portraitOf('en', 'Clara', 'Clara walked on.\n\n'.repeat(100) + child + young).age).toBe('YOUNG');
  });

  it('does not take a person for the child they hold', () => {
    const text = `Clara took the child by the hand. Clara kissed the child. Clara gave the child an apple.

“Come,” said Clara. Clara carried the child home.`;
    expect(portraitOf('en', 'Clara', text).age).not.toBe('CHILD');
  });

  it('reads years of age in both languages', () => {
    expect(
      portraitOf('en', 'Tom', 'Tom was ten years old. Tom ran home. “No,” said Tom. Tom laughed.').age,
    ).toBe('CHILD');
    expect(
      portraitOf('fr', 'Gaspard', 'Gaspard avait soixante-dix ans. « Oui », dit Gaspard. Gaspard sourit.')
        .age,
    ).toBe('OLD');
    expect(
      portraitOf('fr', 'Lucie', 'Lucie, âgée de huit ans, courait. « Oui », dit Lucie. Lucie sourit.').age,
    ).toBe('CHILD');
  });

  it('gives looks to whom they belong', () => {
    const text = `Tom saw a footman in a red coat behind the gate. Tom looked at Clara, and her long golden hair shone.

“Good day,” said Tom. “Good day,” said Clara. Clara smiled at Tom. His eyes were blue.`;
    expect(portraitOf('en', 'Tom', text).looks).toEqual(['blue eyes']);
    expect(portraitOf('en', 'Clara', text).looks).toEqual(['long golden hair']);
  });

  it('reads French looks behind “avait” and “ses”', () => {
    const text = `Gaspard avait une longue barbe rousse. « Partons », dit Gaspard. Gaspard regarda la mer de ses yeux bleus.`;
    expect(portraitOf('fr', 'Gaspard', text).looks).toEqual(['longue barbe rousse', 'yeux bleus']);
  });

  it('knows an animal by its name or by the noun beside it, and says first what it is', () => {
    const tale = '“I am late,” said the White Rabbit. The White Rabbit ran. The White Rabbit had pink eyes.';
    expect(portraitOf('en', 'Rabbit', tale)).toMatchObject({
      kind: 'ANIMAL',
      looks: ['white rabbit', 'pink eyes'],
    });
    const story =
      'Le chien Médor courut. Médor aboya. Lucie appela le chien Médor. « Ici ! » cria Lucie. Médor revint.';
    expect(portraitOf('fr', 'Médor', story)).toMatchObject({ kind: 'ANIMAL', looks: ['chien'] });
  });

  it('keeps the sentence and the chapter in which a look or a trait is said', () => {
    const first = 'Clara had long golden hair. “Good day,” said Clara. Clara smiled. Clara was proud.';
    const second = '“No,” said Clara. Clara laughed. Clara wore a blue dress.';
    const text = `${first}\n\n${second}`;
    const book = readBook({
      title: 'Clara',
      authors: [],
      language: 'en',
      text,
      chapters: [
        { index: 0, title: null, start: 0, end: first.length },
        { index: 1, title: null, start: first.length + 2, end: text.length },
      ],
    });
    const [clara] = ruleEntityFinder.find(book, quoteFinder.find(book)).characters;
    const said = clara!.portraits.map(({ span, ...portrait }) => ({
      ...portrait,
      sentence: text.slice(span.start, span.end),
    }));
    expect(said).toEqual([
      { chapterIndex: 0, looks: ['long golden hair'], traits: [], sentence: 'Clara had long golden hair.' },
      { chapterIndex: 0, looks: [], traits: ['proud'], sentence: 'Clara was proud.' },
      { chapterIndex: 1, looks: ['blue dress'], traits: [], sentence: 'Clara wore a blue dress.' },
    ]);
  });

  it('keeps so many sentences of a chapter and no more', () => {
    const told = 'Clara had long golden hair. Clara smiled. “Good day,” said Clara.\n\n';
    expect(portraitOf('en', 'Clara', told.repeat(20)).portraits).toHaveLength(PORTRAITS_A_CHAPTER);
    const chapters = Array.from({ length: 20 }, (_, index) => ({
      index,
      title: null,
      start: index * 10 * told.length,
      end: (index + 1) * 10 * told.length,
    }));
    const book = readBook({ title: '', authors: [], language: 'en', text: told.repeat(200), chapters });
    const [clara] = ruleEntityFinder.find(book, quoteFinder.find(book)).characters;
    expect(clara!.portraits).toHaveLength(MOST_PORTRAITS);
  });
});
