import { describe, expect, it } from 'vitest';
import { bookOf } from '../../../test/book-of.ts';
import type { Cast } from '../ports.ts';
import { type BorderScorer, sceneSegmenter } from './scene-segmenter.ts';

const NOBODY: Cast = { characters: [], mentions: [], places: [] };
const PARAGRAPH =
  'They walked on along the wall and spoke of the harvest, of the rain and of the old mill. '.repeat(2);

/** Scores of borders by paragraph, -6 unless said. */
function bordersAt(scores: Record<number, number>): BorderScorer {
  return {
    scores: (_, first, end) => Float64Array.from({ length: end - first }, (_, i) => scores[first + i] ?? -6),
    certainty: (score) => 1 / (1 + Math.exp(-score)),
  };
}

function scenesOf(paragraphs: string[], scores: Record<number, number>) {
  const book = bookOf('en', paragraphs.join('\n\n'));
  return sceneSegmenter(bordersAt(scores)).segment(book, book.chapters[0]!, NOBODY);
}

describe('sceneSegmenter', () => {
  it('cuts where the scores say so, and tells how sure the cut is', () => {
    const scenes = scenesOf(
      Array.from({ length: 20 }, () => PARAGRAPH),
      { 9: 2 },
    );
    expect(scenes.map(({ firstParagraph, endParagraph }) => [firstParagraph, endParagraph])).toEqual([
      [0, 9],
      [9, 20],
    ]);
    expect(scenes[1]!.confidence).toBeCloseTo(0.88, 2);
  });

  it('draws no border two paragraphs behind another, when one is enough', () => {
    const scenes = scenesOf(
      Array.from({ length: 20 }, () => PARAGRAPH),
      { 9: 2, 10: -1 },
    );
    expect(scenes.map(({ firstParagraph }) => firstParagraph)).toEqual([0, 9]);
  });

  it('keeps the breaks of the author, which go to the scene before', () => {
    const paragraphs = Array.from({ length: 9 }, (_, i) => (i === 4 ? '* * *' : PARAGRAPH));
    const scenes = scenesOf(paragraphs, {});
    expect(scenes.map(({ firstParagraph, endParagraph }) => [firstParagraph, endParagraph])).toEqual([
      [0, 5],
      [5, 9],
    ]);
    expect(scenes.map(({ confidence }) => confidence)).toEqual([0.95, 0.95]);
  });
});
