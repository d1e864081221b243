import { type Block, isSceneBreak, sceneBreak } from './block.ts';
import { proseLength } from './heading-candidate.ts';
import type { Section } from './outline-heading.ts';

const SHORTEST_BOOK = 40_000;
const USUAL_CHAPTER = 5_000;
const SHORTEST_CHAPTER = 1_500;

/** Chapters of a book without headings: told by gaps that are rarer and larger than the usual one. */
export function chaptersByGaps(blocks: readonly Block[]): Section[] {
  const whole: Section[] = [{ title: null, blocks }];
  if (proseLength(blocks, 0, blocks.length) < SHORTEST_BOOK) return whole;
  const gaps = blocks.map((block) => block.gap).sort((a, b) => a - b);
  const usual = gaps[Math.floor(gaps.length / 2)] ?? 0;
  const sizes = [...new Set(gaps)].filter((gap) => gap > usual);
  for (const size of sizes) {
    const starts = [0, ...blocks.flatMap((block, i) => (i > 0 && block.gap >= size ? [i] : []))];
    const lengths = starts.map((start, i) => proseLength(blocks, start, starts[i + 1] ?? blocks.length));
    const median = [...lengths].sort((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? 0;
    const short = lengths.filter((length) => length < SHORTEST_CHAPTER).length;
    if (starts.length >= 2 && median >= USUAL_CHAPTER && short <= lengths.length * 0.25)
      return joinShort(blocks, starts);
  }
  return whole;
}

/** A piece too short for a chapter is a scene of the one before: a song, a letter set apart. */
function joinShort(blocks: readonly Block[], starts: readonly number[]): Section[] {
  const sections: Section[] = [];
  starts.forEach((start, i) => {
    const piece = blocks.slice(start, starts[i + 1] ?? blocks.length);
    const previous = sections.at(-1);
    const short = proseLength(piece, 0, piece.length) < SHORTEST_CHAPTER;
    if (previous !== undefined && short) {
      sections[sections.length - 1] = { ...previous, blocks: [...previous.blocks, sceneBreak(), ...piece] };
    } else sections.push({ title: null, blocks: piece.filter((block, k) => k > 0 || !isSceneBreak(block)) });
  });
  return sections;
}
