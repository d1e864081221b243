import { type Block, blockText, isSceneBreak } from './block.ts';
import { type ParsedHeading, parseHeading } from './heading.ts';

/** A block that may be a heading, and how much prose follows it before the next one. */
export interface HeadingCandidate extends ParsedHeading {
  readonly index: number;
  readonly text: string;
  readonly proseAfter: number;
}

export function headingCandidates(blocks: readonly Block[]): HeadingCandidate[] {
  const found = blocks.flatMap((block, index) => {
    const parsed = candidateOf(block);
    return parsed === null ? [] : [{ ...parsed, index, text: blockText(block) }];
  });
  return found.map((candidate, i) => {
    const next = found[i + 1]?.index ?? blocks.length;
    return { ...candidate, proseAfter: proseLength(blocks, candidate.index + 1, next) };
  });
}

function candidateOf(block: Block): ParsedHeading | null {
  if (isSceneBreak(block) || block.lines.length > 4) return null;
  const first = parseHeading(block.lines[0] ?? '');
  if (first === null || block.lines.length === 1) return first;
  // A title that runs over two or three lines belongs to its number.
  const whole = parseHeading(blockText(block));
  if (whole === null || whole.rank !== first.rank || whole.number !== first.number) return null;
  return blockText(block).length <= 200 ? whole : null;
}

/** Characters of prose between two blocks, breaks not counted. */
export function proseLength(blocks: readonly Block[], from: number, to: number): number {
  let length = 0;
  for (let i = from; i < to; i += 1) {
    const block = blocks[i];
    if (block !== undefined && !isSceneBreak(block)) length += blockText(block).length;
  }
  return length;
}
