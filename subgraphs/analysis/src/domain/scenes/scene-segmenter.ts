import type { Cast, SceneRange, SceneSegmenter } from '../ports.ts';
import type { BookText, ChapterText } from '../text/book-text.ts';
import { borderScores } from './border-scores.ts';

/** Cuts a chapter where time, place or people change, into scenes of a length that can be told. */
export const ruleSceneSegmenter: SceneSegmenter = { segment };

/** Words of a usual scene. A long book is told in longer ones, so that a film can show them all, a tale in shorter ones. */
const TARGET = 750;
const SHORTEST = 220;
const LONGEST = 1700;
const FURTHEST = 3200;
const MOST_SCENES = 72;
const FEWEST_SCENES = 16;
const SMALLEST_SCALE = 0.34;

function segment(book: BookText, chapter: ChapterText, cast: Cast): SceneRange[] {
  const scenes: SceneRange[] = [];
  let first = chapter.firstParagraph;
  // Between the author's own breaks, each stretch is cut for itself.
  for (let i = chapter.firstParagraph; i <= chapter.endParagraph; i++) {
    if (i < chapter.endParagraph && !book.paragraphs[i]!.isBreak) continue;
    if (hasText(book, first, i)) scenes.push(...cutStretch(book, first, i, cast));
    first = i + 1;
  }
  return withBreaks(scenes, chapter);
}

function hasText({ paragraphs }: BookText, first: number, end: number): boolean {
  for (let i = first; i < end; i++) if (paragraphs[i]!.endToken > paragraphs[i]!.firstToken) return true;
  return false;
}

/** The cuts with the best sum of border scores, less what odd lengths cost: a shortest path over paragraphs. */
function cutStretch(book: BookText, first: number, end: number, cast: Cast): SceneRange[] {
  const n = end - first;
  const scale = scaleOf(book);
  const scores = borderScores(book, first, end, cast);
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
      if (words > FURTHEST * scale && start < to - 1) break;
      const value =
        best[start]! + (start > 0 ? scores[start]! : 0) - lengthCost(words / scale, start === 0 && to === n);
      if (value > best[to]!) {
        best[to] = value;
        from[to] = start;
      }
    }
  const scenes: SceneRange[] = [];
  for (let to = n; to > 0; to = from[to]!) {
    const start = from[to]!;
    const confidence = start === 0 ? 0.95 : Math.max(0.2, Math.min(0.9, 0.3 + scores[start]! / 5));
    scenes.unshift({ firstParagraph: first + start, endParagraph: first + to, confidence });
  }
  return scenes;
}

function scaleOf({ words }: BookText): number {
  const long = words / MOST_SCENES / TARGET;
  const short = words / FEWEST_SCENES / TARGET;
  return long > 1 ? long : Math.min(1, Math.max(SMALLEST_SCALE, short));
}

function lengthCost(words: number, isWhole: boolean): number {
  if (isWhole && words < TARGET) return 0;
  const off = Math.log((words + 20) / TARGET);
  const tooShort = words < SHORTEST ? 4 * (1 - words / SHORTEST) + 1.5 : 0;
  const tooLong = words > LONGEST ? (3 * (words - LONGEST)) / LONGEST + 1 : 0;
  return 1.1 * off * off + tooShort + tooLong + 0.9;
}

/** Break lines, and what is empty, go to the scene before, so that scenes tile their chapter. */
function withBreaks(scenes: SceneRange[], chapter: ChapterText): SceneRange[] {
  for (const [i, scene] of scenes.entries())
    scene.endParagraph = scenes[i + 1]?.firstParagraph ?? chapter.endParagraph;
  if (scenes[0]) scenes[0].firstParagraph = chapter.firstParagraph;
  return scenes;
}
