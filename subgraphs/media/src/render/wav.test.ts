import { describe, expect, it } from 'vitest';
import { decodeWav, encodeWav } from './wav.ts';

describe('WAV files', () => {
  it('come back as they went in, clipped to full scale', () => {
    const back = decodeWav(encodeWav(Float32Array.of(0, 0.5, -0.25, 2)));
    for (const [i, value] of [0, 0.5, -0.25, 1].entries()) expect(back[i]).toBeCloseTo(value, 3);
  });

  it('are refused when they are something else', () => {
    expect(() => decodeWav(Buffer.from('plain text, long enough'))).toThrow('RIFF');
  });
});
