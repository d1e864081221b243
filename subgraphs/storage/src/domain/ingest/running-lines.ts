import { fold } from './block.ts';
import { type BookPage, bodyHeight, type PageLine } from './page-line.ts';

/** Removes running headers and footers, page numbers and footnotes from the edges of pages. */
export function dropRunningLines(pages: readonly BookPage[]): BookPage[] {
  const counts = new Map<string, number>();
  for (const page of pages) {
    for (const line of edgeLines(page)) {
      const key = edgeKey(line);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const body = bodyHeight(pages);
  const least = Math.max(3, pages.length * 0.02);
  // `CHAPTER II.` stands at one height on the first page of each chapter, in letters larger than a running header's.
  const isRunning = (line: PageLine) => {
    const count = counts.get(edgeKey(line)) ?? 0;
    return count >= (line.height > body * 1.15 ? Math.max(least, pages.length * 0.3) : least);
  };
  return pages.map((page) => {
    const edges = new Set(edgeLines(page));
    const kept = page.lines.filter((line) => !(edges.has(line) && (isPageNumber(line) || isRunning(line))));
    return { ...page, lines: withoutFootnotes(kept, body) };
  });
}

/** The two outermost lines at either end of a page, by their height on it. */
function edgeLines(page: BookPage): PageLine[] {
  const byHeight = [...page.lines].sort((a, b) => b.y - a.y);
  return [...byHeight.slice(0, 2), ...byHeight.slice(-2)];
}

/** Same words at the same height, whatever the page number in them. */
function edgeKey(line: PageLine): string {
  return `${Math.round(line.y / 4)} ${fold(line.text.replace(/\d+|\b[ivxlc]+\b/gi, '#'))}`;
}

function isPageNumber(line: PageLine): boolean {
  return /^[\s\-–—.[\]|·]*(?:page |p\. ?)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:\/|of|sur)\s*\d{1,4})?[\s\-–—.[\]|·]*$/.test(
    line.text,
  );
}

/** Notes at the foot are set smaller than the text and begin with their number. */
function withoutFootnotes(lines: readonly PageLine[], body: number): PageLine[] {
  let from = lines.length;
  while (from > 0 && (lines[from - 1]?.height ?? body) < body * 0.9) from -= 1;
  const first = lines[from];
  return first !== undefined && from > 0 && /^\s*[[(]?(?:\d{1,3}|[*†‡])[\])]?/.test(first.text)
    ? lines.slice(0, from)
    : [...lines];
}
