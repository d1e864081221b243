import type { BookDocument, Language } from '@visiobook/schema';
import { sentenceStarts } from './sentences.ts';
import { type Token, tokenise } from './tokens.ts';

/** A sentence as ranges of characters and of tokens (ends exclusive). */
export interface Sentence {
  start: number;
  end: number;
  firstToken: number;
  endToken: number;
  paragraph: number;
}

export interface Paragraph {
  start: number;
  end: number;
  firstToken: number;
  endToken: number;
  firstSentence: number;
  endSentence: number;
  chapter: number;
  /** A line of asterisks or the like: the author's own scene break. */
  isBreak: boolean;
}

export interface ChapterText {
  index: number;
  title: string | null;
  start: number;
  end: number;
  firstParagraph: number;
  endParagraph: number;
}

/** The book cut into chapters, paragraphs, sentences and tokens: what every stage reads. */
export interface BookText {
  language: Language;
  title: string;
  text: string;
  chapters: ChapterText[];
  paragraphs: Paragraph[];
  sentences: Sentence[];
  tokens: Token[];
  /** Number of tokens that are words. */
  words: number;
}

const PARAGRAPH_GAP = /\n[ \t]*\n\s*/g;
const LINE_GAP = /[ \t]*\n\s*/g;
const SENTENCE_END = /[.!?…][”’»"]?\s+(?=[\p{Lu}“‘«—])/gu;
/** A paragraph of more characters than this is no author's paragraph. */
const ENDLESS = 8000;
const BREAK_LINE = /^[\s*•·~#_⁂—–-]+$/u;

export function readBook(book: BookDocument): BookText {
  const result: BookText = {
    language: book.language,
    title: book.title,
    text: book.text,
    chapters: [],
    paragraphs: [],
    sentences: [],
    tokens: [],
    words: 0,
  };
  for (const { index, title, start, end } of book.chapters) {
    const firstParagraph = result.paragraphs.length;
    for (const range of paragraphRanges(book.text, start, Math.min(end, book.text.length)))
      addParagraph(result, range, index);
    result.chapters.push({
      index,
      title,
      start,
      end: Math.min(end, book.text.length),
      firstParagraph,
      endParagraph: result.paragraphs.length,
    });
  }
  for (const token of result.tokens) if (token.kind === 'word') result.words++;
  return result;
}

function* paragraphRanges(
  text: string,
  start: number,
  end: number,
): Generator<{ start: number; end: number }> {
  for (const range of split(text, start, end, PARAGRAPH_GAP)) {
    if (range.end - range.start < ENDLESS) yield range;
    // Text that came without blank lines: its lines are its paragraphs, and an endless line is cut at sentences.
    else
      for (const line of split(text, range.start, range.end, LINE_GAP)) {
        if (line.end - line.start < ENDLESS) yield line;
        else yield* cutAtSentences(text, line.start, line.end);
      }
  }
}

function* split(
  text: string,
  start: number,
  end: number,
  gap: RegExp,
): Generator<{ start: number; end: number }> {
  // Generators of this function nest with different patterns, so the position is kept here and not in the pattern.
  let from = start;
  while (from < end) {
    gap.lastIndex = from;
    const found = gap.exec(text);
    const to = found && found.index < end ? found.index : end;
    const trimmed = trimRange(text, from, to);
    if (trimmed.end > trimmed.start) yield trimmed;
    if (!found || found.index >= end) return;
    from = found.index + found[0].length;
  }
}

function* cutAtSentences(
  text: string,
  start: number,
  end: number,
): Generator<{ start: number; end: number }> {
  let from = start;
  while (end - from > ENDLESS / 2) {
    SENTENCE_END.lastIndex = from + ENDLESS / 4;
    const found = SENTENCE_END.exec(text);
    const to = found && found.index + 1 < end ? found.index + found[0].length : end;
    yield trimRange(text, from, to);
    from = to;
  }
  const rest = trimRange(text, from, end);
  if (rest.end > rest.start) yield rest;
}

function trimRange(text: string, start: number, end: number): { start: number; end: number } {
  let from = start;
  let to = end;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return { start: from, end: to };
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x202f || code === 0xfeff;
}

function addParagraph(book: BookText, range: { start: number; end: number }, chapter: number): void {
  const { text, language, tokens, sentences } = book;
  const isBreak = range.end - range.start < 60 && BREAK_LINE.test(text.slice(range.start, range.end));
  const firstToken = tokens.length;
  const firstSentence = sentences.length;
  const paragraph = book.paragraphs.length;
  if (!isBreak) {
    tokenise(text, range.start, range.end, language, tokens);
    const starts = sentenceStarts(text, tokens, firstToken, language);
    for (const [i, first] of starts.entries()) {
      const next = starts[i + 1] ?? tokens.length;
      sentences.push({
        start: tokens[first]!.start,
        end: tokens[next - 1]!.end,
        firstToken: first,
        endToken: next,
        paragraph,
      });
    }
  }
  book.paragraphs.push({
    ...range,
    firstToken,
    endToken: tokens.length,
    firstSentence,
    endSentence: sentences.length,
    chapter,
    isBreak,
  });
}
