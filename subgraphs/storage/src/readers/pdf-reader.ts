import { getDocumentProxy } from 'unpdf';
import { type Block, type BookDraft, blockText, fold, type SourceMetadata } from '../domain/ingest/block.ts';
import { stripBoilerplate } from '../domain/ingest/boilerplate.ts';
import { type BookLimits, inMegabytes } from '../domain/ingest/book-limits.ts';
import { BookRefused } from '../domain/ingest/book-refused.ts';
import { layOutPages } from '../domain/ingest/page-layout.ts';
import type { BookPage } from '../domain/ingest/page-line.ts';
import { assembleLines } from '../domain/ingest/page-lines.ts';
import { dropRunningLines } from '../domain/ingest/running-lines.ts';

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;

/** Reads the text of a PDF. Pages that are pictures are refused: reading them is text recognition. */
export async function readPdf(bytes: Buffer, limits: BookLimits): Promise<BookDraft> {
  const pdf = await open(bytes);
  try {
    if (pdf.numPages > limits.pages) {
      throw new BookRefused(
        'TOO_MANY_PAGES',
        `This PDF has ${pdf.numPages} pages; at most ${limits.pages} are accepted.`,
      );
    }
    const pages = await readPages(pdf, limits);
    if (!pages.some((page) => page.lines.some((line) => /\p{L}{2}/u.test(line.text))))
      throw noText(pdf.numPages);
    const blocks = stripBoilerplate(layOutPages(dropRunningLines(pages)));
    return { metadata: await readMetadata(pdf), blocks: markBookmarks(blocks, await bookmarks(pdf)) };
  } finally {
    await pdf.loadingTask.destroy();
  }
}

function noText(pages: number): BookRefused {
  return new BookRefused(
    'NO_TEXT',
    `The ${pages} pages of this PDF are pictures without text. Scanned books need text recognition (OCR), which this installation does not have yet.`,
  );
}

async function open(bytes: Buffer): Promise<PdfDocument> {
  try {
    // A copy, because pdf.js takes the memory that it is given; no fonts of the machine, no network.
    return await getDocumentProxy(new Uint8Array(bytes), {
      useSystemFonts: false,
      disableFontFace: true,
      verbosity: 0,
    });
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'PasswordException') {
      throw new BookRefused(
        'ENCRYPTED',
        'This PDF is protected by a password. Only books without protection are accepted.',
        { cause },
      );
    }
    throw new BookRefused(
      'DAMAGED',
      'This PDF is damaged and cannot be opened. Downloading or exporting it again may help.',
      { cause },
    );
  }
}

async function readPages(pdf: PdfDocument, limits: BookLimits): Promise<BookPage[]> {
  const pages: BookPage[] = [];
  let length = 0;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = page.view;
    const content = await page.getTextContent();
    const glyphs = content.items.flatMap((item) => {
      if (!('str' in item)) return [];
      const [a = 0, b = 0, , , x = 0, y = 0] = item.transform as number[];
      length += item.str.length;
      // Turned text is a watermark or the title of a plate.
      if (Math.abs(b) > Math.abs(a)) return [];
      return [{ text: item.str, x: x - x0, y: y - y0, width: item.width, height: item.height }];
    });
    page.cleanup();
    if (length > limits.textBytes)
      throw new BookRefused(
        'TOO_LARGE',
        `The text of this PDF is larger than ${inMegabytes(limits.textBytes)}.`,
      );
    pages.push({ width: x1 - x0, height: y1 - y0, lines: assembleLines(glyphs, x1 - x0) });
  }
  return pages;
}

async function readMetadata(pdf: PdfDocument): Promise<SourceMetadata> {
  const { info } = await pdf.getMetadata().catch(() => ({ info: {} }));
  const field = (name: string) => {
    const value = (info as Record<string, unknown>)[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const author = field('Author');
  return {
    title: field('Title'),
    authors: author?.split(/\s*;\s*| and | et /) ?? [],
    language: field('Language'),
  };
}

interface Bookmark {
  readonly title: string;
  readonly depth: number;
}

async function bookmarks(pdf: PdfDocument): Promise<Bookmark[]> {
  const outline = await pdf.getOutline().catch(() => null);
  const found: Bookmark[] = [];
  const walk = (items: NonNullable<typeof outline>, depth: number) => {
    for (const item of items) {
      found.push({ title: item.title, depth });
      if (depth < 6) walk(item.items, depth + 1);
    }
  };
  if (outline !== null) walk(outline, 1);
  return found;
}

/** A bookmark whose words stand alone in a block makes that block a heading, wherever letter size did not tell. */
function markBookmarks(blocks: readonly Block[], marks: readonly Bookmark[]): Block[] {
  const marked = [...blocks];
  if (marked.some((block) => block.mark !== undefined)) return marked;
  let from = 0;
  for (const { title, depth } of marks) {
    const wanted = fold(title);
    const at = marked.findIndex(
      (block, i) => i >= from && blockText(block).length < 200 && fold(blockText(block)) === wanted,
    );
    const block = marked[at];
    if (wanted === '' || block === undefined) continue;
    marked[at] = { ...block, mark: depth };
    from = at + 1;
  }
  return marked;
}
