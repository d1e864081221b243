import { describe, expect, it } from 'vitest';
import { endCard, titleCard } from '../domain/title-cards.ts';
import { drawnBox } from './rasterise.ts';
import { captionBitmap, chapterBitmap, escapeXml, fitted, type TextBitmap, wrapWords } from './typeset.ts';

const LONG = 'The Surprising Voyages & Adventures of a Most Unlucky Sailor who was Cast Away '
  .repeat(3)
  .trim();
const WORD = 'Anticonstitutionnellement'.repeat(8);
const FILMS = [
  { width: 1280, height: 720 },
  { width: 720, height: 1280 },
  { width: 720, height: 720 },
];
const TYPE = { wrap: wrapWords, fit: fitted, escape: escapeXml };

describe('wrapWords', () => {
  it('keeps every word in as many lines as are wanted', () => {
    const lines = wrapWords(LONG, 26, 4);
    expect(lines.length).toBeLessThanOrEqual(4);
    expect(lines.join(' ')).toBe(LONG);
    expect(wrapWords(WORD, 20, 3).join('')).toBe(WORD);
    expect(wrapWords('', 20, 3)).toEqual([]);
  });
});

describe.each(FILMS)('text in a film of $width by $height', (film) => {
  it.each([LONG, WORD, 'Alice'])('keeps cards inside the picture: %#', (title) => {
    const authors = Array.from({ length: 9 }, (_, i) => `Author Number ${i} of a Very Long Name`);
    const book = { title, authors, language: 'en' as const };
    for (const svg of [titleCard(book, film, TYPE), endCard(book, film, TYPE)]) {
      const words = svg.replace(/<(?:rect|circle|path)[^>]*\/>/g, '');
      const box = drawnBox(words)!;
      expect(box.x).toBeGreaterThan(film.width * 0.08);
      expect(box.x + box.width).toBeLessThan(film.width * 0.92);
      expect(box.y).toBeGreaterThan(film.height * 0.08);
      expect(box.y + box.height).toBeLessThan(film.height * 0.93);
    }
  });

  it.each([LONG, WORD])('keeps chapter titles and captions inside the picture: %#', (text) => {
    for (const bitmap of [chapterBitmap(text, film), captionBitmap([WORD, text], film)]) {
      const [left, right] = inkColumns(bitmap);
      expect(left).toBeGreaterThan(0);
      expect(right).toBeLessThan(film.width - 1);
      expect(bitmap.y + bitmap.height).toBeLessThanOrEqual(film.height);
    }
  });
});

/** The first and the last column of the film where something bright is drawn. */
function inkColumns({ x, width, luma, alpha }: TextBitmap): [number, number] {
  const columns = Array.from(luma, (value, i) =>
    value > 200 && alpha[i]! > 200 ? x + (i % width) : -1,
  ).filter((column) => column >= 0);
  return [columns.reduce((a, b) => Math.min(a, b)), columns.reduce((a, b) => Math.max(a, b))];
}
