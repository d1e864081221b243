import { z } from 'zod';
import { Language } from './language.ts';

/** Half-open range of UTF-16 code units in a book's text: `text.slice(start, end)`. */
export const Span = z.object({ start: z.int().nonnegative(), end: z.int().nonnegative() });
export type Span = z.infer<typeof Span>;

/** One chapter: a titled span of the book's text. Chapters are in order and do not overlap. */
export const BookChapter = z.object({
  index: z.int().nonnegative(),
  title: z.string().nullable(),
  ...Span.shape,
});
export type BookChapter = z.infer<typeof BookChapter>;

/**
 * A book after ingestion, as storage keeps it and analysis reads it.
 *
 * `text` is clean prose: paragraphs are separated by one blank line (`\n\n`), lines inside a paragraph are
 * joined, licences, running headers and footnotes are gone, and an author's scene break is a paragraph `* * *`.
 */
export const BookDocument = z.object({
  title: z.string().min(1),
  authors: z.array(z.string()),
  language: Language,
  text: z.string().min(1),
  chapters: z.array(BookChapter).min(1),
});
export type BookDocument = z.infer<typeof BookDocument>;
