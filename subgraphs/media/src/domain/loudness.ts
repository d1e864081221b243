import { Biquad } from './biquad.ts';

const BLOCK_SECONDS = 0.4;
const STEP_SECONDS = 0.1;
const ABSOLUTE_GATE = -70;
const RELATIVE_GATE = -10;

/** Integrated loudness of a mono signal in LUFS, after ITU-R BS.1770-4; silence is -Infinity. 48 kHz only. */
export function integratedLoudness(samples: Float32Array, rate: 48_000): number {
  const energies = blockEnergies(samples, rate);
  const audible = energies.filter((energy) => toLufs(energy) > ABSOLUTE_GATE);
  if (audible.length === 0) return Number.NEGATIVE_INFINITY;
  const gate = toLufs(mean(audible)) + RELATIVE_GATE;
  return toLufs(mean(audible.filter((energy) => toLufs(energy) > gate)));
}

/** The highest level between samples too, in dB: four-fold interpolation as BS.1770 asks. */
export function truePeak(samples: Float32Array): number {
  let peak = 0;
  for (let i = 1; i < samples.length - 2; i++) {
    const [a, b, c, d] = [samples[i - 1]!, samples[i]!, samples[i + 1]!, samples[i + 2]!];
    peak = Math.max(peak, Math.abs(b));
    // Only loud neighbourhoods can hide a peak, and most samples are far from one.
    if (Math.abs(b) + Math.abs(c) < peak) continue;
    for (const t of [0.25, 0.5, 0.75]) peak = Math.max(peak, Math.abs(hermite(a, b, c, d, t)));
  }
  return 20 * Math.log10(peak);
}

function blockEnergies(samples: Float32Array, rate: number): number[] {
  const shelf = new Biquad([
    1.53512485958697, -2.69169618940638, 1.19839281085285, 1, -1.69065929318241, 0.73248077421585,
  ]);
  const pass = new Biquad([1, -2, 1, 1, -1.99004745483398, 0.99007225036621]);
  const step = Math.round(rate * STEP_SECONDS);
  const steps: number[] = [];
  let sum = 0;
  for (let i = 0; i < samples.length; i++) {
    const weighted = pass.next(shelf.next(samples[i]!));
    sum += weighted * weighted;
    if ((i + 1) % step === 0) {
      steps.push(sum / step);
      sum = 0;
    }
  }
  const perBlock = Math.round(BLOCK_SECONDS / STEP_SECONDS);
  if (steps.length < perBlock) return steps.length > 0 ? [mean(steps)] : [];
  return steps.slice(perBlock - 1).map((_, i) => mean(steps.slice(i, i + perBlock)));
}

function toLufs(energy: number): number {
  return -0.691 + 10 * Math.log10(energy);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function hermite(a: number, b: number, c: number, d: number, t: number): number {
  const slope = (c - a) / 2;
  const next = (d - b) / 2;
  const t2 = t * t;
  const t3 = t2 * t;
  return (2 * t3 - 3 * t2 + 1) * b + (t3 - 2 * t2 + t) * slope + (3 * t2 - 2 * t3) * c + (t3 - t2) * next;
}
