import { describe, expect, it } from 'vitest';
import { featureReader } from '../src/models/emotion/sentence-features.ts';
import { meanOf } from './mean-network.ts';
import { createNetwork, run } from './network.ts';
import { principalAxes } from './principal-axes.ts';

describe('meanOf', () => {
  it('says the mean of what its networks say', () => {
    const networks = [1, 2, 3].map((seed) => createNetwork(5, seed));
    const features = featureReader('en')('She wept all night, for her brother was dead.');
    const said = networks.map((network) => run(network, features));
    const mean = run(meanOf(networks), features);
    for (const [i, value] of mean.entries())
      expect(value).toBeCloseTo(said.reduce((sum, each) => sum + each[i]!, 0) / said.length, 5);
  });
});

describe('principalAxes', () => {
  it('finds the directions in which rows differ most', () => {
    // Far apart along (3, 4, 0), less so along (0, 0, 1), hardly along (4, -3, 0).
    const rows = Float32Array.from(
      [-2, -1, 1, 2].flatMap((far) =>
        [-1, 1].flatMap((near) => [3 * far + 0.04 * near, 4 * far - 0.03 * near, near]),
      ),
    );
    const [first, second] = principalAxes(rows, 3, 2);
    expect(Math.abs(first![0]!)).toBeCloseTo(0.6, 2);
    expect(Math.abs(first![1]!)).toBeCloseTo(0.8, 2);
    expect(Math.abs(second![2]!)).toBeCloseTo(1, 2);
  });
});
