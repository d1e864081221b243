import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Language } from '@visiobook/schema';

/** A novel as running text: headings and break marks are gone, and where they stood is known. */
export interface MarkedNovel {
  doc: string;
  language: Language;
  text: string;
  /** Where a paragraph begins behind a break or a heading. */
  marks: Map<number, 'break' | 'chapter'>;
}

interface ElteRow {
  doc: string;
  lang: Language;
  text: string;
  chapters: { start: number }[];
  breaks: number[];
}

const BREAK = /^[\s*•·~#_⁂—–-]+$/u;
const HEADING =
  /^(?:(?:chapter|chapitre|book|part|livre|partie|volume|canto|scene|letter)\b.{0,70}|[IVXLC]{1,7}\.?|\d{1,3}\.?|[\p{Lu}\d][\p{Lu}\d\s.,’'!?:;()—–-]{2,70})$/iu;
/** Without the flag i, capitals alone make a heading. */
const CAPITALS = /^[^\p{Ll}]{1,70}$/u;

/** Novels of ELTeC, whose editors marked chapters and breaks. */
export async function* readElteNovels(file: string): AsyncGenerator<MarkedNovel> {
  for await (const line of lines(file)) {
    const row = JSON.parse(line) as ElteRow;
    const chapters = new Set(row.chapters.map(({ start }) => start));
    const breaks = new Set(row.breaks);
    yield join(row.doc, row.lang, paragraphsOf(row.text), ({ start, end }) =>
      // A chapter begins with its heading.
      [...chapters].some((at) => at >= start && at < end) ? 'chapter' : breaks.has(start) ? 'break' : null,
    );
  }
}

/** Plain novels in which lines of asterisks stand between scenes. */
export async function* readPlainNovels(file: string, language: Language): AsyncGenerator<MarkedNovel> {
  for await (const line of lines(file)) {
    const { doc, text } = JSON.parse(line) as { doc: string; text: string };
    yield join(doc, language, paragraphsOf(text), () => null);
  }
}

interface Range {
  start: number;
  end: number;
  text: string;
}

function* paragraphsOf(text: string): Generator<Range> {
  let start = 0;
  for (const part of text.split(/(\n[ \t]*\n\s*)/)) {
    if (part.trim()) yield { start, end: start + part.length, text: part.replace(/\s+/g, ' ').trim() };
    start += part.length;
  }
}

function join(
  doc: string,
  language: Language,
  paragraphs: Iterable<Range>,
  markOf: (range: Range) => 'break' | 'chapter' | null,
): MarkedNovel {
  const marks = new Map<number, 'break' | 'chapter'>();
  const kept: string[] = [];
  let length = 0;
  let pending: 'break' | 'chapter' | null = null;
  for (const paragraph of paragraphs) {
    const mark = markOf(paragraph);
    if (mark) pending = pending === 'chapter' ? pending : mark;
    if (BREAK.test(paragraph.text)) {
      pending ??= 'break';
      continue;
    }
    const isHeading =
      paragraph.text.length < 75 &&
      HEADING.test(paragraph.text) &&
      (CAPITALS.test(paragraph.text) || /^\p{L}+ (?:[IVXLC]+|\d+)/u.test(paragraph.text));
    if (isHeading || (mark === 'chapter' && paragraph.text.length < 75)) {
      pending = 'chapter';
      continue;
    }
    if (pending && kept.length > 0) marks.set(length, pending);
    pending = null;
    kept.push(paragraph.text);
    length += paragraph.text.length + 2;
  }
  return { doc, language, text: kept.join('\n\n'), marks };
}

async function* lines(file: string): AsyncGenerator<string> {
  const unpack = spawn('xz', ['-dc', file], { stdio: ['ignore', 'pipe', 'inherit'] });
  yield* createInterface({ input: unpack.stdout });
}
