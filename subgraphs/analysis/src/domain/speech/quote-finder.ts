import type { SpeechFinder, SpeechSpan } from '../ports.ts';
import type { BookText, Paragraph } from '../text/book-text.ts';
import { type DraftSpan, frenchSpeech } from './french-speech.ts';
import { markedSpeech, quoteStyle } from './marked-speech.ts';

/** Finds direct speech by its marks: quotation marks of every kind and French dialogue dashes. */
export const quoteFinder: SpeechFinder = { find: findSpeech };

function findSpeech(book: BookText): SpeechSpan[] {
  const style = quoteStyle(book.text, book.language);
  const spans: SpeechSpan[] = [];
  let turn = -1;
  let open: string | null = null;
  for (const [index, paragraph] of book.paragraphs.entries()) {
    if (paragraph.isBreak) {
      open = null;
      continue;
    }
    const found: { spans: DraftSpan[]; open: string | null } =
      book.language === 'fr'
        ? frenchSpeech(book, paragraph, open)
        : markedSpeech(book, paragraph, style, open);
    let fresh = open === null;
    for (const draft of found.spans) {
      if (fresh || draft.newTurn) turn++;
      fresh = false;
      spans.push({
        start: draft.start,
        end: draft.end,
        paragraph: index,
        turn: Math.max(turn, 0),
        isLabel: isLabel(book, paragraph, draft),
      });
    }
    open = found.open;
  }
  return spans;
}

/** A few words in the middle of a sentence, with no mark of their own at the end, are named and not said. */
function isLabel(book: BookText, paragraph: Paragraph, { start, end, byDash }: DraftSpan): boolean {
  if (byDash || end - start > 40) return false;
  const inner = book.text.slice(start, end).trim();
  if (/[.,!?;:…—-]$/u.test(inner) || inner.split(/\s+/).length > 4) return false;
  const before = book.text.slice(Math.max(paragraph.start, start - 30), start);
  const after = book.text.slice(end, Math.min(paragraph.end, end + 3));
  return (
    /\p{L}[\s,]*[“‘"'«]\s*$/u.test(before) &&
    !/[,:]\s*[“‘"'«]\s*$/u.test(before) &&
    !/^[\s”’"'»]*$/u.test(after)
  );
}
