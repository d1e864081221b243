import { describe, expect, it } from 'vitest';
import { planCamera, viewAt } from './camera.ts';

const calm = { label: 'NEUTRAL', arousal: 0.3 } as const;

describe('planCamera', () => {
  it('never looks beyond the edge of the picture', () => {
    for (let seed = 0; seed < 60; seed++) {
      const path = planCamera(seed, { label: 'FEAR', arousal: 1 }, 40);
      for (let t = 0; t <= 1; t += 0.02) {
        const { x, y, extent } = viewAt(path, t);
        expect(x - extent / 2).toBeGreaterThanOrEqual(-1e-9);
        expect(x + extent / 2).toBeLessThanOrEqual(1 + 1e-9);
        expect(y - extent / 2).toBeGreaterThanOrEqual(-1e-9);
        expect(y + extent / 2).toBeLessThanOrEqual(1 + 1e-9);
      }
    }
  });

  it('always moves, however calm the scene is', () => {
    const path = planCamera(3, calm, 6);
    expect(viewAt(path, 0)).not.toEqual(viewAt(path, 1));
  });

  it('takes another turn on a long narration instead of slowing down', () => {
    expect(planCamera(1, calm, 60).stations.length).toBeGreaterThan(planCamera(1, calm, 8).stations.length);
  });

  it('moves without jumps between two frames', () => {
    const path = planCamera(7, { label: 'ANGER', arousal: 1 }, 30);
    for (let i = 1; i < 750; i++) {
      expect(Math.abs(viewAt(path, i / 750).x - viewAt(path, (i - 1) / 750).x)).toBeLessThan(0.003);
    }
  });
});
