import { describe, expect, it } from 'vitest';
import { bookOf } from '../../../test/book-of.ts';
import type { Cast } from '../ports.ts';
import { quoteFinder } from '../speech/quote-finder.ts';
import { readBook } from '../text/book-text.ts';
import { ruleEntityFinder } from './entity-finder.ts';

function tellersOf(text: string): string[] {
  const book = bookOf('en', text);
  const { characters } = ruleEntityFinder.find(book, quoteFinder.find(book));
  return characters.filter(({ isNarrator }) => isNarrator).map(({ name }) => name);
}

function castOfChapters(parts: readonly (readonly [title: string, text: string])[]): Cast {
  const text = parts.map(([, own]) => own).join('\n\n');
  const chapters = parts.map(([title, own], index) => {
    const start = text.indexOf(own, index === 0 ? 0 : parts[index - 1]![1].length);
    return { index, title, start, end: start + own.length };
  });
  const book = readBook({ title: 'A Tale', authors: [], language: 'en', text, chapters });
  return ruleEntityFinder.find(book, quoteFinder.find(book));
}

const ENTRY = 'I rose at dawn. I walked to the sea and I wrote to my friend. I was tired.';
const TALK = '“Come,” said Clara. Clara laughed. “Stay,” said Tom. Tom laughed. Clara saw Tom.';

describe('findNarrators', () => {
  it('gives every journal and letter to the one who writes it', () => {
    const parts = ['Clara Dale’s Journal', 'Tom Reed’s Diary', 'Clara Dale’s Journal'];
    const text = [...parts, ...parts].map((heading) => `${heading}\n\n${ENTRY}\n\n${TALK}`).join('\n\n');
    expect(tellersOf(text).sort()).toEqual(['Clara Dale', 'Tom Reed']);
  });

  it('gives a story told in turns to those who tell it', () => {
    const parts = ['The story begun by Tom Reed', 'The story continued by Clara Dale', 'Told by Tom Reed'];
    const text = [...parts, ...parts].map((heading) => `${heading}\n\n${ENTRY}\n\n${TALK}`).join('\n\n');
    expect(tellersOf(text).sort()).toEqual(['Clara Dale', 'Tom Reed']);
  });

  it('gives the letters around a story to whoever signs them, and the one without a name to the same', () => {
    const said =
      '“Where is the boat, Harker?” asked Tom. I laughed. “Come, Harker,” said Clara. I ran to Tom. “Go, Harker,” said Rose.';
    const parts = [
      ['Letter I', `${ENTRY}\n\nYour brother,\n\nRalph Dunn.`],
      ['Letter II', `${ENTRY}\n\nFarewell.`],
      ['Chapter I', `${said} ${ENTRY} ${said} ${ENTRY} Ralph Dunn listened. “Well,” said Ralph Dunn.`],
    ] as const;
    const { characters, mentions } = castOfChapters(parts);
    const tellers = mentions.flatMap(({ kind, character }) =>
      kind === 'NARRATOR' ? [characters[character]!.name] : [],
    );
    expect(tellers.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => 'Ralph Dunn'));
    expect(new Set(tellers.slice(8))).toEqual(new Set(['Harker']));
  });

  it('finds no narrator in a novel of “she” with one long letter in it', () => {
    const told =
      'Clara walked to the mill. She saw the river and she sat down beside Tom. He smiled at her. ';
    const text = `${told.repeat(120)}\n\n${ENTRY.repeat(25)}\n\n${told.repeat(120)}`;
    expect(tellersOf(text)).toEqual([]);
  });

  it('joins the one who tells with the name that all others say to them', () => {
    const said =
      '“Where is the boat, Harker?” asked Tom. I laughed. “Come, Harker,” said Clara. I ran to Tom.';
    expect(tellersOf(`${said}\n\n${said}\n\n${ENTRY}`)).toEqual(['Harker']);
  });

  it('does not doubt a name because everybody is also called Madam', () => {
    const said =
      '“Where is the boat, Harker?” asked Tom. I laughed. “Come, Harker,” said Clara. “Yes, Madam,” said Tom. “No, Madam,” said Tom. “Well, Madam!” said Tom.';
    expect(tellersOf(`${said}\n\n${said}\n\n${ENTRY}`)).toEqual(['Harker']);
  });
});
