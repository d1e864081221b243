import type { Block, BookDraft } from '../domain/ingest/block.ts';
import { fold } from '../domain/ingest/block.ts';
import { stripBoilerplate } from '../domain/ingest/boilerplate.ts';
import { type BookLimits, inMegabytes } from '../domain/ingest/book-limits.ts';
import { BookRefused } from '../domain/ingest/book-refused.ts';
import { type ContentsEntry, readContents } from './epub-contents.ts';
import { type EpubPackage, readPackage } from './epub-package.ts';
import { type AnchoredBlock, htmlBlocks } from './html-blocks.ts';
import { openZip, type ZipArchive } from './zip-archive.ts';

/** Reads an EPUB 2 or 3 book. */
export async function readEpub(bytes: Buffer, limits: BookLimits): Promise<BookDraft> {
  const zip = await openZip(bytes, limits);
  const book = await readPackage(zip);
  const contents = await readContents(zip, book);
  const documents = await readDocuments(zip, book, limits);
  const anyTags = documents.some(({ blocks }) => blocks.some((block) => block.mark !== undefined));
  const blocks = documents.flatMap(({ name, blocks: own }) =>
    markContents(
      own,
      contents.filter((entry) => entry.name === name),
      anyTags,
    ),
  );
  return { metadata: book.metadata, blocks: stripBoilerplate(blocks) };
}

interface ContentDocument {
  readonly name: string;
  readonly blocks: readonly AnchoredBlock[];
}

async function readDocuments(
  zip: ZipArchive,
  book: EpubPackage,
  limits: BookLimits,
): Promise<ContentDocument[]> {
  const documents: ContentDocument[] = [];
  let size = 0;
  for (const name of new Set(book.spine)) {
    if (name === book.nav || book.apart.has(name)) continue;
    const file = await zip.read(name);
    if (file === null) continue;
    size += file.length;
    if (size > limits.textBytes * 3) {
      throw new BookRefused(
        'TOO_LARGE',
        `The pages of this book take more than ${inMegabytes(limits.textBytes * 3)}.`,
      );
    }
    documents.push({ name, blocks: htmlBlocks(decodeMarkup(file)) });
  }
  if (documents.length === 0)
    throw new BookRefused('DAMAGED', 'This EPUB is damaged: none of the pages that it announces is in it.');
  return documents;
}

/** XHTML is UTF-8 unless its declaration says otherwise. */
function decodeMarkup(file: Buffer): string {
  const declared = /encoding=["']([\w-]+)["']/.exec(file.subarray(0, 200).toString('latin1'))?.[1];
  const wide = file[0] === 0xff || file[0] === 0xfe;
  try {
    return new TextDecoder(
      wide ? (file[0] === 0xff ? 'utf-16le' : 'utf-16be') : (declared ?? 'utf-8'),
    ).decode(file);
  } catch {
    return file.toString('utf8');
  }
}

/** Makes the table of contents visible among the blocks: as a mark on a heading that is there, or as a heading of its own. */
function markContents(
  blocks: readonly AnchoredBlock[],
  entries: readonly ContentsEntry[],
  anyTags: boolean,
): Block[] {
  const marked: Block[] = [...blocks];
  const insertions: { at: number; block: Block }[] = [];
  for (const entry of entries) {
    const found =
      entry.fragment === null ? 0 : blocks.findIndex((block) => block.anchors.includes(entry.fragment ?? ''));
    // A line that leads to something left out, such as a licence, leads nowhere.
    if (found < 0 || blocks.length === 0) continue;
    const at = found;
    const near = blocks.slice(at, at + 3);
    if (near.some((block) => block.mark !== undefined)) continue;
    const same = near.findIndex((block) => sameTitle(block.lines.join(' '), entry.title));
    const target = marked[at + same];
    if (same >= 0 && target !== undefined) marked[at + same] = { ...target, mark: entry.depth };
    else if (!anyTags || at === 0)
      insertions.push({ at, block: { lines: [entry.title], gap: 3, mark: anyTags ? 2 : entry.depth } });
  }
  for (const { at, block } of insertions.reverse()) marked.splice(at, 0, block);
  return marked;
}

function sameTitle(text: string, title: string): boolean {
  if (text.length > 200) return false;
  const a = fold(text);
  const b = fold(title);
  return (
    a !== '' &&
    (a === b ||
      (a.length > 4 && b.endsWith(` ${a}`)) ||
      (b.length > 4 && a.endsWith(` ${b}`)) ||
      a.startsWith(`${b} `))
  );
}
