import type { Language } from '@visiobook/schema';
import type { z } from 'zod';
import { identifyBook } from '../../subgraphs/storage/src/domain/ingest/book-identity.ts';
import { outline } from '../../subgraphs/storage/src/domain/ingest/outline.ts';
import { writeDocument } from '../../subgraphs/storage/src/domain/ingest/write-document.ts';
import { readText } from '../../subgraphs/storage/src/readers/text-reader.ts';
import type { TextRow } from './passages.ts';

const PROBE = 60;
const HEADING = 400;

/** Where chapters begin in the row's own text: the outline is that of ingestion, which rewrites the text. */
export function annotateChapters({ doc, text }: z.infer<typeof TextRow>, language: Language) {
  const draft = readText(Buffer.from(text, 'utf8'));
  const identity = identifyBook(draft.metadata, draft.blocks, doc);
  const book = writeDocument({ ...identity, language }, outline(draft.blocks, identity.title));
  const source = compacted(text);
  const chapters: { start: number; title: string | null }[] = [];
  let from = 0;
  for (const chapter of book.chapters) {
    const body = compacted(book.text.slice(chapter.start, chapter.end)).text.slice(0, PROBE);
    const at = source.text.indexOf(body, from);
    if (at < 0) continue;
    const heading = chapter.title ? compacted(chapter.title).text : '';
    const titled = heading ? source.text.lastIndexOf(heading, at) : -1;
    const start = titled >= Math.max(from, at - HEADING) ? titled : at;
    chapters.push({ start: source.offsets[start]!, title: chapter.title });
    from = at + body.length;
  }
  return { doc, chapters };
}

/** Letters and digits only, in lower case, with the place that each has in the text. */
function compacted(text: string): { text: string; offsets: number[] } {
  const offsets: number[] = [];
  let kept = '';
  for (const match of text.matchAll(/[\p{L}\p{N}]/gu)) {
    offsets.push(match.index);
    kept += match[0].toLowerCase()[0];
  }
  return { text: kept, offsets };
}
