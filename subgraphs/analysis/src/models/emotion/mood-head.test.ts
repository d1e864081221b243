import { readFile } from 'node:fs/promises';
import type { Language } from '@visiobook/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Encoder } from '../encoder/encode-tokens.ts';
import { loadEncoder } from '../encoder/load-encoder.ts';
import { WEIGHTS_FOLDER } from '../engine.ts';
import { openLexis } from '../lexis/lexis.ts';
import { modelEntityTagger } from '../reader/model-entity-tagger.ts';
import { loadReader } from '../reader/reader.ts';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import { compute, computeLater } from '../runtime/computation.ts';
import { type ModelRuntime, NoBackend, startRuntime } from '../runtime/model-runtime.ts';
import { readWeights } from '../weights/read-weights.ts';
import { loadMoodHead } from './mood-head.ts';

const ID = 'mood-4';
/** What PyTorch computed for sentences, with the weights rounded as they are kept; see training/encoder/golden.py. */
const golden = JSON.parse(await readFile(new URL(`${ID}.golden.json`, WEIGHTS_FOLDER), 'utf8')) as {
  language: Language;
  words: string[];
  outputs: number[];
}[];
const file = await readWeights(WEIGHTS_FOLDER, ID);
const reader = await readWeights(WEIGHTS_FOLDER, file.manifest.above!);
const lexis = openLexis(await readWeights(WEIGHTS_FOLDER, reader.manifest.lexis!));
const encoderOn = (tf: Tensorflow) => computeLater(loadEncoder(tf, reader, lexis));

describe.each(['wasm', 'cpu', 'webgpu'] as const)('the head of moods on %s', async (backend) => {
  const runtime = await startRuntime(backend).catch((error: unknown) => error as NoBackend);
  const missing = runtime instanceof NoBackend;

  it.skipIf(missing)(
    `computes what PyTorch computed${missing ? ' (needs an adapter)' : ''}`,
    async () => {
      const { tf } = runtime as ModelRuntime;
      // One backend a process is current, and others are started after this one.
      await tf.setBackend(backend);
      const encoder = await encoderOn(tf);
      const head = await computeLater(loadMoodHead(tf, file, encoder));
      for (const { language, words, outputs } of golden) {
        const [read] = await computeLater(head.reading([words], language));
        expect(furthest(outputs, read!), words.join(' ')).toBeLessThan(1e-3);
      }
      head.dispose();
      encoder.dispose();
    },
    120_000,
  );
});

describe('the head of moods', async () => {
  const { tf } = await startRuntime('wasm');
  let encoder: Encoder;
  beforeAll(async () => {
    await tf.setBackend('wasm');
    encoder = await encoderOn(tf);
  });
  afterAll(() => encoder.dispose());

  it('reads a sentence the same alone and among others, at its own place', () => {
    const head = compute(loadMoodHead(tf, file, encoder, { tokens: 24, sentences: 4 }));
    const many = Array.from({ length: 30 }, (_, i) => [
      `Sentence ${i}`,
      ...Array.from({ length: i % 7 }, () => 'very'),
      'sad',
    ]);
    const together = compute(head.reading(many, 'en'));
    for (const [i, words] of many.entries()) {
      const [alone] = compute(head.reading([words], 'en'));
      expect(furthest(alone!, together[i]!)).toBeLessThan(1e-4);
    }
    head.dispose();
  });

  it('feels the beginning of an endless sentence, and nothing where there is no word', () => {
    const head = compute(loadMoodHead(tf, file, encoder));
    const endless = Array.from({ length: 5000 }, () => 'alas');
    const rows = compute(head.reading([endless, endless.slice(0, 256), []], 'en'));
    expect(furthest(rows[0]!, rows[1]!)).toBeLessThan(1e-4);
    expect(rows[2]).toBeUndefined();
    head.dispose();
  });

  it('says of sentences that are encoded for another head what it says of them by itself', () => {
    const head = compute(loadMoodHead(tf, file, encoder));
    const tagger = modelEntityTagger(compute(loadReader(tf, reader, lexis)));
    const sentences = golden.filter(({ language }) => language === 'en').map(({ words }) => words);
    const felt: Float32Array[] = [];
    const ends = sentences.map((_, i) => sentences.slice(0, i + 1).flat().length);
    const text = {
      language: 'en' as const,
      tokens: sentences.flat().map((word) => ({ text: word })),
      sentences: ends.map((endToken, i) => ({ firstToken: ends[i - 1] ?? 0, endToken })),
    };
    const spans = compute(tagger.tagging(text, head.feeling('en', felt)));
    expect(spans).toEqual(compute(tagger.tagging(text)));
    for (const [i, row] of compute(head.reading(sentences, 'en')).entries())
      expect(furthest(row, felt[i]!)).toBeLessThan(1e-4);
    head.dispose();
  });

  it('keeps no memory of what it read, nor of itself when it is disposed', () => {
    const before = tf.memory().numTensors;
    const head = compute(loadMoodHead(tf, file, encoder));
    const loaded = tf.memory().numTensors;
    compute(head.reading([['Oh', '!'], ['No']], 'fr'));
    expect(tf.memory().numTensors).toBe(loaded);
    head.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses weights of another network, and keeps nothing of them', () => {
    const { manifest, binary } = file;
    const refused = (changes: Partial<typeof manifest>, why: string) => {
      const before = tf.memory().numTensors;
      const other = { manifest: { ...manifest, ...changes }, binary };
      expect(() => compute(loadMoodHead(tf, other, encoder))).toThrow(why);
      expect(tf.memory().numTensors).toBe(before);
    };
    refused({ features: 'mood-head-9' }, 'reads the features mood-head-9');
    refused({ outputs: ['mood:JOY'] }, 'out/b is 49, not 1');
    refused({ languages: ['en'] }, 'lang is 2 × 16, not 1 × any');
  });
});

function furthest(some: ArrayLike<number>, others: ArrayLike<number>): number {
  return Math.max(...Array.from(some, (value, i) => Math.abs(value - others[i]!)));
}
