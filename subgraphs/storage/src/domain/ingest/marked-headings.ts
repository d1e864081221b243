import { type Block, blockText } from './block.ts';
import { parseHeading, unwrap } from './heading.ts';
import { proseLength } from './heading-candidate.ts';
import { level } from './heading-levels.ts';
import { joinTitle, tidyHeading } from './heading-title.ts';
import type { OutlineHeading } from './outline-heading.ts';

interface Marked {
  readonly index: number;
  readonly span: number;
  readonly depth: number;
  readonly title: string;
}

/** Headings that the source itself marks: tags, a navigation document, bookmarks, letter size. */
export function markedHeadings(blocks: readonly Block[]): OutlineHeading[] {
  const headings = withProse(blocks, joinRuns(blocks));
  const parsed = headings.map((heading) => parseHeading(heading.title));
  const levels = level(
    headings.map((heading, i) => {
      const rank = parsed[i]?.rank;
      const holds = rank === 'volume' ? 0 : rank === 'part' ? 1 : rank === 'book' ? 2 : 5;
      return { order: heading.depth * 10 + holds, mayHold: true, named: rank === 'named' };
    }),
  );
  const parts = levels.filter((value) => value === 'part').length;
  return headings.flatMap((heading, i): OutlineHeading[] => {
    const own = levels[i] ?? 'chapter';
    // One part that holds everything is the title of the book.
    if (own === 'part' && parts === 1 && i === 0) return [];
    const rank = parsed[i];
    return [
      {
        index: heading.index,
        span: heading.span,
        level: own,
        kind: rank == null ? 'title' : rank.rank === 'bare' || rank.rank === 'titled' ? 'number' : rank.kind,
        number: rank?.number ?? null,
        title: heading.title,
        bare: rank !== undefined && rank !== null && rank.rank !== 'named' && rank.title === '',
      },
    ];
  });
}

/** A number and its title in two marked blocks are one heading. */
function joinRuns(blocks: readonly Block[]): Marked[] {
  const joined: Marked[] = [];
  const top = Math.min(...blocks.flatMap((block) => block.mark ?? []));
  blocks.forEach((block, index) => {
    if (block.mark === undefined) {
      // The name of a part is often left as a plain paragraph above the first heading of the part.
      if (isPlainPart(block, blocks[index + 1]))
        joined.push({ index, span: 1, depth: top, title: tidyHeading(unwrap(blockText(block))) });
      return;
    }
    const title = tidyHeading(unwrap(blockText(block)));
    const before = joined.at(-1);
    const heading = before === undefined ? null : parseHeading(before.title);
    const lacksTitle = heading !== null && heading.title === '' && heading.rank !== 'named';
    const below = parseHeading(title);
    const isName = below === null || below.rank === 'named';
    if (
      before !== undefined &&
      lacksTitle &&
      isName &&
      before.index + before.span === index &&
      before.depth <= block.mark
    ) {
      joined[joined.length - 1] = { ...before, span: before.span + 1, title: joinTitle(before.title, title) };
    } else if (title !== '') joined.push({ index, span: 1, depth: block.mark, title });
  });
  return joined;
}

function isPlainPart(block: Block, next: Block | undefined): boolean {
  if (next?.mark === undefined || blockText(block).length > 60) return false;
  const rank = parseHeading(blockText(block))?.rank;
  return rank === 'part' || rank === 'volume' || rank === 'book';
}

/** Drops headings with nothing under them: the lines of a title page. */
function withProse(blocks: readonly Block[], headings: readonly Marked[]): Marked[] {
  return headings.filter((heading, i) => {
    const next = headings[i + 1];
    if (proseLength(blocks, heading.index + heading.span, next?.index ?? blocks.length) > 0) return true;
    return next !== undefined && holds(heading, next);
  });
}

function holds(heading: Marked, next: Marked): boolean {
  if (next.depth > heading.depth) return true;
  const rank = parseHeading(heading.title)?.rank;
  return next.depth === heading.depth && (rank === 'part' || rank === 'volume' || rank === 'book');
}
