/** A run of letters on a page. Coordinates are in points, with the origin at the lower left. */
export interface PageGlyphs {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line of a page as its reader's eye takes it in. */
export interface PageLine {
  readonly text: string;
  readonly x: number;
  readonly right: number;
  readonly y: number;
  /** Size of most of its letters. */
  readonly height: number;
}

export interface BookPage {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly PageLine[];
}

/** Most frequent value, values being equal when they round to the same step. */
export function mode(values: readonly number[], step: number): number {
  const counts = new Map<number, number>();
  for (const value of values) {
    const key = Math.round(value / step);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  let best = 0;
  let most = -1;
  for (const [key, count] of counts) {
    if (count > most) {
      most = count;
      best = key;
    }
  }
  return best * step;
}

/** Size of the letters that most of the book is set in. */
export function bodyHeight(pages: readonly BookPage[]): number {
  const heights = pages.flatMap((page) =>
    page.lines.filter((line) => line.text.length > 25).map((line) => line.height),
  );
  return heights.length > 0
    ? mode(heights, 0.5)
    : mode(
        pages.flatMap((page) => page.lines.map((line) => line.height)),
        0.5,
      );
}
