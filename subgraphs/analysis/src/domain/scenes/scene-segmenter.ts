import type { Cast, SceneRange, SceneSegmenter } from '../ports.ts';
import type { BookText, ChapterText } from '../text/book-text.ts';
import { borderScores } from './border-scores.ts';

/** Says where a new scene may begin. */
export interface BorderScorer {
  /** For each paragraph from `first` to `end`, how much speaks for a scene beginning with it, as a kind of logit. */
  scores(book: BookText, first: number, end: number, cast: Cast): Float64Array;
  /** The chance that a border of this score, once it is drawn, is one that a reader would draw too. */
  certainty(score: number): number;
}

/** What the rules' scores are less than a logit. */
const RULE_SHIFT = 2;
export const ruleBorders: BorderScorer = {
  scores: (book, first, end, cast) => borderScores(book, first, end, cast).map((score) => score - RULE_SHIFT),
  // Measured: of borders with these scores, so many were an annotator's too.
  certainty: (score) => 1 / (1 + Math.exp(-(0.71 * score - 0.44))),
};

/** Words of a usual scene, of a short tale's and of a long novel's: its film must show them all. */
const USUAL = 600;
const SMALLEST = 165;
const FEWEST_SCENES = 16;
const MOST_SCENES = 100;
/** As parts of the usual length. */
const SHORTEST = 0.3;
const FURTHEST = 4.5;
/** How readily borders are drawn, and what odd lengths cost. */
const READINESS = 2.5;
const ODD_LENGTH = 1;
const TOO_SHORT = 4;

/** Cuts chapters where time, place or people change, into scenes of a length that can be told. */
export function sceneSegmenter(borders: BorderScorer): SceneSegmenter {
  return {
    segment(book, chapter, cast) {
      const scenes: SceneRange[] = [];
      let first = chapter.firstParagraph;
      // Between the author's own breaks, each stretch is cut for itself.
      for (let i = chapter.firstParagraph; i <= chapter.endParagraph; i++) {
        if (i < chapter.endParagraph && !book.paragraphs[i]!.isBreak) continue;
        if (hasText(book, first, i)) scenes.push(...cutStretch(book, first, i, cast, borders));
        first = i + 1;
      }
      return withBreaks(scenes, chapter);
    },
  };
}

export const ruleSceneSegmenter: SceneSegmenter = sceneSegmenter(ruleBorders);

function hasText({ paragraphs }: BookText, first: number, end: number): boolean {
  for (let i = first; i < end; i++) if (paragraphs[i]!.endToken > paragraphs[i]!.firstToken) return true;
  return false;
}

/** The cuts with the best sum of border scores, less what odd lengths cost: a shortest path over paragraphs. */
function cutStretch(
  book: BookText,
  first: number,
  end: number,
  cast: Cast,
  borders: BorderScorer,
): SceneRange[] {
  const n = end - first;
  const target = usualWords(book);
  const scores = borders.scores(book, first, end, cast);
  const wordsBefore = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) {
    const { firstToken, endToken } = book.paragraphs[first + i]!;
    let words = 0;
    for (let t = firstToken; t < endToken; t++) if (book.tokens[t]!.kind === 'word') words++;
    wordsBefore[i + 1] = wordsBefore[i]! + words;
  }
  const best = new Float64Array(n + 1).fill(Number.NEGATIVE_INFINITY);
  const from = new Int32Array(n + 1);
  best[0] = 0;
  for (let to = 1; to <= n; to++)
    for (let start = to - 1; start >= 0; start--) {
      const words = wordsBefore[to]! - wordsBefore[start]!;
      if (words > FURTHEST * target && start < to - 1) break;
      const border = start > 0 ? scores[start]! + READINESS : 0;
      const value = best[start]! + border - lengthCost(words, target);
      if (value > best[to]!) {
        best[to] = value;
        from[to] = start;
      }
    }
  const scenes: SceneRange[] = [];
  for (let to = n; to > 0; to = from[to]!) {
    const start = from[to]!;
    // An author's own border leaves little doubt.
    const confidence = start === 0 ? 0.95 : borders.certainty(scores[start]!);
    scenes.unshift({ firstParagraph: first + start, endParagraph: first + to, confidence });
  }
  return scenes;
}

function usualWords({ words }: BookText): number {
  return Math.max(words / MOST_SCENES, SMALLEST, Math.min(USUAL, words / FEWEST_SCENES));
}

function lengthCost(words: number, target: number): number {
  const off = Math.log((words + 20) / target);
  const shortest = SHORTEST * target;
  return ODD_LENGTH * off * off + (words < shortest ? TOO_SHORT * (1 - words / shortest) : 0);
}

/** Break lines, and what is empty, go to the scene before, so that scenes tile their chapter. */
function withBreaks(scenes: SceneRange[], chapter: ChapterText): SceneRange[] {
  for (const [i, scene] of scenes.entries())
    scene.endParagraph = scenes[i + 1]?.firstParagraph ?? chapter.endParagraph;
  if (scenes[0]) scenes[0].firstParagraph = chapter.firstParagraph;
  return scenes;
}
