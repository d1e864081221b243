import { describe, expect, it } from 'vitest';
import { chapterHeading } from './chapter-heading.ts';

describe('chapterHeading', () => {
  it.each([
    ['CHAPTER IV. The Old Mill', 'The Old Mill'],
    ['Chapitre premier — UN SOIR D’HIVER', 'Un soir d’hiver'],
    ['XII', null],
    ['Chapter Seven', null],
    [null, null],
  ])('reads %j as %j', (title, heading) => expect(chapterHeading(title)).toBe(heading));
});
