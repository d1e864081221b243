import { type Block, isBreakLine, sceneBreak } from './block.ts';
import { parseHeading } from './heading.ts';
import { groupLines, type LineGroup, measureLayout, type TextLayout } from './line-groups.ts';

/** Finds the paragraphs of a plain text, however its file marks them. */
export function layOutText(lines: readonly string[]): Block[] {
  const layout = measureLayout(lines);
  const groups = groupLines(lines, layout).flatMap((group) => peelHeading(group));
  return repairSplits(groups, layout).map((group) => toBlock(group, layout));
}

/** A heading directly above its text, without a blank line between them, becomes a group of its own. */
function peelHeading(group: LineGroup): LineGroup[] {
  const [first, second] = group.lines;
  if (first === undefined || second === undefined) return [group];
  const last = parseHeading(group.lines.at(-1) ?? '');
  if (group.lines.length <= 4 && group.gap > 0 && last?.rank === 'volume' && last.title === '') {
    // `IN THREE VOLUMES. / VOL. II.`
    return [
      { ...group, lines: group.lines.slice(0, -1) },
      { ...group, lines: group.lines.slice(-1), gap: 0 },
    ];
  }
  const heading = parseHeading(first);
  if (heading === null || heading.rank === 'titled' || (heading.rank === 'named' && /\.\s*$/.test(first)))
    return [group];
  // `I` and a title in two lines stay together when nothing else follows: the outline joins them.
  return [{ ...group, lines: [first] }, ...peelHeading({ ...group, lines: group.lines.slice(1), gap: 0 })];
}

const OPEN_END = /[\p{Ll},;\u2019'-]$/u;

/** Joins a paragraph that a page break of the scanned source cut in two. */
function repairSplits(groups: readonly LineGroup[], layout: TextLayout): LineGroup[] {
  if (layout.kind === 'unwrapped') return [...groups];
  const joined: LineGroup[] = [];
  for (const group of groups) {
    const before = joined.at(-1);
    const last = before?.lines.at(-1)?.trim() ?? '';
    const first = group.lines[0]?.trim() ?? '';
    const near =
      before !== undefined &&
      group.indent < 3 &&
      before.indent < 3 &&
      (group.gap <= 2 || last.length > layout.width * 0.6);
    const lower = /^\p{Ll}/u.test(first) && before !== undefined && !isVerse(before, layout);
    const full =
      last.length > layout.width * 0.85 && /^\p{L}/u.test(first) && first.length > layout.width * 0.5;
    const cut = near && OPEN_END.test(last) && (lower || full);
    if (cut && parseHeading(first) === null && parseHeading(last) === null) {
      joined[joined.length - 1] = { ...before, lines: [...before.lines, ...group.lines] };
    } else joined.push(group);
  }
  return joined;
}

function toBlock(group: LineGroup, layout: TextLayout): Block {
  const lines = group.lines.map((line) => line.replace(/\s+/g, ' ').trim()).filter((line) => line !== '');
  if (lines.length === 1 && isBreakLine(lines[0] ?? '')) return sceneBreak(group.gap);
  return { lines, gap: group.gap, verse: layout.kind !== 'unwrapped' && isVerse(group, layout) };
}

/** Lines well short of the margin, most of them with a capital of their own: verse, an address, a signature. */
function isVerse(group: LineGroup, layout: TextLayout): boolean {
  const lines = group.lines;
  if (lines.length < 2) return false;
  const longest = Math.max(...lines.map((line) => line.trim().length));
  const capitals = lines.filter((line) => /^[\s_“"‘'«—–-]*[\p{Lu}\d]/u.test(line)).length;
  const indented = lines.every((line) => /^\s{2,}/.test(line));
  if (longest < layout.width * 0.62) return capitals >= lines.length * 0.6;
  return indented && longest < layout.width * 0.85 && capitals >= lines.length * 0.7;
}
