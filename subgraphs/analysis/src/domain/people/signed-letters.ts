import type { Mention } from '../ports.ts';
import type { BookText, ChapterText } from '../text/book-text.ts';
import type { Draft } from './draft-people.ts';

const LETTER = /\b(?:letter|lettre)(?!\p{L})/iu;
/** A signature is a short paragraph among the last of a letter, with a name in it and hardly anything else. */
const LAST_PARAGRAPHS = 3;
const LONGEST_SIGNATURE = 6;

/**
 * Who wrote the chapters that are letters, by their signatures; one that bears none goes on with the writer of the letter
 * before it. Gives the "I" of each writer.
 */
export function signedLetters(
  book: BookText,
  drafts: readonly Draft[],
  told: readonly Mention[],
): Map<Draft, Mention[]> {
  const signed = new Map<number, Draft>();
  for (const draft of drafts) for (const { firstToken } of draft.spans) signed.set(firstToken, draft);
  const written = new Map<Draft, Mention[]>();
  let writer: Draft | undefined;
  for (const chapter of book.chapters) {
    writer = LETTER.test(chapter.title ?? '') ? (signatureOf(book, chapter, signed) ?? writer) : undefined;
    if (!writer) continue;
    const { start, end } = chapter;
    const own = told.filter((mention) => mention.start >= start && mention.start < end);
    written.set(writer, [...(written.get(writer) ?? []), ...own]);
  }
  return written;
}

function signatureOf(
  { paragraphs }: BookText,
  { firstParagraph, endParagraph }: ChapterText,
  signed: ReadonlyMap<number, Draft>,
): Draft | undefined {
  for (let p = endParagraph - 1; p >= Math.max(firstParagraph, endParagraph - LAST_PARAGRAPHS); p--) {
    const { firstToken, endToken } = paragraphs[p]!;
    if (endToken - firstToken > LONGEST_SIGNATURE) continue;
    for (let i = firstToken; i < endToken; i++) if (signed.has(i)) return signed.get(i);
  }
  return undefined;
}
