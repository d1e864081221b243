import { detect } from 'chardet';
import iconv from 'iconv-lite';
import { BookRefused } from '../domain/ingest/book-refused.ts';

/** Decodes the bytes of a plain text file in whichever encoding its bytes show. */
export function decodeText(bytes: Buffer): string {
  return decode(bytes).replace(/\r\n?/g, '\n').normalize('NFC');
}

function decode(bytes: Buffer): string {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return bytes.toString('utf8').slice(1);
  if (startsWith(bytes, 0xff, 0xfe)) return iconv.decode(bytes, 'utf-16le');
  if (startsWith(bytes, 0xfe, 0xff)) return iconv.decode(bytes, 'utf-16be');
  const wide = utf16Without(bytes);
  if (wide !== null) return iconv.decode(bytes, wide);
  if (looksBinary(bytes)) {
    throw new BookRefused('BINARY', 'This file is not text. Books are accepted as TXT, EPUB or PDF files.');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return iconv.decode(bytes, singleByteEncoding(bytes));
  }
}

function startsWith(bytes: Buffer, ...signature: number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

/** UTF-16 without a byte order mark: every second byte of Latin text is zero. */
function utf16Without(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 4_096);
  const zeros = [0, 0];
  sample.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  });
  const half = sample.length / 2;
  const [even = 0, odd = 0] = zeros;
  if (half > 4 && odd > half * 0.7 && even < half * 0.1) return 'utf-16le';
  if (half > 4 && even > half * 0.7 && odd < half * 0.1) return 'utf-16be';
  return null;
}

/** Text has no zero bytes and next to no control characters. */
function looksBinary(bytes: Buffer): boolean {
  const sample = bytes.subarray(0, 65_536);
  let control = 0;
  for (const byte of sample) {
    if (byte === 0) return true;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27)) control += 1;
  }
  return control > sample.length * 0.005;
}

/**
 * Windows-1252 holds Latin-1 and the typographic signs that word processors add. A detector is only asked
 * where that reading is doubtful, because on French prose it often answers with a Turkish or a Polish table.
 */
function singleByteEncoding(bytes: Buffer): string {
  const counts = { western: 0, mac: 0, undefinedInWestern: 0 };
  for (const byte of bytes.subarray(0, 1_000_000)) {
    if (WESTERN_LETTERS.has(byte)) counts.western += 1;
    if (MAC_LETTERS.has(byte)) counts.mac += 1;
    if (byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d)
      counts.undefinedInWestern += 1;
  }
  if (counts.mac > counts.western * 3) return 'macroman';
  if (counts.western > 0 && counts.undefinedInWestern === 0) return 'windows-1252';
  const guess = detect(bytes.subarray(0, 1_000_000));
  return guess !== null && iconv.encodingExists(guess) ? guess : 'windows-1252';
}

/** à â ç è é ê î ô ù û œ ’ « » “ ” – — … as Windows-1252 writes them. */
const WESTERN_LETTERS = new Set([...iconv.encode('àâçèéêëîïôùûœÀÇÉÊ’«»“”–—…', 'windows-1252')]);
/** The same letters as the classic Mac wrote them. */
const MAC_LETTERS = new Set([...iconv.encode('àâçèéêëîïôùûÀÇÉ', 'macroman')]);
