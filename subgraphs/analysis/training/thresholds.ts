/** Pulls slope and shift towards 1 and 0, so that a few examples that a line parts do not drive them without end. */
const HOLD = 0.1;

/**
 * The threshold of each label with the best F1 to be expected when the logits are made honest chances. The best F1 as
 * counted follows the luck of the few positives that rare labels have among the tuning examples.
 */
export function bestThresholds(logits: readonly Float32Array[], truths: readonly Float32Array[]): number[] {
  return (logits[0] ? [...logits[0].keys()] : []).map((label) => {
    const values = logits.map((row) => row[label]!);
    const { slope, shift } = calibration(
      values,
      truths.map((row) => row[label]! > 0),
    );
    values.sort((a, b) => b - a);
    const chances = values.map((value) => sigmoid(slope * value + shift));
    const positives = chances.reduce((sum, chance) => sum + chance, 0);
    let hits = 0;
    let best = { f1: -1, threshold: 0 };
    for (const [i, chance] of chances.entries()) {
      hits += chance;
      const f1 = (2 * hits) / (i + 1 + positives);
      if (f1 > best.f1) best = { f1, threshold: (values[i]! + (values[i + 1] ?? values[i]!)) / 2 };
    }
    return best.threshold;
  });
}

/** Slope and shift that make logits into honest chances, by Newton's method on the log loss, each step as long as it helps. */
export function calibration(
  logits: readonly number[],
  truths: readonly boolean[],
): { slope: number; shift: number } {
  let line = { slope: 1, shift: 0 };
  let cost = costOf(line, logits, truths);
  for (let round = 0; round < 30; round++) {
    const step = newtonStep(line, logits, truths);
    for (let length = 1; ; length /= 2) {
      if (length < 1e-6) return line;
      const next = { slope: line.slope - length * step.slope, shift: line.shift - length * step.shift };
      const nextCost = costOf(next, logits, truths);
      if (nextCost > cost) continue;
      line = next;
      cost = nextCost;
      break;
    }
  }
  return line;
}

interface Line {
  slope: number;
  shift: number;
}

function costOf({ slope, shift }: Line, logits: readonly number[], truths: readonly boolean[]): number {
  let cost = (HOLD / 2) * ((slope - 1) ** 2 + shift ** 2);
  for (const [i, logit] of logits.entries()) {
    const score = truths[i] ? -(slope * logit + shift) : slope * logit + shift;
    cost += Math.max(0, score) + Math.log1p(Math.exp(-Math.abs(score)));
  }
  return cost;
}

function newtonStep({ slope, shift }: Line, logits: readonly number[], truths: readonly boolean[]): Line {
  let [slopeGradient, shiftGradient] = [HOLD * (slope - 1), HOLD * shift];
  let [slopeTwice, both, shiftTwice] = [HOLD, 0, HOLD];
  for (const [i, logit] of logits.entries()) {
    const chance = sigmoid(slope * logit + shift);
    const error = chance - (truths[i] ? 1 : 0);
    slopeGradient += error * logit;
    shiftGradient += error;
    const bend = chance * (1 - chance);
    slopeTwice += bend * logit * logit;
    both += bend * logit;
    shiftTwice += bend;
  }
  const size = slopeTwice * shiftTwice - both * both;
  return {
    slope: (shiftTwice * slopeGradient - both * shiftGradient) / size,
    shift: (slopeTwice * shiftGradient - both * slopeGradient) / size,
  };
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
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
