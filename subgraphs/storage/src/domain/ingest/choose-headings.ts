import { type Block, blockText, fold, isSceneBreak } from './block.ts';
import { type HeadingCandidate, headingCandidates, proseLength } from './heading-candidate.ts';
import { type LevelledHeading, level } from './heading-levels.ts';
import { headingTitle } from './heading-title.ts';
import { markedHeadings } from './marked-headings.ts';
import { countingRun } from './number-sequence.ts';
import type { OutlineHeading } from './outline-heading.ts';

/** Decides which blocks are headings: those that the source marks, those that are written like headings, or lone titles. */
export function chooseHeadings(blocks: readonly Block[], entries: readonly string[]): OutlineHeading[] {
  const marked = markedHeadings(blocks);
  const written = writtenHeadings(blocks);
  const chapters = (headings: readonly OutlineHeading[]) =>
    headings.filter((h) => h.level === 'chapter').length;
  if (chapters(marked) >= 2 && chapters(written) < chapters(marked) * 2) return marked;
  if (chapters(written) >= 2) return written;
  const others = [listedHeadings(blocks, entries), capitalHeadings(blocks)].find(
    (found) => found.length >= 2,
  );
  if (others !== undefined) return others;
  return chapters(marked) > 0 ? marked : written;
}

/** Headings told by their words and numbers. */
function writtenHeadings(blocks: readonly Block[]): OutlineHeading[] {
  const candidates = headingCandidates(blocks);
  const keyword = candidates.filter((c, i) => {
    if (c.rank === 'titled' || c.rank === 'bare' || c.rank === 'named') return false;
    return c.proseAfter > 130 || candidates[i + 1]?.rank !== c.rank;
  });
  const chapterWords = keyword.filter((c) => c.rank === 'chapter').length;
  const numbered = chapterWords >= 3 ? countedBare(candidates) : withoutNotes(countedTitled(candidates));
  const numberedSet = new Set([...keyword, ...numbered]);
  if (numberedSet.size === 0) return [];
  const named = candidates.filter((c) => c.rank === 'named' && c.proseAfter > 60);
  const chosen = candidates.filter((c) => numberedSet.has(c) || named.includes(c));
  return finish(blocks, chosen);
}

function countedBare(candidates: readonly HeadingCandidate[]): HeadingCandidate[] {
  return ['roman', 'arabic'].flatMap((kind) =>
    counted(
      candidates.filter((c) => c.rank === 'bare' && c.kind === kind),
      2,
    ),
  );
}

/** Numbers with and without titles are one series when together they count further than apart. */
function countedTitled(candidates: readonly HeadingCandidate[]): HeadingCandidate[] {
  return ['roman', 'arabic'].flatMap((kind) => {
    const all = candidates.filter((c) => (c.rank === 'bare' || c.rank === 'titled') && c.kind === kind);
    const bare = counted(
      all.filter((c) => c.rank === 'bare'),
      2,
    );
    const titled = counted(
      all.filter((c) => c.rank === 'titled'),
      3,
    );
    if (titled.length === 0) return bare;
    if (bare.length === 0) return titled;
    const both = counted(all, 3);
    return both.length >= (titled.length + bare.length) * 0.9 &&
      restarts(both) <= Math.max(restarts(titled), restarts(bare))
      ? both.map((c) => ({ ...c, rank: 'titled' as const }))
      : [...titled, ...bare];
  });
}

/** Numbered footnotes count upwards too: a titled series that a longer bare one outnumbers is theirs. */
function withoutNotes(numbered: readonly HeadingCandidate[]): HeadingCandidate[] {
  const bare = numbered.filter((c) => c.rank === 'bare');
  const titled = numbered.filter((c) => c.rank === 'titled');
  return titled.length >= bare.length ? [...numbered] : bare;
}

function restarts(run: readonly HeadingCandidate[]): number {
  return run.filter((c) => c.number === 1).length;
}

function counted(candidates: readonly HeadingCandidate[], least: number): HeadingCandidate[] {
  const numbered = candidates.flatMap((c) =>
    c.number === null ? [] : [{ ...c, number: c.number, candidate: c }],
  );
  const run = countingRun(numbered).flatMap((i) => numbered[i]?.candidate ?? []);
  const prose = run.reduce((sum, c) => sum + c.proseAfter, 0);
  return run.length >= least && prose / run.length > 500 ? run : [];
}

function finish(blocks: readonly Block[], chosen: readonly HeadingCandidate[]): OutlineHeading[] {
  const titled = chosen.map((candidate) => {
    const family = chosen.filter((other) => other.rank === candidate.rank && other.kind === candidate.kind);
    const { title, span } = headingTitle(blocks, candidate, family);
    return {
      ...candidate,
      outlineTitle: title,
      span,
      number: candidate.number,
      bare: candidate.title === '' && span === 1,
    };
  });
  // A preface's name directly below a number was the title of that number.
  const free = titled.filter((heading, i) => {
    const before = titled[i - 1];
    return before === undefined || heading.index >= before.index + before.span;
  });
  const levelled: LevelledHeading[] = free.map((h) => ({
    order: ORDER.indexOf(h.rank),
    mayHold: ORDER.indexOf(h.rank) < 3,
    named: h.rank === 'named',
  }));
  const levels = level(levelled);
  return free.map((h, i) => ({
    index: h.index,
    span: h.span,
    level: levels[i] ?? 'chapter',
    kind: h.rank === 'bare' || h.rank === 'titled' ? 'number' : h.kind,
    number: h.number,
    title: h.outlineTitle,
    bare: h.bare && h.rank !== 'named',
  }));
}

const ORDER = ['volume', 'part', 'book', 'chapter', 'titled', 'bare'];

/** Titles without numbers, told by the table of contents: the stories of a collection. */
function listedHeadings(blocks: readonly Block[], entries: readonly string[]): OutlineHeading[] {
  const titles = new Set(entries.map(fold).filter((entry) => entry.length > 2));
  return plain(blocks, (block) => titles.has(fold(blockText(block))));
}

/** Titles without numbers, told by their capitals and the length of what follows them. */
function capitalHeadings(blocks: readonly Block[]): OutlineHeading[] {
  const isTitle = (block: Block) =>
    block.gap >= 1 && block.lines.length === 1 && CAPITALS.test(blockText(block));
  const lines = plain(blocks, isTitle);
  const titles = lines.filter((heading, i) => {
    const next = lines[i + 1]?.index ?? blocks.length;
    return proseLength(blocks, heading.index + 1, next) > 1_500;
  });
  const apart = titles.filter((heading) => (blocks[heading.index]?.gap ?? 0) >= 2);
  // Without space around them, capitals may also be a telegram or a sign on a wall: one or two prove nothing.
  if (titles.length < 4) return apart;
  return titles;
}

const CAPITALS = /^[^\p{Ll}]*\p{Lu}{3}[^\p{Ll}]*$/u;

function plain(blocks: readonly Block[], isTitle: (block: Block) => boolean): OutlineHeading[] {
  return blocks.flatMap((block, index) => {
    const title = blockText(block);
    if (title.length > 100 || isSceneBreak(block) || !isTitle(block)) return [];
    const next = blocks[index + 1];
    if (next === undefined || blockText(next).length < 20) return [];
    return [{ index, span: 1, level: 'chapter' as const, kind: 'title', number: null, title, bare: false }];
  });
}
