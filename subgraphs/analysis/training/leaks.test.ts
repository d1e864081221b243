import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCorpora, readRows } from './corpora.ts';
import { sharesShingle, shinglesOf } from './shingles.ts';

const EMOTIONS = '../shared/data/emotions';

describe('sharesShingle', () => {
  const shingles = shinglesOf([
    'The quick brown fox jumps over the lazy dog and runs away.',
    'Six words are few, but enough.',
  ]);

  it('finds ten words in a row whatever their case and marks', () => {
    expect(sharesShingle('— so: QUICK brown fox, jumps over the lazy dog and… runs!', shingles)).toBe(true);
    expect(sharesShingle('Quick brown fox jumps over the lazy dog and walks.', shingles)).toBe(false);
  });

  it('compares short sentences whole', () => {
    expect(sharesShingle('Six words are few; but enough!', shingles)).toBe(true);
    expect(sharesShingle('Six words are few, but not enough.', shingles)).toBe(false);
  });
});

describe.skipIf(!existsSync(EMOTIONS))('what the emotion model learns from (needs ../shared)', () => {
  it('shares no ten words in a row with any dev set or held-out part', () => {
    const { train, tuning, goDev, vadDev, xedEn, xedFr } = readCorpora(EMOTIONS);
    expect(train.length).toBeGreaterThan(70_000);
    const dev = [goDev, vadDev, xedEn, xedFr, readRows(`${EMOTIONS}/emolit_gold.dev.jsonl`)].flat();
    const shingles = shinglesOf(dev.map(({ text }) => text));
    const leaks = [...train, ...tuning].filter(({ text }) => sharesShingle(text, shingles));
    expect(leaks.map(({ text }) => text)).toEqual([]);
  }, 60_000);
});
