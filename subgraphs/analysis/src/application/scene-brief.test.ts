import { describe, expect, it } from 'vitest';
import { looksBy } from './scene-brief.ts';

function said(chapterIndex: number, look: string) {
  return {
    chapterIndex,
    looks: [look],
    traits: [],
    span: { start: chapterIndex * 100, end: chapterIndex * 100 + 9 },
  };
}

describe('looksBy', () => {
  const looks = ['red hair', 'blue dress', 'black dress'];
  const portraits = [said(0, 'blue dress'), said(0, 'red hair'), said(3, 'black dress'), said(4, 'red hair')];

  it('puts what was said last before a scene first, and what is only said later last', () => {
    expect(looksBy(1, looks, portraits)).toEqual(['red hair', 'blue dress', 'black dress']);
    expect(looksBy(3, looks, portraits)).toEqual(['black dress', 'red hair', 'blue dress']);
  });

  it('keeps the order of looks of which no sentence is known', () => {
    expect(looksBy(2, looks, [])).toEqual(looks);
  });
});
