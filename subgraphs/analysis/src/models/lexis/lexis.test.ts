import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderUrl, random, WORDS, writeLexis } from '../../../test/tiny-reader.ts';
import { readWeights, WeightsRefused } from '../weights/read-weights.ts';
import { openLexis, UNKNOWN } from './lexis.ts';

let folder: URL;
beforeAll(async () => {
  folder = folderUrl(await mkdtemp(join(tmpdir(), 'visiobook-lexis-')));
  await writeLexis(folder);
});
afterAll(() => rm(folder, { recursive: true }));

describe('openLexis', () => {
  it('finds words in any case, with any apostrophe and any digits, each language by itself', async () => {
    const lexis = openLexis(await readWeights(folder, 'tinylexis-1'));
    expect(lexis.rowOf('captain', 'en')).toBe(2);
    expect(lexis.rowOf('CAPTAIN', 'en')).toBe(2);
    expect(lexis.rowOf('O’Brien', 'en')).toBe(5);
    expect(lexis.rowOf('1842', 'en')).toBe(6);
    expect(lexis.rowOf('captain', 'fr')).toBe(UNKNOWN);
    expect(lexis.rowOf('Navire', 'fr')).toBe(4);
    expect([lexis.size('en'), lexis.size('fr')]).toEqual([WORDS.en.length, WORDS.fr.length]);
  });

  it('gives the vector of a row but for its rounding, and nothing beside it', async () => {
    const lexis = openLexis(await readWeights(folder, 'tinylexis-1'));
    const written = random('fr', [WORDS.fr.length, lexis.width]).values.subarray(
      2 * lexis.width,
      3 * lexis.width,
    );
    const read = new Float32Array(lexis.width + 2);
    lexis.copyRow(lexis.rowOf('capitaine', 'fr'), 'fr', read, 1);
    expect([read[0], read.at(-1)]).toEqual([0, 0]);
    for (const [i, value] of written.entries()) expect(Math.abs(read[i + 1]! - value)).toBeLessThan(1 / 255);
  });

  it('refuses a vocabulary that is another than its tables', async () => {
    const file = await readWeights(folder, 'tinylexis-1');
    const { vocabulary = '', ...bare } = file;
    expect(() => openLexis(bare)).toThrow(WeightsRefused);
    expect(() => openLexis({ ...file, vocabulary: vocabulary.replace('fr 5\n', 'fr 4\n') })).toThrow(
      'has 4 words of the language fr, and its table 5 rows',
    );
    const manifest = { ...file.manifest, features: 'lexis-2' };
    expect(() => openLexis({ ...file, manifest })).toThrow('gives the vectors lexis-2');
  });

  it('has its vocabulary checked byte by byte', async () => {
    await writeFile(new URL('tinylexis-1.words.txt', folder), 'en 0\n');
    await expect(readWeights(folder, 'tinylexis-1')).rejects.toThrow('tinylexis-1.words.txt has 5 bytes');
  });
});
