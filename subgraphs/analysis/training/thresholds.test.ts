import { describe, expect, it } from 'vitest';
import { bestThresholds, calibration } from './thresholds.ts';

const rows = (values: readonly number[]) => values.map((value) => Float32Array.of(value));

describe('calibration', () => {
  it('finds the line between logits and what happened', () => {
    const logits = Array.from({ length: 4000 }, (_, i) => (i % 40) / 5 - 4);
    // As many positives at each logit as its chance says, by the place among those with the same.
    const truths = logits.map(
      (logit, i) => Math.floor(i / 40) / 100 < 1 / (1 + Math.exp(-(0.5 * logit - 1))),
    );
    const { slope, shift } = calibration(logits, truths);
    expect(slope).toBeCloseTo(0.5, 1);
    expect(shift).toBeCloseTo(-1, 1);
  });

  it('keeps its head when a line parts the examples', () => {
    const { slope, shift } = calibration([-1, -2, 1, 2], [false, false, true, true]);
    expect(slope).toBeGreaterThan(1);
    expect(slope).toBeLessThan(20);
    expect(Math.abs(shift)).toBeLessThan(1);
  });
});

describe('bestThresholds', () => {
  it('lies between those that are likely and those that are not', () => {
    const logits = [5, 4.5, 4, -3, -4, -5, -6];
    const [threshold] = bestThresholds(rows(logits), rows([1, 1, 1, 0, 0, 0, 0]));
    expect(threshold).toBeGreaterThan(-3);
    expect(threshold).toBeLessThan(4);
  });

  it('asks for more before it gives a rare label than a common one', () => {
    const logits = Array.from({ length: 200 }, (_, i) => i / 100 - 1);
    const common = bestThresholds(rows(logits), rows(logits.map((_, i) => (i % 2 === 0 ? 1 : 0))));
    const rare = bestThresholds(rows(logits), rows(logits.map((_, i) => (i % 8 === 7 && i > 100 ? 1 : 0))));
    expect(common[0]).toBeLessThan(rare[0]!);
  });
});
