import { type Block, blockText, fold, isSceneBreak } from './block.ts';
import { chooseHeadings } from './choose-headings.ts';
import { chaptersByGaps } from './gap-chapters.ts';
import { proseLength } from './heading-candidate.ts';
import type { OutlineHeading, Section } from './outline-heading.ts';
import { dropContents } from './table-of-contents.ts';

/** Divides a book into chapters; front matter, tables of contents and closing words are left out. */
export function outline(source: readonly Block[], bookTitle: string): Section[] {
  const { blocks, entries } = dropContents(withoutHalfTitles(source, bookTitle));
  const headings = chooseHeadings(blocks, entries);
  const first = headings[0];
  if (first === undefined) return chaptersByGaps(withoutTitlePage(blocks, bookTitle)).filter(hasProse);

  const sections: Section[] = [];
  const opening = blocks.slice(0, first.index);
  if (opensUntitled(withoutTitlePage(opening, bookTitle), first))
    sections.push({ title: null, blocks: withoutTitlePage(opening, bookTitle) });
  let part: string | null = firstPart(headings);
  const restarts = numbersRestart(headings);
  headings.forEach((heading, i) => {
    const end = headings[i + 1]?.index ?? blocks.length;
    const prose = blocks.slice(heading.index + heading.span, end);
    if (heading.level === 'section') {
      const current = sections.pop();
      if (current !== undefined)
        sections.push({ ...current, blocks: [...current.blocks, ...asBreak(heading), ...prose] });
      return;
    }
    if (heading.level === 'part') {
      part = heading.title;
      // What stands between a part and its first chapter is an epigraph or a title page, unless it is long.
      if (lengthOf(prose) > 1_500) sections.push({ title: heading.title, blocks: prose });
      return;
    }
    const joined =
      restarts && part !== null && heading.number !== null ? `${part} — ${heading.title}` : heading.title;
    sections.push({ title: joined, blocks: trimTitlePage(prose, i < headings.length - 1) });
  });
  return withoutApparatus(sections.filter(hasProse));
}

/** Leaves out the title of the book where it stands alone, and the words that close a book or a part of it. */
function withoutHalfTitles(source: readonly Block[], bookTitle: string): Block[] {
  const title = fold(bookTitle);
  const kept: Block[] = [];
  let gap = 0;
  for (const block of source) {
    if (isClosing(block) || (block.gap >= 2 && fold(blockText(block)) === title)) {
      // The space above what is left out now stands above what follows.
      gap = Math.max(gap, block.gap);
      continue;
    }
    kept.push(gap > block.gap ? { ...block, gap } : block);
    gap = 0;
  }
  return kept;
}

/** Chapters of an electronic edition that are no part of the story, told by their titles. */
function withoutApparatus(sections: readonly Section[]): Section[] {
  const story = sections.filter((section) => section.title === null || !APPARATUS.test(section.title));
  return story.length > 0 ? story : [...sections];
}

const APPARATUS =
  /^(?:cover|title ?page|half ?title|copyright.*|contents|table of contents|imprint|colophon|uncopyright|about (?:the|this) (?:author|publisher|e?book|edition).*|also by.*|by the same author|other books.*|dedication|bibliography|endnotes|footnotes|notes|transcriber.*|the full project gutenberg.*|index|acknowledge?ments|couverture|page de titre|droits.*|sommaire|table des mati[èe]res|table|du même auteur|à propos (?:de|du|d['’]).*|bibliographie|dédicace|remerciements|mentions légales|note du transcripteur|note sur l['’]édition)\.?$/i;

const CLOSING =
  /^[\s_*[(]*(?:the end|end of (?:the )?(?:vol(?:ume|\.)?|book|part|first|second|third|project).{0,40}|fin(?: (?:de la|du) .{1,40}(?:partie|volume|tome|livre))?|finis)[\s_.*!\])]*$/i;

function isClosing(block: Block): boolean {
  return block.lines.length <= 2 && CLOSING.test(blockText(block));
}

/** Prose before the first heading is a chapter only when the story must have begun there. */
function opensUntitled(opening: readonly Block[], first: OutlineHeading): boolean {
  const length = lengthOf(opening);
  return (
    length > 8_000 ||
    (length > 1_200 && first.number !== null && first.number > 1 && first.level === 'chapter')
  );
}

/** Takes off a title page: the title again, the author, a subtitle in capitals, a year. */
function withoutTitlePage(blocks: readonly Block[], bookTitle: string): readonly Block[] {
  const title = fold(bookTitle);
  const start = blocks.findIndex((block) => {
    const text = blockText(block);
    const isLine =
      text.length < 120 &&
      (fold(text) === title || TITLE_PAGE.test(text) || (/\p{Lu}{2}/u.test(text) && !/\p{Ll}/u.test(text)));
    return !isLine && !isSceneBreak(block);
  });
  return start < 0 || start > 12 ? blocks : blocks.slice(start);
}

const TITLE_PAGE =
  /^(?:by|par|traduit|translated|illustrated|with illustrations|edited|copyright|roman|nouvelle|conte|récit|a novel|a tale|a romance)(?![\p{L}])|^\D{0,40}\b1[5-9]\d\d\.?$/iu;

/** A second title page between two volumes: lines in capitals, set apart, after the last paragraph of a chapter. */
function trimTitlePage(prose: readonly Block[], more: boolean): readonly Block[] {
  if (!more) return prose;
  const last = prose.findLastIndex((block) => !isSceneBreak(block) && /\p{Ll}/u.test(blockText(block)));
  const tail = prose.slice(last + 1).filter((block) => !isSceneBreak(block));
  return tail.length >= 2 && tail.some((block) => block.gap >= 3) ? prose.slice(0, last + 1) : prose;
}

function asBreak(heading: OutlineHeading): Block[] {
  const rule: Block = { lines: ['* * *'], gap: 2 };
  return heading.number !== null && heading.bare ? [rule] : [rule, { lines: [heading.title], gap: 1 }];
}

function numbersRestart(headings: readonly OutlineHeading[]): boolean {
  const numbered = headings.filter((heading) => heading.level === 'chapter' && heading.number !== null);
  const seen = new Set<string>();
  return numbered.some((heading) => {
    const key = `${heading.kind} ${heading.number}`;
    const again = seen.has(key);
    seen.add(key);
    return again;
  });
}

/** The name of the first part, which a table of contents may have taken along: told by that of the second. */
function firstPart(headings: readonly OutlineHeading[]): string | null {
  const part = headings.find((heading) => heading.level === 'part');
  if (part === undefined || part.number !== 2 || part === headings[0] || !part.bare) return null;
  for (const [second, first] of ORDINALS) {
    if (!second.test(part.title)) continue;
    return part.title.replace(second, (word) =>
      word.toLowerCase() === word
        ? first
        : word === word.toUpperCase()
          ? first.toUpperCase()
          : capitalised(first),
    );
  }
  return null;
}

const ORDINALS: readonly (readonly [RegExp, string])[] = [
  [/\bdeuxi[eè]me\b|\bseconde\b/i, 'première'],
  [/\bsecond\b/i, 'first'],
  [/\btwo\b/i, 'one'],
  [/\bdeux\b/i, 'un'],
  [/\bII\b/, 'I'],
  [/\b2\b/, '1'],
];

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function lengthOf(blocks: readonly Block[]): number {
  return proseLength(blocks, 0, blocks.length);
}

function hasProse(section: Section): boolean {
  return lengthOf(section.blocks) > 0;
}
