import { describe, expect, it } from 'vitest';
import { PlaneSampler } from './plane-sampler.ts';

/** A plane whose value grows by exactly one a column. */
const ramp = { width: 120, height: 60, data: Uint8Array.from({ length: 120 * 60 }, (_, i) => i % 120) };

function sampled(x: number, width: number): Uint8Array {
  const target = new Uint32Array((64 * 32) / 4);
  new PlaneSampler(64, 32).sample(ramp, { x, y: 3.4, width, height: width / 2 }, target);
  return new Uint8Array(target.buffer);
}

describe('PlaneSampler', () => {
  it('copies a window of the same size exactly', () => {
    expect([...sampled(10, 64).slice(0, 64)]).toEqual(Array.from({ length: 64 }, (_, i) => i + 10));
  });

  it('places samples within half a step of where they belong', () => {
    const row = sampled(10.37, 80).slice(0, 64);
    for (const [i, value] of row.entries()) {
      expect(Math.abs(value - (10.37 + (i + 0.5) * 1.25 - 0.5))).toBeLessThanOrEqual(0.52);
    }
  });

  it('repeats the edge instead of reading beyond it', () => {
    expect(sampled(100, 40)[63]).toBe(119);
  });

  it('refuses widths that its words cannot hold', () => {
    expect(() => new PlaneSampler(63, 10)).toThrow(RangeError);
  });
});
