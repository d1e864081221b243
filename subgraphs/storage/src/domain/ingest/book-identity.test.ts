import { expect, test } from 'vitest';
import type { Block } from './block.ts';
import { identifyBook, tidyTitle, titleFromFileName } from './book-identity.ts';

const NOTHING = { title: null, authors: [], language: null };
const block = (...lines: string[]): Block => ({ lines, gap: 1 });

test.each(['Microsoft Word - tale.doc', 'untitled', 'Document1', 'scan_001', 'tale.indd', '***'])(
  'refuses the title %j',
  (title) => {
    expect(tidyTitle(title)).toBeNull();
  },
);

test('decodes entities and believes what the file declares', () => {
  const metadata = { title: 'Tom &amp; Th&#233;r&egrave;se', authors: ['Carroll, Lewis'], language: null };
  expect(identifyBook(metadata, [], 'x.txt')).toEqual({ title: 'Tom & Thérèse', authors: ['Lewis Carroll'] });
});

test('reads a title page where nothing is declared', () => {
  expect(
    identifyBook(NOTHING, [block('The Lamp'), block('by Ann Author'), block('A long day.')], 'x.txt'),
  ).toEqual({
    title: 'The Lamp',
    authors: ['Ann Author'],
  });
});

test('does not take the first words of a story for its title', () => {
  expect(
    identifyBook(NOTHING, [block('« Remontons-nous ?'), block('– Non !')], 'ile-mysterieuse.txt').title,
  ).toBe('Ile mysterieuse');
});

test('makes a title of a file name at worst', () => {
  expect(titleFromFileName('folder/the_old-house.fr.txt')).toBe('The old house');
});
