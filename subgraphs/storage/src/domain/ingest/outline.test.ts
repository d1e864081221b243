import { describe, expect, test } from 'vitest';
import { PROSE, PROSE_FR } from '../../../test/fixtures/temporary-book.ts';
import { stripApparatus } from './apparatus.ts';
import { outline } from './outline.ts';
import { layOutText } from './text-layout.ts';
import { sectionText } from './write-document.ts';

/** Chapters of a plain text: titles and prose. */
function chapters(text: string, title = 'A Book'): [string | null, string][] {
  const sections = outline(layOutText(stripApparatus(text.split('\n'))), title);
  return sections.map((section) => [section.title, sectionText(section.blocks)]);
}

const titles = (text: string, title?: string) => chapters(text, title).map(([name]) => name);
/** Prose wrapped at seventy columns, as old text files are. */
const wrapped = (text: string) => text.replace(/(.{50,70}) /g, '$1\n');
const LONG = wrapped(`${PROSE} ${PROSE} ${PROSE}`);

describe('chapters', () => {
  test('have their titles on the line of the number or below it', () => {
    expect(titles(`CHAPTER I. The Sea\n\n${LONG}\n\nCHAPTER II. The Shore\n\n${LONG}`)).toEqual([
      'CHAPTER I. The Sea',
      'CHAPTER II. The Shore',
    ]);
    expect(titles(`CHAPTER I.\n\nThe Sea\n\n${LONG}\n\nCHAPTER II.\n\nThe Shore\n\n${LONG}`)).toEqual([
      'CHAPTER I. The Sea',
      'CHAPTER II. The Shore',
    ]);
  });

  test('may be bare numbers, and a number in the prose is none', () => {
    const text = `I\n\n${LONG}\n\n1842\n\n${LONG}\n\nII\n\n${LONG}\n\nIII\n\n${LONG}`;
    expect(titles(text)).toEqual(['I', 'II', 'III']);
    expect(chapters(text)[0]?.[1]).toContain('1842');
  });

  test('are joined to their part where the parts count anew', () => {
    const part = (name: string) => `${name}\n\nChapter 1\n\n${LONG}\n\nChapter 2\n\n${LONG}\n\n`;
    expect(titles(part('PART ONE') + part('PART TWO'))).toEqual([
      'PART ONE — Chapter 1',
      'PART ONE — Chapter 2',
      'PART TWO — Chapter 1',
      'PART TWO — Chapter 2',
    ]);
  });

  test('keep plain titles where numbers run on through the parts', () => {
    const text = `PART ONE\n\nChapter 1\n\n${LONG}\n\nPART TWO\n\nChapter 2\n\n${LONG}`;
    expect(titles(text)).toEqual(['Chapter 1', 'Chapter 2']);
  });

  test('are not made of the lines of a table of contents', () => {
    const contents =
      'CONTENTS\n\nCHAPTER I. The Sea  1\nCHAPTER II. The Shore  9\nCHAPTER III. The Hill  17\n\n';
    const body = ['I. The Sea', 'II. The Shore', 'III. The Hill']
      .map((title) => `CHAPTER ${title}\n\n${LONG}\n\n`)
      .join('');
    expect(titles(contents + body)).toEqual([
      'CHAPTER I. The Sea',
      'CHAPTER II. The Shore',
      'CHAPTER III. The Hill',
    ]);
    expect(chapters(contents + body)[0]?.[1].startsWith('It was the hour')).toBe(true);
  });

  test('of a table without numbers are found again in the text', () => {
    const names = ['The Red Boat', 'The Blue Door', 'The Last Lamp'];
    const text = `Contents\n\n${names.join('\n')}\n\n${names.map((name) => `${name}\n\n${LONG}`).join('\n\n')}`;
    expect(titles(text)).toEqual(names);
  });

  test('of a collection hold their numbered sections as scenes', () => {
    const story = (number: string, name: string, body: string) => `${number}. ${name}\n\n${body}\n\n`;
    const text =
      story('I', 'A SCANDAL', `I.\n\n${LONG}\n\nII.\n\n${LONG}`) +
      story('II', 'THE LEAGUE', LONG) +
      story('III', 'THE CASE', LONG);
    expect(titles(text)).toEqual(['I. A SCANDAL', 'II. THE LEAGUE', 'III. THE CASE']);
    expect(chapters(text)[0]?.[1]).toContain('\n\n* * *\n\n');
  });

  test('include a titled preface and leave the title page out', () => {
    const text = `A BOOK\n\nby Ann Author\n\nLondon, 1870\n\nPREFACE\n\n${LONG}\n\nCHAPTER I\n\n${LONG}\n\nCHAPTER II\n\n${LONG}\n\nTHE END`;
    expect(titles(text)).toEqual(['PREFACE', 'CHAPTER I', 'CHAPTER II']);
    expect(chapters(text).at(-1)?.[1].endsWith('in the world.')).toBe(true);
  });

  test('are one when nothing divides the book', () => {
    expect(chapters(`A BOOK\n\n${LONG}`)).toEqual([[null, `${PROSE} ${PROSE} ${PROSE}`]]);
  });

  test('are told by rare gaps in a long book without headings', () => {
    const chapter = `${Array(20).fill(PROSE_FR).join('\n')}\n`;
    expect(titles(Array(8).fill(chapter).join('\n'))).toHaveLength(8);
  });
});

describe('French chapters', () => {
  test('are found in a file without blank lines', () => {
    const body = wrapped(PROSE_FR);
    const text = [
      'Première partie',
      'Prologue',
      body,
      'Chapitre 1',
      'La cabane',
      body,
      'Chapitre 2',
      'Le bois',
      body,
    ].join('\n');
    expect(titles(text)).toEqual(['Prologue', 'Chapitre 1. La cabane', 'Chapitre 2. Le bois']);
  });

  test('name the first part after the second when only that one is in the text', () => {
    const text = `I\n\n${LONG}\n\nII\n\n${LONG}\n\nDEUXIÈME PARTIE\n\nI\n\n${LONG}\n\nII\n\n${LONG}`;
    expect(titles(text)).toEqual([
      'PREMIÈRE PARTIE — I',
      'PREMIÈRE PARTIE — II',
      'DEUXIÈME PARTIE — I',
      'DEUXIÈME PARTIE — II',
    ]);
  });
});

describe('paragraphs', () => {
  test('are joined from hard-wrapped lines, without italics, footnotes and illustrations', () => {
    const text = `The _old_ house[12] stood on the hill above the town, and for a\nhundred years nobody had lived in it.\n\n[Illustration: The house,\nby night]\n\n${LONG}\n\n[Footnote 12: It burned down.]`;
    expect(chapters(text)[0]?.[1]).toBe(
      `The old house stood on the hill above the town, and for a hundred years nobody had lived in it.\n\n${PROSE} ${PROSE} ${PROSE}`,
    );
  });

  test('keep the lines of verse apart', () => {
    const verse = '    Fifteen men on the chest\n    Yo-ho-ho, and a bottle\n    Drink and be merry';
    expect(chapters(`${LONG}\n\n${verse}\n\n${LONG}`)[0]?.[1]).toContain(
      'chest\n\nYo-ho-ho, and a bottle\n\nDrink',
    );
  });

  test.each(['* * *', '***', '⁂', '—————', '       *       *       *'])(
    'take %j for a scene break',
    (rule) => {
      expect(chapters(`${LONG}\n\n${rule}\n\n${LONG}`)[0]?.[1].split('\n\n')).toHaveLength(3);
      expect(chapters(`${LONG}\n\n${rule}\n\n${LONG}`)[0]?.[1]).toContain('\n\n* * *\n\n');
    },
  );

  test('of a French dialogue without blank lines begin with their dash', () => {
    const text = `${wrapped(PROSE_FR)}\n– Venez-vous ?\n– Oui, dit-elle.\n${wrapped(PROSE_FR)}`;
    expect(chapters(text)[0]?.[1].split('\n\n')).toEqual([
      PROSE_FR,
      '– Venez-vous ?',
      '– Oui, dit-elle.',
      PROSE_FR,
    ]);
  });

  test('that a page cut in two are whole again', () => {
    const text = `${LONG}\n\nNobody knew why the dinner had been kept waiting on the stove\n\n\nuntil it was cold.\n\n${LONG}`;
    expect(chapters(text)[0]?.[1]).toContain('on the stove until it was cold.');
  });
});
