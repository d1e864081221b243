import type { BookDocument, Language } from '@visiobook/schema';
import { type BookText, readBook } from '../src/domain/text/book-text.ts';

/** A document of the given chapters, for tests. */
export function documentOf(language: Language, ...chapters: string[]): BookDocument {
  let text = '';
  const spans = chapters.map((chapter, index) => {
    const start = text.length;
    text += `${chapter}\n\n`;
    return { index, title: `Chapter ${index + 1}`, start, end: text.length };
  });
  return { title: 'A Test', authors: [], language, text, chapters: spans };
}

export function bookOf(language: Language, ...chapters: string[]): BookText {
  return readBook(documentOf(language, ...chapters));
}
