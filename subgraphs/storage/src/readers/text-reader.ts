import { stripApparatus } from '../domain/ingest/apparatus.ts';
import type { BookDraft } from '../domain/ingest/block.ts';
import { stripGutenberg } from '../domain/ingest/gutenberg.ts';
import { layOutText } from '../domain/ingest/text-layout.ts';
import { decodeText } from './decode-text.ts';

/** Reads a plain text file. */
export function readText(bytes: Buffer): BookDraft {
  const { lines, metadata } = stripGutenberg(decodeText(bytes).split(/\n|\f|\u2028|\u2029/));
  return { metadata, blocks: layOutText(stripApparatus(lines)) };
}
