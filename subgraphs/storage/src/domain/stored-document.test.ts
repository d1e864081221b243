import { expect, it } from 'vitest';
import { countWords, summariseChapters } from './stored-document.ts';

it.each([
  ['', 0],
  ['— * * * …', 0],
  ['The well-known rabbit’s watch.', 4],
  ["L'été, aujourd'hui : trois mots ?", 4],
  ['in 1865, chapter 2', 4],
])('counts the words of %j', (text, words) => {
  expect(countWords(text)).toBe(words);
});

it('gives each chapter its own length', () => {
  const text = 'One two three.\n\nFour five.';
  const chapters = [
    { index: 0, title: 'I', start: 0, end: 14 },
    { index: 1, title: null, start: 16, end: 26 },
  ];
  expect(summariseChapters({ title: 'T', authors: [], language: 'en', text, chapters })).toEqual([
    { index: 0, title: 'I', wordCount: 3 },
    { index: 1, title: null, wordCount: 2 },
  ]);
});
