import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainReader } from '../../../test/plain-reader.ts';
import { folderUrl, LONGEST_SPAN, random, writeLexis, writeReader } from '../../../test/tiny-reader.ts';
import { type Lexis, openLexis } from '../lexis/lexis.ts';
import { compute } from '../runtime/computation.ts';
import { startRuntime } from '../runtime/model-runtime.ts';
import { type ModelFile, readWeights } from '../weights/read-weights.ts';
import { loadReader, type Reader } from './reader.ts';
import type { SpanVisitor } from './span-scores.ts';

const ENGLISH = [
  'The old captain of the ship , Mr . O’Brien , wrote in 1842 .',
  'No !',
  'The captain laughed .',
  'The',
  '',
  'It was a dark night , the captain said , and the ship was far from the island of the dead .',
].map((text) => text.split(' ').filter((word) => word !== ''));
const FRENCH = ['Le capitaine du navire , M. Œdipe , rit .', '— Oui !'].map((text) => text.split(' '));

let folder: URL;
let file: ModelFile;
let lexisFile: ModelFile;
let lexis: Lexis;
beforeAll(async () => {
  folder = folderUrl(await mkdtemp(join(tmpdir(), 'visiobook-reader-')));
  await writeLexis(folder);
  writeReader(folder);
  lexisFile = await readWeights(folder, 'tinylexis-1');
  lexis = openLexis(lexisFile);
  file = await readWeights(folder, 'tiny-1');
});
afterAll(() => rm(folder, { recursive: true }));

describe.each(['wasm', 'cpu'] as const)('the reader on %s', async (backend) => {
  const { tf } = await startRuntime(backend);
  // One backend a process is current, and others are started after this one.
  beforeAll(async () => void (await tf.setBackend(backend)));

  it('computes what its network is, number by number', () => {
    const reader = compute(loadReader(tf, file, lexis));
    const plain = plainReader(lexisFile, file);
    for (const [language, sentences] of [
      ['en', ENGLISH],
      ['fr', FRENCH],
    ] as const) {
      const expected = sentences.map((words) => plain(words, language));
      let spans = 0;
      const visit: SpanVisitor = (sentence, first, last, scores, kinds) => {
        const span = expected[sentence]!(first, last);
        expect(furthest(scores, span.scores)).toBeLessThan(1e-4);
        expect(furthest(kinds, span.kinds)).toBeLessThan(1e-4);
        spans++;
      };
      compute(reader.read(sentences, language, visit));
      expect(spans).toBe(sentences.reduce((sum, { length }) => sum + spansOf(length), 0));
    }
    reader.dispose();
  });

  it('reads a sentence the same alone and in batches of any size', () => {
    const large = compute(loadReader(tf, file, lexis));
    const small = compute(loadReader(tf, file, lexis, { tokens: 20, sentences: 2 }));
    const many = Array.from({ length: 40 }, (_, i) => ENGLISH[i % ENGLISH.length]!);
    const together = scoresOf(large, many);
    const apart = scoresOf(small, many);
    expect(apart.size).toBe(together.size);
    for (const [span, scores] of apart) expect(furthest(scores, together.get(span)!)).toBeLessThan(1e-4);
    const alone = scoresOf(large, [ENGLISH[0]!]);
    for (const [span, scores] of alone) expect(furthest(scores, together.get(span)!)).toBeLessThan(1e-4);
    large.dispose();
    small.dispose();
  });

  it('keeps no memory of what it read, nor of itself when it is disposed', () => {
    const before = tf.memory().numTensors;
    const reader = compute(loadReader(tf, file, lexis));
    const loaded = tf.memory().numTensors;
    compute(reader.read(ENGLISH, 'en', () => {}));
    expect(tf.memory().numTensors).toBe(loaded);
    reader.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('the reader', async () => {
  const { tf } = await startRuntime('wasm');
  beforeAll(async () => void (await tf.setBackend('wasm')));

  it('reads a text without end in pieces, and tells where their spans are', () => {
    const reader = compute(loadReader(tf, file, lexis));
    const endless = Array.from({ length: 700 }, () => 'captain');
    const lasts: number[] = [];
    const visit: SpanVisitor = (_sentence, first, last) => {
      if (first === last) lasts.push(last);
    };
    compute(reader.read([endless], 'en', visit));
    expect(lasts.sort((a, b) => a - b)).toEqual(endless.map((_, i) => i));
    reader.dispose();
  });

  it('refuses weights of another network', async () => {
    const refused = async (
      why: string,
      ...changed: Parameters<typeof writeReader> extends [URL, ...infer R] ? R : never
    ) => {
      writeReader(folder, ...changed);
      const other = await readWeights(folder, 'tiny-1');
      const before = tf.memory().numTensors;
      expect(() => compute(loadReader(tf, other, lexis))).toThrow(why);
      expect(tf.memory().numTensors).toBe(before);
    };
    await refused('reads the features reader-9', { features: 'reader-9' });
    await refused('in/w is 9 × 7, not 19 × any', {}, { 'in/w': random('in/w', [9, 7]) });
    await refused('lm/fw/wx is 7 × 16, not 7 × 20', {}, { 'lm/fw/wx': random('lm/fw/wx', [7, 16]) });
    await refused('lacks the tensor span/pair', {}, { 'span/pair': random('span/pears', [3, 4, 4]) });
    await refused('span/width is 3 × 4, not 2 × any', { outputs: ['PER', 'LOC'] });
  });
});

function scoresOf(reader: Reader, sentences: readonly (readonly string[])[]): Map<string, Float32Array> {
  const found = new Map<string, Float32Array>();
  const visit: SpanVisitor = (sentence, first, last, scores, kinds) => {
    found.set(`${sentence} ${first} ${last}`, Float32Array.from([...scores, ...kinds]));
  };
  compute(reader.read(sentences, 'en', visit));
  return found;
}

function furthest(values: Float32Array, others: ArrayLike<number>): number {
  expect(values.length).toBe(others.length);
  return Math.max(...values.map((value, i) => Math.abs(value - others[i]!)));
}

function spansOf(tokens: number): number {
  return Array.from({ length: tokens }, (_, i) => Math.min(LONGEST_SPAN, tokens - i)).reduce(
    (a, b) => a + b,
    0,
  );
}
