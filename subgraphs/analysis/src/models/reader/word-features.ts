import { straight } from '../lexis/word-key.ts';

/** What a word looks like, a number each; training/encoder/words.py has the same in the same order. */
export const SHAPES = 8;

const SHORTEST_PIECE = 2;
const LONGEST_PIECE = 5;
const NOTHING = 0x811c9dc5;
const UPPER = /^\p{Uppercase}/u;
const LETTERS = /\p{L}/gu;
const DIGIT = /\p{Nd}/u;
const LETTER_OR_NUMBER = /[\p{L}\p{N}]/u;

/** Rows of the table of pieces: every piece of 2 to 5 letters of "<word>", and the whole, once each. */
export function pieceRows(word: string, tableRows: number): number[] {
  const whole = `<${straight(word)}>`;
  const letters = [...whole];
  const pieces = new Set([fnv1a(whole)]);
  for (let first = 0; first < letters.length; first++) {
    let piece = NOTHING;
    for (let size = 1; size <= LONGEST_PIECE && first + size <= letters.length; size++) {
      piece = fnv1a(letters[first + size - 1]!, piece);
      if (size >= SHORTEST_PIECE) pieces.add(piece);
    }
  }
  return Array.from(pieces, (piece) => piece % tableRows);
}

export function wordShape(word: string): number[] {
  const letters = word.match(LETTERS) ?? [];
  const isLong = [...word].length > 1;
  return [
    UPPER.test(word),
    letters.length >= 2 && letters.every((letter) => UPPER.test(letter)),
    DIGIT.test(word),
    !LETTER_OR_NUMBER.test(word),
    isLong && word.includes('-'),
    isLong && straight(word).includes("'"),
    // Once: whether it is the first of its sentence, which the words around it say by now.
    false,
    !isLong,
  ].map(Number);
}

/** FNV-1a over UTF-16 units; a longer piece goes on from the hash of what it begins with. */
function fnv1a(text: string, begun = NOTHING): number {
  let value = begun;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
