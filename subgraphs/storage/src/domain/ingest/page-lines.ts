import { mode, type PageGlyphs, type PageLine } from './page-line.ts';

interface Segment {
  readonly glyphs: PageGlyphs[];
  x: number;
  right: number;
  y: number;
}

/** Puts the letters of a page into lines in reading order: baselines, drop capitals, then columns. */
export function assembleLines(glyphs: readonly PageGlyphs[], pageWidth: number): PageLine[] {
  const visible = glyphs.filter((glyph) => glyph.text.trim() !== '' && glyph.height > 0);
  if (visible.length === 0) return [];
  const body =
    mode(
      visible.flatMap((glyph) => Array<number>(Math.min(40, glyph.text.length)).fill(glyph.height)),
      0.5,
    ) || 10;
  const { capitals, rest } = splitDropCapitals(visible, body);
  const lines = inColumns(segments(rest, body), pageWidth).map((segment) => toLine(segment, body));
  for (const capital of capitals) attach(capital, lines);
  return lines;
}

/** Runs of letters on one baseline without a gutter between them. */
function segments(glyphs: readonly PageGlyphs[], body: number): Segment[] {
  const sorted = [...glyphs].sort((a, b) => b.y - a.y || a.x - b.x);
  const rows: PageGlyphs[][] = [];
  let baseline = Number.POSITIVE_INFINITY;
  for (const glyph of sorted) {
    const row = rows.at(-1);
    // Superscripts and small capitals sit a little off the baseline of their line.
    if (row !== undefined && baseline - glyph.y < body * 0.45) row.push(glyph);
    else {
      rows.push([glyph]);
      baseline = glyph.y;
    }
  }
  return rows.flatMap((row) => {
    const found: Segment[] = [];
    for (const glyph of row.sort((a, b) => a.x - b.x)) {
      const last = found.at(-1);
      if (last !== undefined && glyph.x - last.right < body * 1.6) {
        last.glyphs.push(glyph);
        last.right = Math.max(last.right, glyph.x + glyph.width);
        if (glyph.text.length > 3) last.y = Math.min(last.y, glyph.y);
      } else found.push({ glyphs: [glyph], x: glyph.x, right: glyph.x + glyph.width, y: glyph.y });
    }
    return found;
  });
}

/** Two columns are read one after the other; what spans both divides the page into bands. */
function inColumns(found: readonly Segment[], pageWidth: number): Segment[] {
  const gutter = findGutter(found, pageWidth);
  if (gutter === null) return mergeRows(found);
  const ordered: Segment[] = [];
  let left: Segment[] = [];
  let right: Segment[] = [];
  for (const segment of found) {
    if (segment.right <= gutter + 2) left.push(segment);
    else if (segment.x >= gutter - 2) right.push(segment);
    else {
      ordered.push(...mergeRows(left), ...mergeRows(right), segment);
      left = [];
      right = [];
    }
  }
  return [...ordered, ...mergeRows(left), ...mergeRows(right)];
}

function findGutter(found: readonly Segment[], pageWidth: number): number | null {
  const wide = found.filter(
    (segment) => segment.glyphs.reduce((sum, glyph) => sum + glyph.text.length, 0) > 12,
  );
  const starts = wide.map((segment) => segment.x).filter((x) => x > pageWidth * 0.4 && x < pageWidth * 0.7);
  if (starts.length < 8) return null;
  const gutter = mode(starts, 4) - 3;
  const left = wide.filter((segment) => segment.right <= gutter + 2).length;
  const right = wide.filter((segment) => segment.x >= gutter - 2).length;
  const across = wide.length - left - right;
  return left >= 8 && right >= 8 && across < wide.length * 0.2 ? gutter : null;
}

/** On a page of one column a wide gap is only a wide gap: a table of contents, a justified line. */
function mergeRows(found: readonly Segment[]): Segment[] {
  const merged: Segment[] = [];
  for (const segment of found) {
    const last = merged.at(-1);
    if (last !== undefined && Math.abs(last.y - segment.y) < 3 && segment.x >= last.right - 1) {
      last.glyphs.push(...segment.glyphs);
      last.right = Math.max(last.right, segment.right);
    } else merged.push({ ...segment, glyphs: [...segment.glyphs] });
  }
  return merged;
}

function toLine(segment: Segment, body: number): PageLine {
  let text = '';
  let end = segment.x;
  const letters: number[] = [];
  for (const glyph of segment.glyphs) {
    const isNoteNumber =
      glyph.height < body * 0.78 &&
      /^[\d*†‡]{1,3}$/.test(glyph.text.trim()) &&
      text !== '' &&
      glyph.y > segment.y + body * 0.1;
    if (isNoteNumber) continue;
    const gap = glyph.x - end;
    if (text !== '' && gap > glyph.height * 0.12 && !text.endsWith(' ') && !glyph.text.startsWith(' '))
      text += gap > body * 3 ? '   ' : ' ';
    text += glyph.text;
    end = glyph.x + glyph.width;
    for (let i = 0; i < Math.min(glyph.text.length, 60); i += 1) letters.push(glyph.height);
  }
  return {
    text: spellOut(text).trimEnd(),
    x: segment.x,
    right: segment.right,
    y: segment.y,
    height: mode(letters, 0.5),
  };
}

/** Ligatures as letters, and the soft hyphens of the typesetter as the hyphens that they print. */
function spellOut(text: string): string {
  return text
    .replace(/[\uFB00-\uFB06]/g, (ligature) => ligature.normalize('NFKD'))
    .replace(/\u00AD$/, '-')
    .normalize('NFC');
}

function splitDropCapitals(
  glyphs: readonly PageGlyphs[],
  body: number,
): { capitals: PageGlyphs[]; rest: PageGlyphs[] } {
  const capitals = glyphs.filter(
    (glyph) =>
      glyph.height > body * 1.7 &&
      /^[«“"‘]?\s?\p{Lu}['’]?$/u.test(glyph.text.trim()) &&
      besideText(glyph, glyphs, body),
  );
  return { capitals, rest: glyphs.filter((glyph) => !capitals.includes(glyph)) };
}

function besideText(capital: PageGlyphs, glyphs: readonly PageGlyphs[], body: number): boolean {
  const beside = glyphs.filter(
    (other) =>
      other.height < body * 1.3 &&
      other.x > capital.x &&
      other.y >= capital.y - body * 0.5 &&
      other.y <= capital.y + capital.height * 1.1,
  );
  return new Set(beside.map((other) => Math.round(other.y))).size >= 2;
}

/** Gives a drop capital back to the first line beside it, and the lines beside it their margin. */
function attach(capital: PageGlyphs, lines: PageLine[]): void {
  const top = capital.y + capital.height * 1.1;
  const beside = lines.flatMap((line, i) =>
    line.x > capital.x && line.y <= top && line.y >= capital.y - line.height * 0.5 ? [i] : [],
  );
  beside.forEach((i, order) => {
    const line = lines[i];
    if (line === undefined) return;
    const text = order === 0 ? capital.text.trim() + line.text.trimStart() : line.text;
    // The first line counts as indented, so that it opens a paragraph.
    lines[i] = { ...line, text, x: order === 0 ? capital.x + line.height * 1.2 : capital.x };
  });
}
