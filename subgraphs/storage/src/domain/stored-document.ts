import type { BookDocument, Language } from '@visiobook/schema';

/** What storage knows of a book without opening its text. */
export interface StoredDocument {
  id: string;
  fileId: string;
  title: string;
  authors: string[];
  language: Language;
  wordCount: number;
  chapters: ChapterSummary[];
  /** Where the whole {@link BookDocument} lies, as JSON. */
  bodySha256: string;
  bodyBytes: number;
  createdAt: Date;
}

export interface ChapterSummary {
  index: number;
  title: string | null;
  wordCount: number;
}

/** Counts what a reader would call words: runs of letters or digits, with inner apostrophes and hyphens. */
export function countWords(text: string): number {
  let words = 0;
  for (const _ of text.matchAll(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)) words++;
  return words;
}

/** The chapters of a book with their lengths. */
export function summariseChapters({ text, chapters }: BookDocument): ChapterSummary[] {
  return chapters.map(({ index, title, start, end }) => ({
    index,
    title,
    wordCount: countWords(text.slice(start, end)),
  }));
}
