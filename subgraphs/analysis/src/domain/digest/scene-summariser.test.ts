import { describe, expect, it } from 'vitest';
import { documentOf } from '../../../test/book-of.ts';
import { analyseBook } from '../analyse-book.ts';

function digests(language: 'en' | 'fr', ...chapters: string[]): string[][] {
  const steps = analyseBook(documentOf(language, ...chapters));
  let next = steps.next();
  while (!next.done) next = steps.next();
  return next.value.scenes.map(({ digest }) => digest.map(({ text }) => text));
}

const SCENE = [
  'Clara walked down to the old mill by the river with a lantern. (Nobody had gone there since the flood carried the miller away.)',
  '“Is anyone there?” said Clara.',
  'Over the hill\nAnd under the hill,\nThe miller went still',
  'Tom opened the door of the mill and laughed at Clara. “Come in,” said Tom.',
  'Then Clara lifted the lantern. Just then her foot slipped on the wet stone.',
].join('\n\n');

describe('extractiveSummariser', () => {
  it('tells a scene by what its people do, without talk, verse or parentheses', () => {
    const [told] = digests('en', SCENE);
    const text = told!.join(' ');
    expect(told!.length).toBeGreaterThanOrEqual(2);
    expect(text).toContain('Clara walked down to the old mill');
    expect(text).not.toMatch(/[“”(]|Nobody|hill/);
  });

  it('names whom a pronoun means', () => {
    const told = digests(
      'en',
      'Clara came to the mill. Just then her foot slipped on the wet stone of the old mill by the river.',
      SCENE,
    );
    expect(told[0]!.join(' ')).toContain('Just then Clara’s foot slipped');
  });

  it('leaves a pronoun alone that may mean either of two', () => {
    const told = digests(
      'en',
      'Clara came to the mill with Anne. Just then her foot slipped on the wet stone of the old mill by the river.',
      `${SCENE} “Hush,” said Anne.`,
    );
    expect(told[0]!.join(' ')).not.toContain('Clara’s foot');
  });

  it('leaves an impersonal « il » alone', () => {
    const told = digests(
      'fr',
      'Jacques entra dans la cour du moulin. Jacques posa la lanterne de Jacques sur le mur. Il est vrai que Jacques avait froid dans la cour.',
    );
    expect(told[0]!.join(' ')).not.toContain('Jacques est vrai');
  });

  it('keeps the film of a long book short', () => {
    const chapters = Array.from({ length: 120 }, () => SCENE);
    const told = digests('en', ...chapters);
    expect(told.length).toBeGreaterThanOrEqual(120);
    expect(told.every((sentences) => sentences.length === 1)).toBe(true);
    expect(told.flat().join(' ').split(/\s+/).length).toBeLessThanOrEqual(1700);
  });

  it('sums a scene up whole, however many scenes share the film', () => {
    const steps = analyseBook(documentOf('en', ...Array.from({ length: 120 }, () => SCENE)));
    let next = steps.next();
    while (!next.done) next = steps.next();
    const [{ summarySentences, visualPrompt }] = next.value.scenes as [(typeof next.value.scenes)[0]];
    expect(summarySentences.length).toBeGreaterThanOrEqual(2);
    expect(summarySentences.map(({ text }) => text).join(' ')).toContain('Clara walked down to the old mill');
    expect(visualPrompt).toMatch(/Clara.*: Clara walked|Clara.*: Tom opened|Clara.*: Then Clara/);
  });
});
