import type { OutlineHeading } from './outline-heading.ts';

export interface LevelledHeading {
  /** Smaller is higher; headings of one order are siblings. */
  readonly order: number;
  /** Whether it may be a part: a chapter with numbered sections stays a chapter. */
  readonly mayHold: boolean;
  /** Prologues and prefaces are chapters wherever they stand. */
  readonly named: boolean;
}

/** Tells parts from chapters from sections: a rank is a part when most of its headings hold headings of a lower one. */
export function level(headings: readonly LevelledHeading[]): OutlineHeading['level'][] {
  const ranks = [...new Set(headings.filter((h) => !h.named).map((h) => h.order))].sort((a, b) => a - b);
  let chapterOrder = ranks.at(-1) ?? 0;
  for (const order of ranks) {
    if (!isPartOrder(headings, order)) {
      chapterOrder = order;
      break;
    }
  }
  return headings.map((heading, i) => {
    if (heading.named || heading.order === chapterOrder) return 'chapter';
    if (heading.order > chapterOrder)
      return holdsNothingAbove(headings, i, chapterOrder) ? 'chapter' : 'section';
    // A part without chapters of its own is read as one.
    return hasChildren(headings, i) ? 'part' : 'chapter';
  });
}

function isPartOrder(headings: readonly LevelledHeading[], order: number): boolean {
  const siblings = headings.flatMap((h, i) => (!h.named && h.order === order && h.mayHold ? [i] : []));
  const holding = siblings.filter((i) => hasChildren(headings, i));
  return siblings.length > 0 && holding.length > siblings.length / 2;
}

function hasChildren(headings: readonly LevelledHeading[], index: number): boolean {
  const own = headings[index]?.order ?? 0;
  for (const next of headings.slice(index + 1)) {
    if (next.named) continue;
    return next.order > own;
  }
  return false;
}

/** A lower heading before any chapter has no chapter to be a section of. */
function holdsNothingAbove(
  headings: readonly LevelledHeading[],
  index: number,
  chapterOrder: number,
): boolean {
  for (const before of headings.slice(0, index).reverse()) {
    if (before.named || before.order === chapterOrder) return false;
    if (before.order < chapterOrder) return true;
  }
  return true;
}
