import { readFile, stat } from 'node:fs/promises';
import type { BookDocument } from '@visiobook/schema';
import { readEpub } from '../../readers/epub-reader.ts';
import { readPdf } from '../../readers/pdf-reader.ts';
import { readText } from '../../readers/text-reader.ts';
import type { BookDraft } from './block.ts';
import { identifyBook } from './book-identity.ts';
import { type BookLimits, DEFAULT_BOOK_LIMITS, inMegabytes } from './book-limits.ts';
import { BookRefused } from './book-refused.ts';
import { detectLanguage } from './detect-language.ts';
import { outline } from './outline.ts';
import { quietTitle } from './quiet-title.ts';
import { type BookMedia, sniffMedia } from './sniff-media.ts';
import { writeDocument } from './write-document.ts';

export interface ReadBookInput {
  readonly path: string;
  /** As the person named it: used for refusals and, at worst, as the title. */
  readonly fileName: string;
  readonly mediaType: string;
  readonly limits?: Partial<BookLimits>;
}

/**
 * Reads a TXT, EPUB or PDF file into a document of clean prose with chapters.
 * This is the one file of the domain that names the readers: it is what a worker thread runs, whole.
 *
 * @throws {BookRefused} when the file is not a book that can be read, with a sentence for its owner.
 */
export async function readBook(input: ReadBookInput): Promise<BookDocument> {
  const limits = { ...DEFAULT_BOOK_LIMITS, ...input.limits };
  const bytes = await loadFile(input.path, limits);
  const media = sniffMedia(bytes.subarray(0, 4_096), input.fileName, input.mediaType);
  const draft = await READERS[media](bytes, limits);
  const identity = identifyBook(draft.metadata, draft.blocks, input.fileName);
  const sections = outline(draft.blocks, identity.title);
  const document = writeDocument({ ...identity, language: 'en' }, sections);
  if (!/\p{L}/u.test(document.text)) throw noText(media);
  const language = detectLanguage(document.text, draft.metadata.language);
  if (language === null) {
    throw new BookRefused(
      'UNSUPPORTED_MEDIA',
      'This book does not seem to be in French or in English, the two languages that are accepted.',
    );
  }
  return { ...document, language, title: quietTitle(document.title, language, document.text) };
}

const READERS: Record<BookMedia, (bytes: Buffer, limits: BookLimits) => Promise<BookDraft> | BookDraft> = {
  text: (bytes, limits) => {
    if (bytes.length > limits.textBytes) throw tooLarge(bytes.length, limits.textBytes);
    return readText(bytes);
  },
  epub: readEpub,
  pdf: readPdf,
};

async function loadFile(path: string, limits: BookLimits): Promise<Buffer> {
  const { size } = await stat(path);
  if (size === 0)
    throw new BookRefused('EMPTY', 'This file is empty. Books are accepted as TXT, EPUB or PDF files.');
  if (size > limits.fileBytes) throw tooLarge(size, limits.fileBytes);
  return readFile(path);
}

function tooLarge(size: number, limit: number): BookRefused {
  return new BookRefused(
    'TOO_LARGE',
    `This book takes ${inMegabytes(size)}; at most ${inMegabytes(limit)} are accepted.`,
  );
}

function noText(media: BookMedia): BookRefused {
  if (media === 'text')
    return new BookRefused(
      'EMPTY',
      'This file holds no words. Books are accepted as TXT, EPUB or PDF files.',
    );
  return new BookRefused(
    'NO_TEXT',
    'This book holds no text that can be read. Pages that are only pictures need text recognition first.',
  );
}
