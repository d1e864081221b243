import { type Block, blockText, fold } from './block.ts';
import { parseHeading, unwrap } from './heading.ts';
import { type HeadingCandidate, headingCandidates, proseLength } from './heading-candidate.ts';

/** Blocks without their tables of contents, and the titles that those tables gave. */
export interface WithoutContents {
  readonly blocks: readonly Block[];
  readonly entries: readonly string[];
}

/** Drops tables of contents wherever they stand: after `Contents`, as a list in one block, or as a run of bare headings. */
export function dropContents(blocks: readonly Block[]): WithoutContents {
  const drop = new Set<number>();
  blocks.forEach((block, i) => {
    if (isListing(block)) drop.add(i);
  });
  blocks.forEach((block, i) => {
    if (block.lines.length <= 2 && CONTENTS.test(unwrap(blockText(block)))) dropBelow(blocks, i, drop);
  });
  dropRuns(blocks, drop);
  const entries = [...drop].sort((a, b) => a - b).flatMap((i) => blocks[i]?.lines.map(entryText) ?? []);
  return {
    blocks: blocks.filter((_, i) => !drop.has(i)),
    entries: entries.filter((entry) => entry.length > 1),
  };
}

const CONTENTS =
  /^(?:(?:the )?(?:table of )?contents(?: of (?:the )?(?:vol(?:ume|\.)|part).*)?|contents of .{1,40}|table(?: des (?:mati[èe]res|chapitres))?|sommaire|list of (?:illustrations|plates)|(?:table|liste) des (?:illustrations|gravures)|illustrations|index)[.:]?(?: (?:page|pag\.))?$/i;

/** An entry without its leader dots and page number. */
function entryText(line: string): string {
  return unwrap(line.replace(/(?:[\s.·…_]{2,}|\s)\d{1,4}\s*$/, '').replace(/[\s.·…]{3,}$/, ''));
}

function isEntry(line: string): boolean {
  const text = line.trim();
  if (/(?:\.\s?){3,}\s*\d{0,4}$/.test(text) || /\S\s+\d{1,4}$/.test(text)) return true;
  const heading = parseHeading(text);
  return heading !== null && text.length < 120;
}

/** Three lines or more that are nearly all entries. */
function isListing(block: Block): boolean {
  if (block.lines.length < 3) return false;
  const entries = block.lines.filter((line) => isEntry(line)).length;
  return entries >= 3 && entries >= block.lines.length * 0.6;
}

/** Everything below a contents heading that is short, until the book begins. */
function dropBelow(blocks: readonly Block[], start: number, drop: Set<number>): void {
  const seen = new Set<string>();
  let first: string | null = null;
  for (let i = start + 1; i < blocks.length; i += 1) {
    const block = blocks[i];
    if (block === undefined) return;
    const text = blockText(block);
    const heading = parseHeading(block.lines[0] ?? '');
    const key =
      heading?.number === undefined || heading.number === null ? null : `${heading.rank} ${heading.number}`;
    if (!isListing(block)) {
      const followed = heading !== null && followedByProse(blocks, i);
      const repeats = seen.has(fold(entryText(text))) || (key !== null && key === first && i > start + 1);
      if (repeats || followed || text.length > 220) return;
    }
    for (const line of block.lines) {
      seen.add(fold(entryText(line)));
      const entry = parseHeading(entryText(line));
      if (entry !== null && entry.number !== null) first ??= `${entry.rank} ${entry.number}`;
    }
    seen.add(fold(entryText(text)));
    drop.add(start).add(i);
  }
}

function followedByProse(blocks: readonly Block[], heading: number): boolean {
  let prose = 0;
  for (let i = heading + 1; i < Math.min(blocks.length, heading + 12); i += 1) {
    const block = blocks[i];
    if (block === undefined || parseHeading(block.lines[0] ?? '') !== null) break;
    prose += blockText(block).length;
  }
  return prose > 500;
}

/** Three headings of one rank or more with next to nothing between them. */
function dropRuns(blocks: readonly Block[], drop: Set<number>): void {
  const candidates = headingCandidates(blocks).filter((candidate) => !drop.has(candidate.index));
  let i = 0;
  while (i < candidates.length) {
    let end = i;
    while (end < candidates.length && (candidates[end]?.proseAfter ?? 0) < 130) end += 1;
    const run = candidates.slice(i, end);
    const last = candidates[end];
    if (last !== undefined && run.length >= 2 && isLastEntry(run, last, candidates.slice(end + 1)))
      run.push(last);
    if (largestRank(run) >= 3) {
      const from = run[0]?.index ?? 0;
      const to = run.at(-1)?.index ?? from;
      for (let k = from; k <= to; k += 1) drop.add(k);
      // The title of the last entry may stand on a line of its own.
      if (last === run.at(-1) && proseLength(blocks, to + 1, to + 2) < 100) drop.add(to + 1);
    }
    i = end + 1;
  }
}

function largestRank(run: readonly HeadingCandidate[]): number {
  const counts = new Map<string, number>();
  for (const { rank } of run) counts.set(rank, (counts.get(rank) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

/** The last entry of a table is followed by the front matter, and comes again as a real heading. */
function isLastEntry(
  run: readonly HeadingCandidate[],
  last: HeadingCandidate,
  later: readonly HeadingCandidate[],
): boolean {
  const before = run.at(-1);
  if (before?.number == null || last.number !== before.number + 1 || last.rank !== before.rank) return false;
  return later.some((other) => other.rank === last.rank && other.number === last.number);
}
