import { describe, expect, it } from 'vitest';
import { integratedLoudness, truePeak } from './loudness.ts';

function sine(frequency: number, amplitude: number, phase = 0): Float32Array {
  return Float32Array.from(
    { length: 48_000 * 3 },
    (_, i) => amplitude * Math.sin((i * frequency * 2 * Math.PI) / 48_000 + phase),
  );
}

describe('loudness', () => {
  it('reads a mono full-scale 997 Hz sine as -3.01 LUFS, the reference of BS.1770', () => {
    expect(integratedLoudness(sine(997, 1), 48_000)).toBeCloseTo(-3.01, 1);
  });

  it('reads silence as minus infinity', () => {
    expect(integratedLoudness(new Float32Array(48_000), 48_000)).toBe(Number.NEGATIVE_INFINITY);
  });

  it('finds a peak that lies between samples', () => {
    // At a quarter of the rate and 45 degrees every sample is 0.707 of the wave's true height.
    expect(truePeak(sine(12_000, 1, Math.PI / 4))).toBeGreaterThan(-2.2);
  });
});
