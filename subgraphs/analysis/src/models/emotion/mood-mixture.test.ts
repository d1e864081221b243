import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WEIGHTS_FOLDER } from '../engine.ts';
import { WeightsRefused } from '../weights/read-weights.ts';
import { type MoodMixture, moodMixer, readMixture } from './mood-mixture.ts';
import { mixedMoods, type SentenceEncoder } from './mood-reading.ts';

const mixture: MoodMixture = {
  ...{ format: 1, name: 'mixed', version: '1', task: 'moods', reader: 'tiny-1', bag: 'bag-1' },
  outputs: ['go:joy', 'xed:joy', 'vad:V'],
  shares: {
    'go:en': { reader: 1, bag: 0.5 },
    'xed:en': { reader: 0, bag: 1 },
    'vad:en': { reader: 0.5, bag: 0.5 },
    'go:fr': { reader: 1, bag: 0 },
  },
  calibration: {},
  thresholds: {},
};

describe('a mixture of moods', () => {
  it('weighs each set of labels by the language', () => {
    expect([...moodMixer(mixture, 'en')([2, 4, 1], [6, 8, 3])]).toEqual([5, 8, 2]);
  });

  it('refuses a language whose shares it lacks', () => {
    expect(() => moodMixer(mixture, 'fr')).toThrow('does not say how to mix xed:joy');
  });

  it('refuses rows of another length', () => {
    expect(() => moodMixer(mixture, 'en')([1, 2], [1, 2, 3])).toThrow(WeightsRefused);
  });

  it('gives every sentence to the encoder as a text of its own, and to the bag', () => {
    const seen: unknown[] = [];
    const encoder: SentenceEncoder = {
      moods: 3,
      // biome-ignore lint/correctness/useYield: nothing has to be waited for
      *read(texts, language, { moods }) {
        seen.push(texts, language);
        const outputs = new Float32Array(3);
        for (const sentence of [1, 0]) moods(sentence, outputs.fill(sentence + 1));
      },
    };
    const bag = {
      manifest: { outputs: mixture.outputs } as never,
      read: (texts: readonly string[]) => texts.map(() => Float32Array.of(2, 2, 2)),
    };
    const read = mixedMoods(mixture, encoder, bag).read(['Mr. Fox wept.', 'Why?'], 'en');
    expect(seen).toEqual([[[['Mr.', 'Fox', 'wept', '.']], [['Why', '?']]], 'en']);
    expect(read.map((row) => [...row])).toEqual([
      [2, 2, 1.5],
      [3, 2, 2],
    ]);
  });

  it('refuses an encoder without a head of moods', () => {
    const encoder = { moods: 0, read: () => expect.unreachable() };
    expect(() =>
      mixedMoods(mixture, encoder, { manifest: { outputs: mixture.outputs } as never, read: () => [] }),
    ).toThrow(WeightsRefused);
  });
});

describe('reading a mixture', () => {
  let folder: URL;
  beforeEach(async () => {
    folder = pathToFileURL(`${await mkdtemp(join(tmpdir(), 'visiobook-mixture-'))}/`);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('leaves weights to whoever reads them', async () => {
    expect(await readMixture(WEIGHTS_FOLDER, 'mood-1')).toBeNull();
  });

  it('gives what was written', async () => {
    await writeFile(new URL('mixed-1.json', folder), JSON.stringify(mixture));
    expect(await readMixture(folder, 'mixed-1')).toEqual(mixture);
  });

  it('says which part of a file is wrong, and that one is missing', async () => {
    await writeFile(new URL('mixed-1.json', folder), JSON.stringify({ ...mixture, shares: 3 }));
    await writeFile(new URL('mixed-2.json', folder), '{');
    await expect(readMixture(folder, 'mixed-1')).rejects.toThrow('The mixture mixed-1 is wrong: shares:');
    await expect(readMixture(folder, 'mixed-2')).rejects.toThrow(WeightsRefused);
    await expect(readMixture(folder, 'mixed-3')).rejects.toThrow('mixed-3 are missing');
  });
});
