import { type Example, GO_AT, MOOD_AT, VAD_AT, XED_AT } from './corpora.ts';
import { GO_LABELS, XED_LABELS } from './emotion-labels.ts';
import { bestThresholds } from './thresholds.ts';

export interface Figures {
  goMacroF1: number;
  xedEnMacroF1: number;
  xedFrMacroF1: number;
  pearson: { V: number; A: number; D: number };
}

/** XED's published figures count its eight emotions; a sentence without any is a neutral one. */
export const XED_EMOTIONS = XED_LABELS.length - 1;

type Predict = (example: Example) => Float32Array;

/** Thresholds from the tuning part, figures from the held-out parts. */
export function figuresOf(
  parts: Record<'tuning' | 'goDev' | 'xedEn' | 'xedFr' | 'vadDev', readonly Example[]>,
  predict: Predict,
): Figures & { thresholds: { go: number[]; xedEn: number[]; xedFr: number[] } } {
  const go = tune(parts.tuning, GO_AT, GO_LABELS.length, predict, () => true);
  const xedEn = tune(parts.tuning, XED_AT, XED_EMOTIONS, predict, ({ language }) => language === 'en');
  const xedFr = tune(parts.tuning, XED_AT, XED_EMOTIONS, predict, ({ language }) => language === 'fr');
  const guesses = parts.vadDev.map((example) => predict(example));
  const r = [0, 1, 2].map((k) =>
    pearson(
      parts.vadDev.map(({ targets }) => targets[VAD_AT + k]!),
      guesses.map((guess) => guess[VAD_AT + k]!),
    ),
  );
  return {
    goMacroF1: macroF1(parts.goDev, GO_AT, go, predict),
    xedEnMacroF1: macroF1(parts.xedEn, XED_AT, xedEn, predict),
    xedFrMacroF1: macroF1(parts.xedFr, XED_AT, xedFr, predict),
    pearson: { V: r[0]!, A: r[1]!, D: r[2]! },
    thresholds: { go, xedEn, xedFr },
  };
}

function tune(
  tuning: readonly Example[],
  at: number,
  count: number,
  predict: Predict,
  fits: (example: Example) => boolean,
): number[] {
  const known = tuning.filter((example) => fits(example) && !Number.isNaN(example.targets[at]!));
  return bestThresholds(
    known.map((example) => predict(example).slice(at, at + count)),
    known.map(({ targets }) => targets.slice(at, at + count)),
  );
}

export function macroF1(
  examples: readonly Example[],
  at: number,
  thresholds: readonly number[],
  predict: Predict,
): number {
  const counts = thresholds.map(() => ({ hits: 0, said: 0, true: 0 }));
  for (const example of examples) {
    const logits = predict(example);
    for (const [k, count] of counts.entries()) {
      const isSaid = logits[at + k]! > thresholds[k]!;
      const isTrue = example.targets[at + k]! > 0;
      if (isSaid) count.said++;
      if (isTrue) count.true++;
      if (isSaid && isTrue) count.hits++;
    }
  }
  const scores = counts.map((count) => (2 * count.hits) / Math.max(1, count.said + count.true));
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function pearson(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [a, b] = [mean(x), mean(y)];
  let product = 0;
  let xs = 0;
  let ys = 0;
  for (const [i, value] of x.entries()) {
    product += (value - a) * (y[i]! - b);
    xs += (value - a) ** 2;
    ys += (y[i]! - b) ** 2;
  }
  return xs > 0 && ys > 0 ? product / Math.sqrt(xs * ys) : 0;
}

export const MOODS_AT = MOOD_AT;
