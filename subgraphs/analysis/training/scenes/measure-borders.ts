import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ruleEntityFinder } from '../../src/domain/people/entity-finder.ts';
import type { Cast } from '../../src/domain/ports.ts';
import { type BorderScorer, ruleBorders, sceneSegmenter } from '../../src/domain/scenes/scene-segmenter.ts';
import { quoteFinder } from '../../src/domain/speech/quote-finder.ts';
import { type BookText, readBook } from '../../src/domain/text/book-text.ts';
import { loadBorderModel } from '../../src/models/borders/border-model.ts';
import { modelBorders } from '../../src/models/borders/model-borders.ts';
import { WEIGHTS_FOLDER } from '../../src/models/engine.ts';
import { readWeights } from '../../src/models/weights/read-weights.ts';

// Scores borders against scenes-en (sentences as paragraphs, as the rows of `npm run annotate -- --task scenes`), and fits how
// sure a drawn border is.

interface Row {
  doc: string;
  sentences: string[];
  boundaries: number[];
}
interface Scores {
  macro: { relaxedF1: number; exactF1: number };
  micro: { relaxed: { f1: number } };
  docs: Record<string, { relaxed: number; pred: number; gold: number }>;
}
/** Sentences that a border may be off. */
const NEAR = 3;

const { values } = parseArgs({
  options: { shared: { type: 'string' }, id: { type: 'string', default: 'border-1' } },
});
const { scoreSegments } = (await import(`${values.shared}/scorers/segment.mjs`)) as {
  scoreSegments: (gold: unknown[], found: unknown[], options: { t: number }) => Scores;
};
const gold = readFileSync(`${values.shared}/data/scenes-en/dev.jsonl`, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);
const books = gold.map((row): [Row, BookText, Cast] => {
  const text = row.sentences.map((sentence) => sentence.replace(/\s+/g, ' ').trim() || '—').join('\n\n');
  const chapters = [{ index: 0, title: null, start: 0, end: text.length }];
  const book = readBook({ title: row.doc, authors: [], language: 'en', text, chapters });
  return [row, book, ruleEntityFinder.find(book, quoteFinder.find(book))];
});

measure('rules', ruleBorders);
measure(values.id, modelBorders(loadBorderModel(await readWeights(WEIGHTS_FOLDER, values.id))));

function measure(name: string, borders: BorderScorer): void {
  const drawn: [score: number, right: number][] = [];
  // The score itself comes out as the confidence, to be fitted.
  const segmenter = sceneSegmenter({ ...borders, certainty: (score) => score });
  const found = books.map(([{ doc, boundaries }, book, cast]) => {
    const scenes = segmenter.segment(book, book.chapters[0]!, cast).slice(1);
    for (const { firstParagraph, confidence } of scenes)
      drawn.push([confidence, Number(boundaries.some((at) => Math.abs(at - firstParagraph) <= NEAR))]);
    return { doc, boundaries: scenes.map(({ firstParagraph }) => firstParagraph) };
  });
  const { macro, micro, docs } = scoreSegments(gold, found, { t: NEAR });
  say(`${name}: relaxed F1 ${macro.relaxedF1}, pooled ${micro.relaxed.f1}, exact ${macro.exactF1}`);
  for (const [doc, { relaxed, pred, gold: wanted }] of Object.entries(docs))
    say(`  ${doc}: ${relaxed} (${pred} drawn, ${wanted} wanted)`);
  const { slope, shift } = fit(drawn);
  say(
    `  a drawn border is right with sigmoid(${slope.toFixed(3)} score + ${shift.toFixed(3)}); calibration error now ${calibrationError(drawn, borders).toFixed(3)}`,
  );
}

/** Logistic regression on one number. */
function fit(pairs: readonly (readonly [number, number])[]): { slope: number; shift: number } {
  let slope = 0.5;
  let shift = 0;
  for (let step = 0; step < 5000; step++) {
    let bySlope = 0;
    let byShift = 0;
    for (const [x, y] of pairs) {
      const off = 1 / (1 + Math.exp(-(slope * x + shift))) - y;
      bySlope += off * x;
      byShift += off;
    }
    slope -= (0.5 * bySlope) / pairs.length;
    shift -= (0.5 * byShift) / pairs.length;
  }
  return { slope, shift };
}

function calibrationError(
  pairs: readonly (readonly [number, number])[],
  { certainty }: BorderScorer,
): number {
  const bins = Array.from({ length: 5 }, () => ({ said: 0, right: 0 }));
  for (const [score, right] of pairs) {
    const bin = bins[Math.min(4, Math.floor(5 * certainty(score)))]!;
    bin.said += certainty(score);
    bin.right += right;
  }
  return bins.reduce((sum, { said, right }) => sum + Math.abs(said - right), 0) / pairs.length;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
