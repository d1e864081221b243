import { type Example, GO_AT, MOOD_AT, XED_AT } from './corpora.ts';
import { GO_LABELS, MOODS, XED_LABELS } from './emotion-labels.ts';
import { bestThresholds } from './thresholds.ts';

/** XED's published figures count its eight emotions; a sentence without any is a neutral one. */
export const XED_EMOTIONS = XED_LABELS.length - 1;

type Predict = (example: Example) => Float32Array;

/** Thresholds by output and language, fitted on the tuning part. */
export function thresholdsOf(tuning: readonly Example[], predict: Predict): Record<string, number> {
  const named = (labels: readonly string[], prefix: string, language: string, values: number[]) =>
    labels.map((label, i) => [`${prefix}:${label}:${language}`, Number(values[i]!.toFixed(4))] as const);
  const of = (at: number, count: number, language: string) =>
    tune(tuning, at, count, predict, (example) => example.language === language);
  return Object.fromEntries([
    ...named(GO_LABELS, 'go', 'en', of(GO_AT, GO_LABELS.length, 'en')),
    ...(['en', 'fr'] as const).flatMap((language) =>
      named(XED_LABELS.slice(0, XED_EMOTIONS), 'xed', language, of(XED_AT, XED_EMOTIONS, language)),
    ),
    ...(['en', 'fr'] as const).flatMap((language) =>
      named(MOODS.slice(0, -1), 'mood', language, of(MOOD_AT, MOODS.length - 1, language)),
    ),
  ]);
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
