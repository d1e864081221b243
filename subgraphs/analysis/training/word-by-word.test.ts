import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { featureReader } from '../src/models/emotion/sentence-features.ts';
import type { Example } from './corpora.ts';
import { inFrench } from './word-by-word.ts';

let folder: string;
let dictionary: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'visiobook-dictionary-'));
  dictionary = join(folder, 'dictionary.tsv');
  writeFileSync(dictionary, "she\telle\nwept\tpleura\nshe's\telle\nnight\tnuit\nhouse\tla maison\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('inFrench', () => {
  it('says word by word what the dictionary has, with the marks and what people said of it', () => {
    const [told] = inFrench([example('She wept all night!')], dictionary);
    expect(told).toMatchObject({ language: 'fr', text: 'elle pleura nuit !' });
    expect(told!.features).toEqual(featureReader('fr')('elle pleura nuit !'));
    expect([...told!.targets]).toEqual([1, 0]);
  });

  it('leaves out a sentence of which half the words are unknown, and entries of several words', () => {
    expect(inFrench([example('All of that night')], dictionary)).toEqual([]);
    expect(inFrench([example('house')], dictionary)).toEqual([]);
  });
});

function example(text: string): Example {
  return {
    id: 'en1',
    language: 'en',
    text,
    features: featureReader('en')(text),
    targets: Float32Array.of(1, 0),
  };
}
