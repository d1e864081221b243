import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharesShingle, shinglesOf } from '../shingles.ts';
import { cleanWorks, measuredTexts, wordsOf } from './clean-works.ts';
import { ShingleIndex } from './shingle-index.ts';

const DATA = '../shared/data';
/** Of each file; the whole corpus takes minutes. */
const WORKS = 6;

describe('ShingleIndex', () => {
  it('counts runs of ten words, whatever their case and marks, up to enough', () => {
    const index = new ShingleIndex();
    index.add('One two three four five six seven eight nine ten eleven twelve.');
    expect(index.size).toBe(3);
    expect(index.shared('— one TWO, three four five six seven eight nine ten eleven!', 9)).toBe(2);
    expect(index.shared('one two three four five six seven eight nine ten eleven twelve', 1)).toBe(1);
    expect(index.shared('two one three four five six seven eight nine ten', 9)).toBe(0);
  });
});

describe('wordsOf', () => {
  it('gives straight apostrophes and no underscores', () => {
    expect(wordsOf('_Don’t_ go!', 'en')).toEqual(["Don't", 'go', '!']);
    expect(wordsOf('L’homme dit-il', 'fr')).toEqual(["L'", 'homme', 'dit', '-il']);
  });
});

describe.skipIf(!existsSync(DATA))('what the reader learns from (needs ../shared)', () => {
  it('shares no ten words in a row with any dev set', async () => {
    const index = new ShingleIndex();
    const texts: string[] = [];
    for await (const text of measuredTexts(DATA)) {
      index.add(text);
      // The independent check keeps its runs as text, so that it sees what a clash of hashes would hide.
      if (texts.length < 400) texts.push(text);
    }
    const shingles = shinglesOf(texts.filter((text) => text.length > 200));
    let paragraphs = 0;
    for (const file of ['chapters/train.fr.jsonl.xz', 'pretrain_extra/en_rcdm_fiction.jsonl.xz']) {
      let works = 0;
      for await (const work of cleanWorks(`${DATA}/${file}`, index)) {
        for (const paragraph of work.paragraphs ?? []) {
          if (paragraph.length < 60) continue;
          paragraphs++;
          expect(sharesShingle(paragraph, shingles), paragraph).toBe(false);
        }
        if (++works === WORKS) break;
      }
    }
    expect(paragraphs).toBeGreaterThan(1000);
  }, 120_000);
});
