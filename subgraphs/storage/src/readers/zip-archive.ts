import { posix } from 'node:path';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { type BookLimits, inMegabytes } from '../domain/ingest/book-limits.ts';
import { BookRefused } from '../domain/ingest/book-refused.ts';

/** The files of a ZIP archive, read one at a time and never more than the limits allow in all. */
export interface ZipArchive {
  has(name: string): boolean;
  /** The bytes of a file, or null when the archive has none of that name. */
  read(name: string): Promise<Buffer | null>;
  names(): readonly string[];
}

/** @throws {BookRefused} DAMAGED, ENCRYPTED or TOO_LARGE; sizes are checked before and while unzipping. */
export async function openZip(bytes: Buffer, limits: BookLimits): Promise<ZipArchive> {
  const zip = await damagedUnless(() => fromBufferPromise(bytes));
  if (zip.entryCount > limits.zipEntries) {
    throw new BookRefused(
      'TOO_LARGE',
      `This book holds ${zip.entryCount} files; at most ${limits.zipEntries} are accepted.`,
    );
  }
  const entries = await damagedUnless(() => listEntries(zip, limits));
  let budget = limits.unzippedBytes;
  return {
    has: (name) => entries.has(name),
    names: () => [...entries.keys()],
    async read(name) {
      const entry = entries.get(name);
      if (entry === undefined) return null;
      if (entry.isEncrypted())
        throw new BookRefused(
          'ENCRYPTED',
          'This book is protected by a password. Only books without protection are accepted.',
        );
      budget -= entry.uncompressedSize;
      if (budget < 0) throw bomb(limits);
      return damagedUnless(() => readEntry(zip, entry));
    },
  };
}

async function listEntries(zip: ZipFile, limits: BookLimits): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    total += entry.uncompressedSize;
    // A kilobyte of spaces compresses wonderfully: the ratio only means something beyond a megabyte.
    const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
    if (total > limits.unzippedBytes || (entry.uncompressedSize > 1_048_576 && ratio > limits.zipRatio))
      throw bomb(limits);
    if (!entry.fileName.endsWith('/') && isInside(entry.fileName))
      entries.set(posix.normalize(entry.fileName), entry);
  }
  return entries;
}

/** Nothing is ever written to disk; a name that climbs out of the archive is still no name of a book's file. */
function isInside(name: string): boolean {
  return (
    !name.startsWith('/') &&
    !/^[a-z]:/i.test(name) &&
    !name.includes('\\') &&
    !posix.normalize(name).startsWith('..')
  );
}

async function readEntry(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const stream = await zip.openReadStreamPromise(entry);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    // The archive may lie about its sizes; yauzl checks them too.
    if (size > entry.uncompressedSize)
      throw new BookRefused('DAMAGED', 'This book is damaged: a file in it is larger than it says.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function bomb(limits: BookLimits): BookRefused {
  return new BookRefused(
    'TOO_LARGE',
    `This book unzips to far more than its size; at most ${inMegabytes(limits.unzippedBytes)} and a ratio of ${limits.zipRatio} are accepted.`,
  );
}

async function damagedUnless<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof BookRefused) throw cause;
    throw new BookRefused(
      'DAMAGED',
      'This EPUB is damaged: its archive is incomplete or broken. Downloading it again may help.',
      { cause },
    );
  }
}
