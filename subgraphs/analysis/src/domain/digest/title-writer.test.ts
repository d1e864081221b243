import { describe, expect, it } from 'vitest';
import { documentOf } from '../../../test/book-of.ts';
import { analyseBook } from '../analyse-book.ts';

function titles(language: 'en' | 'fr', headings: string[], chapters: string[]): string[] {
  const book = documentOf(language, ...chapters);
  const named = book.chapters.map((chapter, i) => ({ ...chapter, title: headings[i]! }));
  const steps = analyseBook({ ...book, chapters: named });
  let next = steps.next();
  while (!next.done) next = steps.next();
  return next.value.scenes.map(({ title }) => title);
}

describe('ruleTitleWriter', () => {
  it('opens a chapter with its heading, and names later scenes by who is there and what they turn on', () => {
    const one = 'Clara walked to the mill. Tom opened the door for Clara.';
    const two =
      'Clara took the lantern. Tom asked Clara for the lantern, and Clara gave Tom the lantern. Tom put the lantern down.';
    expect(titles('en', ['CHAPTER I. THE OLD MILL'], [`${one}\n\n* * *\n\n${two}`])).toEqual([
      'The Old Mill',
      expect.stringMatching(/^(?:Clara and Tom|Tom and Clara) — the lantern$/),
    ]);
  });

  it('keeps « la » whole before an aspirated h, and shortens it before a vowel', () => {
    const hut = 'Luc entra dans la hutte. Luc aimait la hutte. La hutte était froide et Luc quitta la hutte.';
    expect(titles('fr', ['I', 'II'], [hut, hut.replaceAll('la hutte', 'une épée')]).join()).toMatch(
      /la hutte.*l’épée/,
    );
  });
});
