import { expect, test } from 'vitest';
import { parseHeading } from './heading.ts';

test.each([
  ['CHAPTER I. Down the Rabbit-Hole', 'chapter', 1, 'Down the Rabbit-Hole'],
  ['Chapter 12', 'chapter', 12, ''],
  ['CHAP IV. HIRAM’S BEDESMEN.', 'chapter', 4, 'HIRAM’S BEDESMEN.'],
  ['CHAPTER THE FIRST', 'chapter', 1, ''],
  ['STAVE ONE', 'chapter', 1, ''],
  ['Letter 4', 'chapter', 4, ''],
  ['CHAPITRE PREMIER', 'chapter', 1, ''],
  ['Première partie', 'part', 1, ''],
  ['IIe PARTIE', 'part', 2, ''],
  ['PART TWO: The Sea', 'part', 2, 'The Sea'],
  ['BOOK THE SECOND', 'book', 2, ''],
  ['/Chapter V./', 'chapter', 5, ''],
  ['— VII —', 'bare', 7, ''],
  ['I -- Au village', 'titled', 1, 'Au village'],
  ['Épilogue', 'named', null, ''],
])('reads %j as a %s', (line, rank, number, title) => {
  expect(parseHeading(line)).toMatchObject({ rank, number, title });
});

test.each([
  'I was born in the year 1632.',
  'One night—it was on the twentieth of March—I was walking home',
  'Part II, The Country of the Saints, deals much with the Mormon Church and its people.',
  'Chapter 3 was the longest of them all',
  'C. Dupont arriva le premier.',
  'The letter was signed by two of them.',
])('leaves the sentence %j alone', (line) => {
  expect(parseHeading(line)).toBeNull();
});
