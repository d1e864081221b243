import { BookRefused } from './book-refused.ts';

export type BookMedia = 'text' | 'epub' | 'pdf';

const ACCEPTED = 'Books are accepted as TXT, EPUB or PDF files.';

/** Decides what a file is from its first bytes, and refuses one whose name or declared type says otherwise. */
export function sniffMedia(head: Buffer, fileName: string, mediaType: string): BookMedia {
  const found = recognise(head);
  const claimed = claim(fileName, mediaType);
  if (found.media === null) {
    if (claimed !== null) throw mismatch(fileName, found.name);
    throw new BookRefused('UNSUPPORTED_MEDIA', `This file is ${found.name}. ${ACCEPTED}`);
  }
  if (claimed !== null && claimed !== found.media) throw mismatch(fileName, found.name);
  return found.media;
}

function mismatch(fileName: string, found: string): BookRefused {
  return new BookRefused(
    'MISMATCHED_MEDIA',
    `The name or type of “${fileName}” does not fit its content, which is ${found}. ${ACCEPTED}`,
  );
}

interface Recognised {
  readonly media: BookMedia | null;
  /** With its article, for a sentence. */
  readonly name: string;
}

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: file signatures hold control characters.
const SIGNATURES: readonly (readonly [RegExp, string])[] = [
  [/^\x89PNG/, 'a PNG picture'],
  [/^\xff\xd8\xff/, 'a JPEG picture'],
  [/^GIF8/, 'a GIF picture'],
  [/^RIFF....WEBP/s, 'a WebP picture'],
  [/^(?:II\*\0|MM\0\*)/, 'a TIFF picture'],
  [/^\xd0\xcf\x11\xe0/, 'an old Microsoft Office document'],
  [/^\{\\rtf/, 'a Rich Text document'],
  [/^.{60}(?:BOOKMOBI|TEXtREAd)/s, 'a Kindle book'],
  [/^(?:AT&TFORM)/, 'a DjVu document'],
  [/^(?:\x1f\x8b|BZh|7z\xbc\xaf|Rar!|\xfd7zXZ)/, 'a compressed archive'],
  [/^(?:ID3|\xff\xfb|OggS|fLaC|RIFF....WAVE)/s, 'a sound file'],
  [/^.{4}ftyp/s, 'a video file'],
  [/^(?:\x7fELF|MZ\x90)/, 'a program'],
  [/^%!PS/, 'a PostScript document'],
  [/^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)/i, 'a web page'],
];
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: file signatures hold control characters.

function recognise(head: Buffer): Recognised {
  const text = head.toString('latin1');
  if (/%PDF-\d/.test(text.slice(0, 1_024))) return { media: 'pdf', name: 'a PDF document' };
  if (text.startsWith('PK')) return recogniseZip(text);
  for (const [signature, name] of SIGNATURES) if (signature.test(text)) return { media: null, name };
  return { media: 'text', name: 'plain text' };
}

/** An EPUB says so in its first entry; many that were zipped by hand do not, and are told by their folders. */
function recogniseZip(text: string): Recognised {
  if (/application\/epub\+zip|META-INF\/|OEBPS\/|\.opf/i.test(text))
    return { media: 'epub', name: 'an EPUB book' };
  if (/word\/|\[Content_Types\]\.xml|xl\//.test(text))
    return { media: null, name: 'a Microsoft Office document' };
  if (/application\/vnd\.oasis/.test(text)) return { media: null, name: 'an OpenDocument file' };
  return { media: null, name: 'a ZIP archive without a book in it' };
}

function claim(fileName: string, mediaType: string): BookMedia | null {
  const extension = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase();
  if (extension === 'txt' || extension === 'text') return 'text';
  if (extension === 'epub' || extension === 'pdf') return extension;
  const type = mediaType.split(';')[0]?.trim().toLowerCase();
  if (type === 'text/plain') return 'text';
  if (type === 'application/epub+zip') return 'epub';
  if (type === 'application/pdf') return 'pdf';
  return null;
}
