import type { BookText, Paragraph } from '../text/book-text.ts';

const SHORT_LINE = 52;
const VERY_SHORT = 30;

/** Marks the tokens that stand aside from the story's here and now: verse, and whatever is in parentheses. */
export function asideMask({ tokens, paragraphs, text }: BookText): Uint8Array {
  const aside = new Uint8Array(tokens.length);
  for (const paragraph of paragraphs) {
    const verse = isVerse(text, paragraph);
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
