import { describe, expect, it } from 'vitest';
import type { ModelFile } from '../weights/read-weights.ts';
import { openSmallNetwork } from './small-network.ts';

function fileOf(
  tensors: { name: string; shape: number[]; values: number[] }[],
  features = 'links-1',
): ModelFile {
  const halves = Float16Array.from(tensors.flatMap(({ values }) => values));
  return {
    binary: halves.buffer,
    manifest: {
      ...{ format: 1, name: 'tiny', version: '1', task: 'tests', languages: ['en'], features },
      ...{ outputs: ['link'], calibration: {}, thresholds: {} },
      weights: {
        ...{ file: 'tiny-1.bin', bytes: halves.byteLength, sha256: '0'.repeat(64) },
        tensors: tensors.map(({ name, shape }) => ({
          ...{ name, shape, dtype: 'float32', quantization: { dtype: 'float16' } },
        })),
      },
    },
  } as ModelFile;
}

const IN = { name: 'in/w', shape: [2, 2], values: [1, -1, 2, 0.5] };
const IN_BIAS = { name: 'in/b', shape: [2], values: [0, 1] };
const OUT = { name: 'out/w', shape: [2, 1], values: [3, 4] };
const OUT_BIAS = { name: 'out/b', shape: [1], values: [-1] };

describe('openSmallNetwork', () => {
  it('runs layers with rectified sums between them', () => {
    const network = openSmallNetwork(fileOf([IN, IN_BIAS, OUT, OUT_BIAS]), 'links-1');
    expect(network.width).toBe(2);
    // (1, 1): 3 and 0.5; (-1, 0): -1, rectified, and 2.
    expect([...network.run(Float32Array.of(1, 1, -1, 0, 9, 9), 2)]).toEqual([10, 7]);
  });

  it('refuses layers that do not fit together, other features and more outputs than one', () => {
    const wide = { ...OUT, shape: [3, 1], values: [1, 2, 3] };
    expect(() => openSmallNetwork(fileOf([IN, IN_BIAS, wide, OUT_BIAS]), 'links-1')).toThrow(
      'do not fit together at out/w',
    );
    expect(() => openSmallNetwork(fileOf([IN, IN_BIAS]), 'links-1')).toThrow('does not end in one number');
    expect(() => openSmallNetwork(fileOf([IN, IN_BIAS, OUT, OUT_BIAS], 'links-9'), 'links-1')).toThrow(
      'reads the features links-9',
    );
  });
});
