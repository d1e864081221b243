import { describe, expect, it } from 'vitest';
import { PlaneMemory } from './plane-memory.ts';
import { type Plane, PlaneSampler, type Window } from './plane-sampler.ts';

const WIDTH = 120;
const HEIGHT = 60;
/** A plane whose value grows by exactly one a column. */
const RAMP = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => i % WIDTH);
const NOISE = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => (i * 7919 + (i % 97) * 131) % 256);

function sampled(data: Uint8Array, window: Window, width = 64, height = 32): Uint8Array {
  const memory = new PlaneMemory();
  const plane: Plane = { at: memory.place(data), width: WIDTH, height: HEIGHT };
  const sampler = new PlaneSampler(memory, width, height);
  const target = memory.allocate(width * height);
  sampler.sample(plane, window, target);
  return Uint8Array.from(memory.view(target, width * height));
}

function ramp(x: number, width: number): Uint8Array {
  return sampled(RAMP, { x, y: 3.4, width, height: width / 2 });
}

describe('PlaneSampler', () => {
  it('copies a window of the same size exactly', () => {
    expect([...ramp(10, 64).slice(0, 64)]).toEqual(Array.from({ length: 64 }, (_, i) => i + 10));
  });

  it('places samples within half a step of where they belong', () => {
    const row = ramp(10.37, 80).slice(0, 64);
    for (const [i, value] of row.entries()) {
      expect(Math.abs(value - (10.37 + (i + 0.5) * 1.25 - 0.5))).toBeLessThanOrEqual(0.52);
    }
  });

  it('repeats the edge instead of reading beyond it', () => {
    expect(ramp(100, 40)[63]).toBe(119);
  });

  it.each([64, 52, 48])('blends any picture as four weighted neighbours, %i samples a row', (width) => {
    const window = { x: 7.3, y: 5.9, width: 83.7, height: 41.2 };
    const rows = sampled(NOISE, window, width, 20);
    for (let y = 0; y < 20; y++) {
      for (let x = 0; x < width; x++) {
        const value = rows[y * width + x]!;
        expect(Math.abs(value - bilinear(window, x, y, width, 20))).toBeLessThan(2.1);
      }
    }
  });

  it('refuses windows that its vectors cannot reach', () => {
    expect(() => ramp(0, 124)).toThrow(RangeError);
  });
});

function bilinear(window: Window, x: number, y: number, width: number, height: number): number {
  const sx = window.x + ((x + 0.5) * window.width) / width - 0.5;
  const sy = window.y + ((y + 0.5) * window.height) / height - 0.5;
  const [column, row] = [Math.floor(sx), Math.floor(sy)];
  const at = (dx: number, dy: number) => NOISE[(row + dy) * WIDTH + column + dx]!;
  const [tx, ty] = [sx - column, sy - row];
  const top = at(0, 0) * (1 - tx) + at(1, 0) * tx;
  const bottom = at(0, 1) * (1 - tx) + at(1, 1) * tx;
  return top * (1 - ty) + bottom * ty;
}
