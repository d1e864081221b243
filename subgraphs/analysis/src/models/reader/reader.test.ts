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
import type { Text } from './text-windows.ts';

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
    for (const [language, text] of [
      ['en', ENGLISH],
      ['fr', FRENCH],
    ] as const) {
      const expected = plain(text, language);
      let spans = 0;
      const visit: SpanVisitor = (sentence, first, last, scores, kinds) => {
        const span = expected[sentence]!(first, last);
        expect(furthest(scores, span.scores)).toBeLessThan(1e-4);
        expect(furthest(kinds, span.kinds)).toBeLessThan(1e-4);
        spans++;
      };
      compute(reader.read([text], language, visit));
      expect(spans).toBe(text.reduce((sum, { length }) => sum + spansOf(length), 0));
    }
    reader.dispose();
  });

  it('reads a text the same alone and among others, whatever the size of the batches', () => {
    const large = compute(loadReader(tf, file, lexis));
    const small = compute(loadReader(tf, file, lexis, 20));
    const texts = Array.from({ length: 12 }, (_, i) => ENGLISH.slice(i % ENGLISH.length));
    const together = readingOf(large, texts);
    same(readingOf(small, texts), together);
    let sentence = 0;
    for (const text of texts) {
      same(readingOf(large, [text], sentence), together);
      sentence += text.length;
    }
    large.dispose();
    small.dispose();
  });

  it('reads a sentence among those that stand around it', () => {
    const reader = compute(loadReader(tf, file, lexis));
    const [captain, no, laughed] = ENGLISH;
    const among = readingOf(reader, [[captain!, no!, laughed!]]);
    const apart = readingOf(reader, [[captain!], [no!], [laughed!]]);
    expect(new Set(apart.keys())).toEqual(new Set(among.keys()));
    expect(furthest(apart.get('1 0 1')!, among.get('1 0 1')!)).toBeGreaterThan(1e-2);
    reader.dispose();
  });

  it('keeps no memory of what it read, nor of itself when it is disposed', () => {
    const before = tf.memory().numTensors;
    const reader = compute(loadReader(tf, file, lexis));
    const loaded = tf.memory().numTensors;
    compute(reader.read([ENGLISH], 'en', () => {}));
    expect(tf.memory().numTensors).toBe(loaded);
    reader.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('the reader', async () => {
  const { tf } = await startRuntime('wasm');
  beforeAll(async () => void (await tf.setBackend('wasm')));

  it('reads a sentence without end in pieces, and tells where their spans are', () => {
    const reader = compute(loadReader(tf, file, lexis));
    const endless = Array.from({ length: 700 }, () => 'captain');
    const lasts: number[] = [];
    const visit: SpanVisitor = (sentence, first, last) => {
      if (sentence === 1 && first === last) lasts.push(last);
    };
    compute(reader.read([[['Oh'], endless]], 'en', visit));
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
    await refused('does not say how many heads', { heads: undefined });
    await refused('does not say how many heads or how large a window', { window: undefined });
    await refused('The 8 numbers of model tiny-1 are not pairs for 3 heads', { heads: 3 });
    await refused('enter/w is 9 × 7, not 19 × 8', {}, { 'enter/w': random('enter/w', [9, 7]) });
    await refused(
      'block/1/qkv/w is 8 × 16, not 8 × 24',
      {},
      { 'block/1/qkv/w': random('block/1/qkv/w', [8, 16]) },
    );
    await refused(
      'lacks the tensor block/0/down/w',
      {},
      { 'block/0/down/w': random('block/0/dawn/w', [7, 8]) },
    );
    await refused('lacks the tensor span/pair', {}, { 'span/pair': random('span/pears', [3, 4, 4]) });
    await refused('span/width is 3 × 4, not 2 × any', { outputs: ['PER', 'LOC'] });
    await refused('rests is 2 × 7, not any × 8', {}, { rests: random('rests', [2, 7]) });
  });
});

/** Scores by sentence, which is counted from `firstSentence`, first and last word. */
function readingOf(reader: Reader, texts: readonly Text[], firstSentence = 0): Map<string, Float32Array> {
  const found = new Map<string, Float32Array>();
  const visit: SpanVisitor = (sentence, first, last, scores, kinds) =>
    found.set(`${firstSentence + sentence} ${first} ${last}`, Float32Array.from([...scores, ...kinds]));
  compute(reader.read(texts, 'en', visit));
  return found;
}

function same(some: ReadonlyMap<string, Float32Array>, all: ReadonlyMap<string, Float32Array>): void {
  expect(some.size).toBeGreaterThan(0);
  for (const [span, scores] of some) expect(furthest(scores, all.get(span)!), span).toBeLessThan(1e-4);
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
