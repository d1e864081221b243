import type { Language } from '@visiobook/schema';

/** Rows of the embedding table, by what is hashed into them. Row 0 stands for a bag that has nothing in it. */
export const ROWS = { word: 32_768, pair: 32_768, piece: 32_768 } as const;
export const TABLE_ROWS = ROWS.word + ROWS.pair + ROWS.piece;
/** The three bags of a sentence: its words, pairs of neighbours, and pieces of words. */
export const BAGS = 3;

/** Sentences longer than this say no more about their mood with more words. */
const MOST_WORDS = 120;
const SHORTEST_PIECE = 3;
const LONGEST_PIECE = 5;
const WORD = /[\p{L}\p{M}]+|[!?]+|\.{3}|…|\p{Extended_Pictographic}/gu;

/** Rows of the table for each bag of one sentence. */
export type SentenceFeatures = [words: number[], pairs: number[], pieces: number[]];

/** The words the model sees: lower case, apostrophes and hyphens as borders, exclamations and questions kept. */
export function modelWords(text: string): string[] {
  const found = text.toLowerCase().match(WORD) ?? [];
  return found.length > MOST_WORDS ? found.slice(0, MOST_WORDS) : found;
}

/** Hashes sentences of one language; pieces of words are looked up once a word. */
export function featureReader(language: Language): (text: string) => SentenceFeatures {
  const known = new Map<string, { row: number; pieces: number[] }>();
  return (text) => {
    const words: number[] = [];
    const pairs: number[] = [];
    const pieces: number[] = [];
    let before = '';
    for (const word of modelWords(text)) {
      let entry = known.get(word);
      if (!entry) {
        entry = { row: wordRow(word, language), pieces: pieceRows(word) };
        known.set(word, entry);
      }
      words.push(entry.row);
      for (const piece of entry.pieces) pieces.push(piece);
      pairs.push(ROWS.word + (hash(`${language} ${before} ${word}`) % ROWS.pair));
      before = word;
    }
    if (pieces.length === 0) pieces.push(0);
    if (words.length === 0) {
      words.push(0);
      pairs.push(0);
    }
    return [words, pairs, pieces];
  };
}

/** Words of the two languages have rows of their own: "pain" is bread in one of them. */
export function wordRow(word: string, language: Language): number {
  return 1 + (hash(`${language}:${word}`) % (ROWS.word - 1));
}

/** Pieces are shared between the languages, so that "horreur" knows something of "horror". */
function pieceRows(word: string): number[] {
  if (word.length < SHORTEST_PIECE) return [];
  const framed = `<${unaccented(word)}>`;
  const rows: number[] = [];
  for (let size = SHORTEST_PIECE; size <= LONGEST_PIECE; size++)
    for (let i = 0; i + size <= framed.length; i++)
      rows.push(ROWS.word + ROWS.pair + (hash(framed.slice(i, i + size)) % ROWS.piece));
  return rows;
}

function unaccented(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '');
}

/** FNV-1a over UTF-16 units, mixed once more because its low bits are poor. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value ^= value >>> 15;
  value = Math.imul(value, 0x2c1b3c6d);
  value ^= value >>> 13;
  return value >>> 0;
}
