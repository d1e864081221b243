import { type Block, isBreakLine, sceneBreak } from './block.ts';
import { parseHeading } from './heading.ts';
import { Hyphens } from './hyphens.ts';
import { type BookPage, bodyHeight, mode, type PageLine } from './page-line.ts';

/** Finds paragraphs and headings on pages whose running lines are gone. */
export function layOutPages(pages: readonly BookPage[]): Block[] {
  const body = bodyHeight(pages);
  const leading = usualLeading(pages, body);
  const hyphens = new Hyphens(pages.flatMap((page) => page.lines.map((line) => line.text)));
  const ranks = headingRanks(pages, body);
  const indents = pages.some((page) => indentShare(page, body) > 0.08);
  const groups: LineRun[] = [];
  for (const page of pages) {
    const margins = pageMargins(page, body);
    page.lines.forEach((line, i) => {
      const above = page.lines[i - 1];
      const current = groups.at(-1);
      const mark = ranks.get(Math.round(line.height * 2));
      const starts =
        current === undefined ||
        startsParagraph({ line, above, current, mark, body, leading, margins, indents });
      if (starts)
        groups.push({
          lines: [line],
          mark,
          gap: above === undefined ? 1 : Math.round((above.y - line.y) / leading),
        });
      else current.lines.push(line);
    });
  }
  return groups.map((group) => toBlock(group, hyphens));
}

interface LineRun {
  readonly lines: PageLine[];
  readonly mark: number | undefined;
  readonly gap: number;
}

interface Situation {
  readonly line: PageLine;
  readonly above: PageLine | undefined;
  readonly current: LineRun;
  readonly mark: number | undefined;
  readonly body: number;
  readonly leading: number;
  readonly margins: { left: readonly number[]; right: number };
  readonly indents: boolean;
}

function startsParagraph(at: Situation): boolean {
  const { line, above, current, body, leading, margins } = at;
  const previous = current.lines.at(-1);
  if (previous === undefined || at.mark !== current.mark) return true;
  if (isBreakLine(line.text) || isBreakLine(previous.text) || endsWithPage(previous) || endsWithPage(line))
    return true;
  const gap = above === undefined ? 0 : above.y - line.y;
  // A column begins higher up than the last line of the one before: that is no gap.
  if (gap > leading * (at.mark === undefined ? 1.45 : 1.9)) return true;
  if (at.mark !== undefined) return false;
  const heading = parseHeading(previous.text);
  if (current.lines.length === 1 && heading !== null && heading.rank !== 'titled') return true;
  const margin = margins.left.findLast((left) => left <= line.x + body * 0.3) ?? margins.left[0] ?? line.x;
  const indent = line.x - margin;
  if (at.indents) return indent > body * 0.7 && !(indent > body * 6 && /^\p{Ll}/u.test(line.text));
  const endedShort = previous.right < margins.right - body * 3 && /[.!?…:»”"’)]$/.test(previous.text);
  return endedShort || (/^\s*[–—«]/.test(line.text) && /[.!?…»:]$/.test(previous.text));
}

/** A line of a table of contents: words, then leaders or a wide gap, then a page number. */
function endsWithPage(line: PageLine): boolean {
  return /(?:\s{3}|(?:\.\s?){4,})\d{1,4}$/.test(line.text);
}

function usualLeading(pages: readonly BookPage[], body: number): number {
  const steps = pages
    .flatMap((page) => page.lines.slice(1).map((line, i) => (page.lines[i]?.y ?? 0) - line.y))
    .filter((step) => step > body * 0.6 && step < body * 3);
  return steps.length > 0 ? mode(steps, 0.5) : body * 1.3;
}

/** Left margins of the columns of a page, and the right end of its full lines. */
function pageMargins(page: BookPage, body: number): { left: number[]; right: number } {
  const counts = new Map<number, number>();
  for (const line of page.lines)
    counts.set(Math.round(line.x / 2) * 2, (counts.get(Math.round(line.x / 2) * 2) ?? 0) + 1);
  const common = [...counts]
    .filter(([, count]) => count >= Math.max(2, page.lines.length * 0.15))
    .map(([x]) => x)
    .sort((a, b) => a - b);
  // An indent that many lines share is no margin of its own: columns are far apart.
  const left = common.filter((x, i) => i === 0 || x - (common[i - 1] ?? 0) > body * 8);
  const first = left[0] ?? Math.min(...page.lines.map((line) => line.x));
  const rights = page.lines.map((line) => line.right).sort((a, b) => b - a);
  return {
    left: left.length > 0 ? left : [first],
    right: rights[Math.floor(rights.length * 0.2)] ?? page.width,
  };
}

function indentShare(page: BookPage, body: number): number {
  const { left } = pageMargins(page, body);
  const indented = page.lines.filter((line) =>
    left.some((x) => line.x - x > body * 0.7 && line.x - x < body * 4),
  );
  return page.lines.length < 8 ? 0 : indented.length / page.lines.length;
}

/** Letter sizes clearly above the text, largest first, become the levels of headings. */
function headingRanks(pages: readonly BookPage[], body: number): Map<number, number> {
  const sizes = new Map<number, number>();
  for (const page of pages) {
    for (const line of page.lines) {
      if (line.height > body * 1.15 && line.text.trim().length > 0 && line.text.length < 120)
        sizes.set(Math.round(line.height * 2), (sizes.get(Math.round(line.height * 2)) ?? 0) + 1);
    }
  }
  const ordered = [...sizes.keys()].sort((a, b) => b - a);
  return new Map(ordered.map((size, i) => [size, i + 1]));
}

function toBlock(run: LineRun, hyphens: Hyphens): Block {
  const lines = run.lines.map((line) => line.text.trim());
  if (lines.length === 1 && isBreakLine(lines[0] ?? '')) return sceneBreak(run.gap);
  if (run.mark !== undefined) return { lines, gap: Math.max(3, run.gap), mark: run.mark };
  return { lines: [hyphens.join(lines)], gap: run.gap };
}
