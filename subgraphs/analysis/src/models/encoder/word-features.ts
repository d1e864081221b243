import { straight } from '../lexis/word-key.ts';

/** What a word looks like, a number each; training/encoder/words.py has the same in the same order. */
export const SHAPES = 8;

const SHORTEST_PIECE = 2;
const LONGEST_PIECE = 5;
const UPPER = /^\p{Uppercase}/u;
const LETTERS = /\p{L}/gu;
const DIGIT = /\p{Nd}/u;
const LETTER_OR_NUMBER = /[\p{L}\p{N}]/u;

/** Rows of the table of pieces: every piece of 2 to 5 letters of "<word>", and the whole, once each. */
export function pieceRows(word: string, tableRows: number): number[] {
  const whole = `<${straight(word)}>`;
  const letters = [...whole];
  const pieces = new Set([whole]);
  for (let size = SHORTEST_PIECE; size <= LONGEST_PIECE; size++)
    for (let i = 0; i + size <= letters.length; i++) pieces.add(letters.slice(i, i + size).join(''));
  return Array.from(pieces, (piece) => fnv1a(piece) % tableRows);
}

export function wordShape(word: string, isFirst: boolean): number[] {
  const letters = word.match(LETTERS) ?? [];
  const isLong = [...word].length > 1;
  return [
    UPPER.test(word),
    letters.length >= 2 && letters.every((letter) => UPPER.test(letter)),
    DIGIT.test(word),
    !LETTER_OR_NUMBER.test(word),
    isLong && word.includes('-'),
    isLong && straight(word).includes("'"),
    isFirst,
    !isLong,
  ].map(Number);
}

/** FNV-1a over UTF-16 units. */
function fnv1a(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
