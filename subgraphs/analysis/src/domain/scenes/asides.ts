import type { BookText, Paragraph } from '../text/book-text.ts';

const SHORT_LINE = 52;
const VERY_SHORT = 30;

const KNOWN = new WeakMap<BookText, Uint8Array>();

/** The aside mask of a book, made once. */
export function asides(book: BookText): Uint8Array {
  const mask = KNOWN.get(book) ?? asideMask(book);
  KNOWN.set(book, mask);
  return mask;
}

/** Marks the tokens that stand aside from the story's here and now: verse, and whatever is in parentheses. */
function asideMask({ tokens, paragraphs, text }: BookText): Uint8Array {
  const aside = new Uint8Array(tokens.length);
  const lines = verseLines(text, paragraphs);
  for (const [p, paragraph] of paragraphs.entries()) {
    const verse = lines[p] === 1 || isVerse(text, paragraph);
    let open = false;
    for (let i = paragraph.firstToken; i < paragraph.endToken; i++) {
      const mark = tokens[i]!.text;
      if (mark === '(') open = true;
      if (verse || open) aside[i] = 1;
      if (mark === ')') open = false;
    }
  }
  return aside;
}

/** Three short lines or more that begin with capitals, or are very short: wrapped prose fills its lines. */
export function isVerse(text: string, { start, end }: Pick<Paragraph, 'start' | 'end'>): boolean {
  const lines = text
    .slice(start, end)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  if (lines.length < 3 || lines.some((line) => line.length > SHORT_LINE)) return false;
  const mean = lines.reduce((sum, line) => sum + line.length, 0) / lines.length;
  if (lines.length >= 5 && mean < VERY_SHORT) return true;
  return lines.filter((line) => /^[^\p{L}]*\p{Lu}/u.test(line)).length >= lines.length * 0.6;
}

/** Marks paragraphs of one short line in runs of three or more: verse whose lines were set apart. */
function verseLines(text: string, paragraphs: readonly Paragraph[]): Uint8Array {
  const found = new Uint8Array(paragraphs.length);
  let from = 0;
  for (let i = 0; i <= paragraphs.length; i++) {
    const line = paragraphs[i] ? text.slice(paragraphs[i]!.start, paragraphs[i]!.end) : '';
    // Short lines that open with a mark of speech are talk.
    const goesOn = line.length > 0 && line.length <= SHORT_LINE && (i === from || !/^[“«"—–-]/u.test(line));
    if (goesOn) continue;
    if (i - from >= 3 && endsOpen(text, paragraphs.slice(from, i))) found.fill(1, from, i);
    from = line.length <= SHORT_LINE && line ? i : i + 1;
  }
  return found;
}

/** Lines of verse mostly end within a sentence. */
function endsOpen(text: string, lines: readonly Paragraph[]): boolean {
  const open = lines.filter(({ end }) => !/[.!?…”’"»*]/u.test(text[end - 1]!)).length;
  return open >= lines.length * 0.5;
}
