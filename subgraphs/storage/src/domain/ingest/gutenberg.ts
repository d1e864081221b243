import type { SourceMetadata } from './block.ts';

/** A plain text without its Project Gutenberg envelope, and what the envelope said. */
export interface Unwrapped {
  readonly lines: readonly string[];
  readonly metadata: SourceMetadata;
}

/** Removes header, licence, credits and end notes of Project Gutenberg files; leaves other texts alone. */
export function stripGutenberg(lines: readonly string[]): Unwrapped {
  const start = lines.slice(0, 600).findLastIndex((line) => START.test(line));
  const head = start < 0 ? lines.slice(0, 60) : lines.slice(0, start);
  const isGutenberg = start >= 0 || head.some((line) => /project gutenberg/i.test(line));
  if (!isGutenberg) return { lines: trimLegalNotices(lines), metadata: NOTHING };

  const from = start < 0 ? 0 : start + 1;
  const end = lines.findIndex((line, i) => i >= from && END.test(line));
  let to = end < 0 ? lines.length : end;
  // Older files say goodbye in a sentence just before the marked line.
  for (let i = to - 1; i > Math.max(from, to - 12); i -= 1) if (GOODBYE.test(lines[i] ?? '')) to = i;
  const body = dropCredits(lines.slice(from, to));
  return { lines: trimLegalNotices(body), metadata: readHeader(head) };
}

const NOTHING: SourceMetadata = { title: null, authors: [], language: null };
const START = /^\s*\*{3}\s*START OF (?:THE|THIS) PROJECT GUTENBERG|^\s*\*END\*?\s*THE SMALL PRINT/i;
const END = /^\s*\*{3}\s*END OF (?:THE|THIS) PROJECT GUTENBERG/i;
const GOODBYE =
  /^\s*(?:\*+\s*)?(?:End of (?:the |this )?Project Gutenberg|Fin (?:de ce|du) Project Gutenberg)/i;

function readHeader(head: readonly string[]): SourceMetadata {
  const field = (name: RegExp) => {
    const at = head.findIndex((line) => name.test(line));
    if (at < 0) return null;
    const parts = [(head[at] ?? '').replace(name, '').trim()];
    // A long title goes on below, indented under its own first word.
    for (let i = at + 1; /^\s{3,}\S/.test(head[i] ?? ''); i += 1) parts.push((head[i] ?? '').trim());
    return parts.filter((part) => part !== '');
  };
  const title = field(/^\s*(?:Title|Titre)\s*:/i);
  const author = field(/^\s*(?:Authors?|Auteurs?)\s*:/i);
  const language = field(/^\s*(?:Language|Langue)\s*:/i);
  return {
    title: title?.[0] ?? fromFirstLine(head),
    authors: author?.flatMap((line) => line.split(/\s*(?:;| and | et )\s*/)) ?? [],
    language: language?.[0] ?? null,
  };
}

function fromFirstLine(head: readonly string[]): string | null {
  const line = head.find((text) => /project gutenberg/i.test(text)) ?? '';
  const [, title] =
    /project gutenberg(?:['’]s)? (?:e(?:book|text) (?:of|,) )?(.+?),? (?:by|par) /i.exec(line) ?? [];
  return title ?? null;
}

const CREDIT =
  /^\s*(?:Produced by|E-?text prepared by|This (?:etext|e-text|ebook|file) was|Transcribed (?:by|from)|HTML version by|Credits?\s*:|Proofread)/i;

/** The paragraph of thanks that follows the opening marker. */
function dropCredits(lines: readonly string[]): readonly string[] {
  const first = lines.slice(0, 40).findIndex((line) => CREDIT.test(line));
  if (first < 0) return lines;
  const blank = lines.findIndex((line, i) => i > first && line.trim() === '');
  return blank < 0 ? lines : [...lines.slice(0, first), ...lines.slice(blank)];
}

const LEGAL =
  /^\s*(?:(?:this (?:work|text|tale|story|book) is (?:dedicated to|in) the public domain)|(?:(?:cette œuvre|ce (?:texte|conte|livre|récit)) (?:est|appartient)\b.*domaine public)|(?:dedicated to the public domain)|(?:versé au domaine public)|(?:public domain dedication)|(?:©|copyright (?:©|\(c\)|\d{4})))/i;

/** A one-paragraph notice of rights near either end of a file says nothing of the story. */
function trimLegalNotices(lines: readonly string[]): readonly string[] {
  const near = (i: number) => i < 60 || i >= lines.length - 40;
  let inNotice = false;
  return lines.map((line, i) => {
    if (line.trim() === '') inNotice = false;
    else if (near(i) && (lines[i - 1] ?? '').trim() === '' && LEGAL.test(line)) inNotice = true;
    return inNotice ? '' : line;
  });
}
