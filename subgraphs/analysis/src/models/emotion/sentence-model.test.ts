import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Golden } from '../../../training/golden.ts';
import { WEIGHTS_FOLDER } from '../engine.ts';
import { computeLater } from '../runtime/computation.ts';
import { startRuntime } from '../runtime/model-runtime.ts';
import { readWeights } from '../weights/read-weights.ts';
import { loadSentenceModel } from './sentence-model.ts';

const golden = JSON.parse(await readFile(new URL('mood-3.golden.json', WEIGHTS_FOLDER), 'utf8')) as Golden[];
const file = await readWeights(WEIGHTS_FOLDER, 'mood-3');

describe.each(['wasm', 'cpu'] as const)('the sentence model on %s', async (backend) => {
  const { tf } = await startRuntime(backend);
  const model = loadSentenceModel(tf, file);
  // One backend a process is current, and others are started after this one.
  beforeAll(async () => void (await tf.setBackend(backend)));

  it('computes what the network computed when it was trained, but for the rounding of its weights', () => {
    for (const { language, text, outputs } of golden) {
      const [read] = model.read([text], language);
      const furthest = Math.max(...outputs.map((value, i) => Math.abs(value - read![i]!)));
      expect(furthest, text).toBeLessThan(0.1);
    }
  });

  it('reads a sentence the same alone and among more than a batch of others', () => {
    const texts = Array.from({ length: 600 }, (_, i) => `Sentence ${i % 7} was ${'very '.repeat(i % 5)}sad.`);
    const together = model.read(texts, 'en');
    for (const at of [0, 255, 256, 599]) {
      const [alone] = model.read([texts[at]!], 'en');
      expect(Math.max(...alone!.map((value, i) => Math.abs(value - together[at]![i]!)))).toBeLessThan(1e-4);
    }
  });

  it('keeps no memory of what it read', () => {
    const before = tf.memory().numTensors;
    model.read(['One.', 'Two.'], 'fr');
    expect(tf.memory().numTensors).toBe(before);
  });
});

const webgpu = await startRuntime('webgpu').catch(() => null);

describe('the sentence model on webgpu', () => {
  it.skipIf(!webgpu)(
    `computes the same${webgpu ? '' : ' (needs webgpu and an adapter)'}`,
    async () => {
      const { tf } = webgpu!;
      await tf.setBackend('webgpu');
      const model = loadSentenceModel(tf, file);
      for (const { language, text, outputs } of golden) {
        const [read] = await computeLater(model.reading([text], language));
        expect(Math.max(...outputs.map((value, i) => Math.abs(value - read![i]!))), text).toBeLessThan(0.1);
      }
    },
    120_000,
  );
});
