import { PLACE_NOUNS } from '../../domain/lexicon/place-words.ts';
import { MOMENT_NOUNS } from '../../domain/lexicon/time-words.ts';
import { BORDER_CUES } from '../../domain/scenes/border-cues.ts';
import type { BookText, Sentence } from '../../domain/text/book-text.ts';
import { isContent } from '../../domain/text/content-words.ts';
import { GAP_WORDS } from './gap-lexicon.ts';
import { GapWindows } from './gap-windows.ts';

/** The reader of gaps that weights must have been trained with. */
export const FEATURES = 'gaps-1';
export const DENSE = 46;
/** Rows of the table that opening and closing words are hashed into. */
export const ROWS = 16_384;
const OPENING = 8;
const CLOSING = 8;

/** What there is to say about beginning a scene with a sentence. */
export interface GapFeatures {
  dense: Float32Array;
  /** Rows of the table. */
  rows: number[];
}

/** What a sentence says for itself, whatever stands around it. */
interface SentenceSigns {
  speech: number;
  opensSpeech: number;
  time: number;
  spans: number;
  places: number;
  pluperfect: number;
  first: number;
  third: number;
  present: number;
  words: number;
}

/** Reads a book once, then tells the features of the gap before any of its sentences. */
export function gapReader(book: BookText): (sentence: number) => GapFeatures {
  const signs = book.sentences.map((sentence) => signsOf(book, sentence));
  const windows = new GapWindows(book);
  const usual = windows.usual();
  return (at) => {
    const dense = new Float32Array(DENSE);
    let next = 0;
    const put = (value: number) => {
      dense[next++] = value;
    };
    const sentence = book.sentences[at]!;
    const cues = BORDER_CUES[book.language];
    const opening = book.text.slice(sentence.start, Math.min(sentence.start + 160, book.text.length));
    const own = book.text.slice(sentence.start, Math.min(sentence.end, sentence.start + 240));
    const last = book.sentences[at - 1];
    const lastText = last ? book.text.slice(Math.max(last.start, last.end - 240), last.end) : '';
    put(Number(cues.jump.test(opening)));
    put(Number(cues.time.test(opening)));
    put(Number(cues.move.test(own)));
    put(Number(cues.move.test(lastText)));
    put(Number(cues.heading.test(opening)));
    put(Number(cues.goesOn.test(opening)));
    put(signs[at]!.opensSpeech);
    put(signs[at - 1]?.opensSpeech ?? 0);
    put(signs[at]!.speech);
    put(signs[at - 1]?.speech ?? 0);
    put(Number(/[”"»’'][.!?]?$/u.test(lastText)));
    put(Number(/[!?][”"»’']?$/u.test(lastText)));
    put(Math.log1p(signs[at]!.words) / 3);
    put(Math.log1p(signs[at - 1]?.words ?? 0) / 3);
    put(Math.log1p(signs[at + 1]?.words ?? 0) / 3);
    put(Math.min(3, signs[at]!.time) / 2);
    put(Math.min(4, sum(signs, at, at + 3, 'time')) / 2);
    put(Math.min(4, sum(signs, at - 3, at, 'time')) / 2);
    put(Math.min(3, signs[at]!.spans) / 2);
    put(Math.min(4, sum(signs, at, at + 3, 'spans')) / 2);
    put(Math.min(3, signs[at]!.places) / 2);
    put(Math.min(5, sum(signs, at, at + 3, 'places')) / 3);
    put(Math.min(5, sum(signs, at - 3, at, 'places')) / 3);
    put(Math.min(3, sum(signs, at, at + 3, 'pluperfect')) / 2);
    put(Math.min(3, sum(signs, at - 3, at, 'pluperfect')) / 2);
    put(mean(signs, at - 8, at, 'speech'));
    put(mean(signs, at, at + 8, 'speech'));
    put(mean(signs, at - 3, at, 'speech'));
    put(mean(signs, at, at + 3, 'speech'));
    put(share(signs, at, at + 8, 'first') - share(signs, at - 8, at, 'first'));
    put(share(signs, at, at + 8, 'third') - share(signs, at - 8, at, 'third'));
    put(share(signs, at, at + 8, 'present') - share(signs, at - 8, at, 'present'));
    const { cohesion, names, places } = windows.around(sentence.firstToken);
    for (const [i, value] of cohesion.entries()) put(4 * (value - usual.cohesion[i]!));
    for (const [i, value] of names.entries()) put(2 * (value - usual.names[i]!));
    put(2 * (places - usual.places));
    const named = windows.namesIn(sentence);
    put(Math.min(2, named.length));
    put(
      named.length === 0
        ? 0
        : named.filter((name) => !windows.isNear(name, sentence.firstToken)).length / named.length,
    );
    const first = book.tokens
      .slice(sentence.firstToken, sentence.endToken)
      .find(({ kind }) => kind === 'word');
    const words = GAP_WORDS[book.language];
    put(Number(first !== undefined && words.third.has(first.lower)));
    put(Number(first !== undefined && words.first.has(first.lower)));
    put(Number(first !== undefined && words.articles.has(first.lower)));
    put(Number(first !== undefined && windows.isName(first.lower)));
    put(Number(book.language === 'fr'));
    put(last === undefined ? 0 : closes(book, last));
    return { dense, rows: rowsOf(book, at) };
  };
}

function signsOf(book: BookText, sentence: Sentence): SentenceSigns {
  const { language, tokens, text } = book;
  const own = text.slice(sentence.start, sentence.end);
  const opensSpeech = Number(BORDER_CUES[language].speech.test(own));
  const signs: SentenceSigns = {
    speech: Number(opensSpeech === 1 || /[“”«»"]/u.test(own)),
    opensSpeech,
    time: 0,
    spans: 0,
    places: 0,
    pluperfect: 0,
    first: 0,
    third: 0,
    present: 0,
    words: 0,
  };
  const lists = GAP_WORDS[language];
  for (let i = sentence.firstToken; i < sentence.endToken; i++) {
    const { lower, kind } = tokens[i]!;
    if (kind !== 'word') continue;
    signs.words++;
    signs.time += strongest(MOMENT_NOUNS[language].time.get(lower));
    signs.places += strongest(PLACE_NOUNS[language].get(lower));
    if (lists.spans.has(lower)) signs.spans++;
    if (lists.pluperfect.has(lower)) signs.pluperfect++;
    if (lists.first.has(lower)) signs.first++;
    if (lists.third.has(lower)) signs.third++;
    if (lists.present.has(lower)) signs.present++;
  }
  return signs;
}

function strongest(senses: readonly { weight: number }[] | undefined): number {
  return senses?.reduce((most, { weight }) => Math.max(most, weight), 0) ?? 0;
}

function sum(signs: readonly SentenceSigns[], from: number, to: number, key: keyof SentenceSigns): number {
  let total = 0;
  for (let i = Math.max(0, from); i < Math.min(signs.length, to); i++) total += signs[i]![key];
  return total;
}

function mean(signs: readonly SentenceSigns[], from: number, to: number, key: keyof SentenceSigns): number {
  const count = Math.min(signs.length, to) - Math.max(0, from);
  return count > 0 ? sum(signs, from, to, key) / count : 0;
}

/** How many of the words of a stretch are of a kind, ten times over. */
function share(signs: readonly SentenceSigns[], from: number, to: number, key: keyof SentenceSigns): number {
  return (10 * sum(signs, from, to, key)) / Math.max(10, sum(signs, from, to, 'words'));
}

function closes({ tokens, language }: BookText, { firstToken, endToken }: Sentence): number {
  let found = 0;
  for (let i = Math.max(firstToken, endToken - 12); i < endToken; i++)
    if (GAP_WORDS[language].closing.has(tokens[i]!.lower)) found = 1;
  return found;
}

/** The first words of the sentence with their neighbours, and what words the one before ends with. */
function rowsOf(book: BookText, at: number): number[] {
  const { tokens, language, sentences } = book;
  const { firstToken, endToken } = sentences[at]!;
  const rows: number[] = [];
  let before = '^';
  for (let i = firstToken, place = 0; i < endToken && place < OPENING; i++) {
    const { kind, capital, opens, lower } = tokens[i]!;
    if (kind === 'mark' && !/[“"«—–]/u.test(lower)) continue;
    const word = kind === 'number' ? '0' : capital && !opens ? 'Name' : lower;
    rows.push(row(`${language} o ${place < 2 ? place : 'x'} ${word}`));
    if (place < 5) rows.push(row(`${language} p ${before} ${word}`));
    before = word;
    place++;
  }
  const last = sentences[at - 1];
  if (last)
    for (let i = Math.max(last.firstToken, last.endToken - CLOSING); i < last.endToken; i++) {
      const token = tokens[i]!;
      if (isContent(token, language) && !token.capital) rows.push(row(`${language} c ${token.lower}`));
    }
  return rows;
}

/** FNV-1a over UTF-16 units, mixed once more because its low bits are poor. */
function row(key: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) value = Math.imul(value ^ key.charCodeAt(i), 0x01000193);
  value ^= value >>> 15;
  value = Math.imul(value, 0x2c1b3c6d);
  value ^= value >>> 13;
  return (value >>> 0) % ROWS;
}
