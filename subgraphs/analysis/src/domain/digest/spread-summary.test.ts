import { describe, expect, it } from 'vitest';
import { bookOf } from '../../../test/book-of.ts';
import type { CharacterDraft, StoryContext, ToldSentence } from '../ports.ts';
import { summarise } from './spread-summary.ts';

const CLARA = 0;
const TOM = 1;
const PASSER_BY = 2;

function context(): StoryContext {
  const someone = (name: string, mentionCount: number) =>
    ({ name, spoken: name, mentionCount }) as CharacterDraft;
  const characters = [someone('Clara', 100), someone('Tom', 60), someone('a carter', 2)];
  const people = { characters, mentions: [], places: [] };
  return { book: bookOf('en', 'A book.'), people, speech: [], attributions: [] };
}

let at = 0;
function told(text: string, weight: number, ...named: number[]): ToldSentence {
  at += 100;
  return { text, weight, named, span: { start: at, end: at + 50 } };
}

const texts = (scenes: ToldSentence[][], limit: number) =>
  summarise(context(), scenes, limit).map(({ text }) => text);

describe('summarise', () => {
  it('takes its sentences from all parts of a book, the best of each, in order', () => {
    const scenes = Array.from({ length: 12 }, (_, i) => [
      told(`Clara does ${i}.`, i % 4 === 2 ? 0.9 : 0.5, CLARA),
      told(`Rain falls ${i}.`, 0.5),
    ]);
    expect(texts(scenes, 3)).toEqual(['Clara does 2.', 'Clara does 6.', 'Clara does 10.']);
  });

  it('prefers what the main characters do to what others do', () => {
    const scenes = [
      [told('A carter drives by.', 0.6, PASSER_BY), told('Clara shuts the mill.', 0.5, CLARA)],
      [told('Clara opens the mill.', 0.5, CLARA)],
    ];
    expect(texts(scenes, 2)).toEqual(['Clara shuts the mill.', 'Clara opens the mill.']);
  });

  it('names each main character, where that costs least', () => {
    const scenes = [
      [told('Clara shuts the mill.', 0.9, CLARA), told('Tom sleeps.', 0.2, TOM)],
      [told('Clara walks home.', 0.6, CLARA), told('Tom waits at the door.', 0.5, TOM)],
      [told('Clara opens the mill.', 0.9, CLARA)],
    ];
    expect(texts(scenes, 3)).toEqual([
      'Clara shuts the mill.',
      'Tom waits at the door.',
      'Clara opens the mill.',
    ]);
  });

  it('says nothing twice, and gives a single scene as it is', () => {
    const again = () => told('The bell rings.', 0.5);
    expect(texts([[again()], [again()]], 2)).toEqual(['The bell rings.']);
    expect(texts([[told('One.', 0.1), told('Two.', 0.9)]], 3)).toEqual(['One.', 'Two.']);
    expect(texts([], 3)).toEqual([]);
  });
});
