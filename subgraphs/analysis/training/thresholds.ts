/** The threshold with the best F1 for each label, looked for on tuning examples. */
export function bestThresholds(chances: readonly Float32Array[], truths: readonly Float32Array[]): number[] {
  return (chances[0] ? [...chances[0].keys()] : []).map((label) => {
    const pairs = chances
      .map((row, i) => [row[label]!, truths[i]![label]! > 0] as const)
      .sort(([a], [b]) => b - a);
    const positives = pairs.filter(([, isTrue]) => isTrue).length;
    let hits = 0;
    let best = { f1: -1, threshold: 0.5 };
    for (const [i, [chance, isTrue]] of pairs.entries()) {
      if (isTrue) hits++;
      const f1 = (2 * hits) / (i + 1 + positives);
      if (f1 > best.f1) best = { f1, threshold: (chance + (pairs[i + 1]?.[0] ?? 0)) / 2 };
    }
    return best.threshold;
  });
}

/** Slope and shift that make logits into honest chances, by gradient descent on the log loss. */
export function calibration(
  logits: readonly number[],
  truths: readonly boolean[],
): { slope: number; shift: number } {
  let slope = 1;
  let shift = 0;
  for (let round = 0; round < 400; round++) {
    let slopeGradient = 0;
    let shiftGradient = 0;
    for (const [i, logit] of logits.entries()) {
      const error = 1 / (1 + Math.exp(-(slope * logit + shift))) - (truths[i] ? 1 : 0);
      slopeGradient += error * logit;
      shiftGradient += error;
    }
    slope -= (0.3 * slopeGradient) / logits.length;
    shift -= (1.5 * shiftGradient) / logits.length;
  }
  return { slope, shift };
}

/** How far stated chances lie from what happened, over ten equally wide bins. */
export function calibrationError(chances: readonly number[], truths: readonly boolean[]): number {
  const bins = Array.from({ length: 10 }, () => ({ stated: 0, happened: 0, count: 0 }));
  for (const [i, chance] of chances.entries()) {
    const bin = bins[Math.min(9, Math.floor(chance * 10))]!;
    bin.stated += chance;
    bin.happened += truths[i] ? 1 : 0;
    bin.count++;
  }
  return bins.reduce((sum, { stated, happened }) => sum + Math.abs(stated - happened), 0) / chances.length;
}
