import { describe, expect, it } from 'vitest';
import { bookOf } from '../../../test/book-of.ts';
import type { ModelManifest } from '../weights/model-manifest.ts';
import { modelEntityTagger } from './model-entity-tagger.ts';
import type { Reader } from './reader.ts';

const MANIFEST: ModelManifest = {
  ...{ format: 1, name: 'told', version: '1', task: 'tests', languages: ['en', 'fr'], features: 'reader-1' },
  ...{ outputs: ['PER', 'GPE', 'TIME'], kinds: ['PROP', 'NOM', 'PRON'], calibration: {}, thresholds: {} },
  weights: { file: 'told-1.bin', bytes: 1, sha256: '0'.repeat(64), tensors: [] },
};
type Told = Record<string, { scores: number[]; kinds?: number[] }>;

/** A reader that says of spans what it is told, and that all others are nothing. */
function readerOf(told: Told, manifest: Partial<ModelManifest> = {}): Reader {
  return {
    manifest: { ...MANIFEST, ...manifest },
    encoder: {} as Reader['encoder'],
    // biome-ignore lint/correctness/useYield: it knows its numbers.
    *read(sentences, _language, visit) {
      // In an order of its own, as the true one reads by length.
      for (const [sentence, words] of [...sentences.entries()].reverse())
        for (let first = 0; first < words.length; first++)
          for (let last = first; last < words.length; last++) {
            const said = told[words.slice(first, last + 1).join(' ')];
            const { scores, kinds = [1, 0, 0] } = said ?? { scores: [-5, -5, -5] };
            visit(sentence, first, last, Float32Array.from(scores), Float32Array.from(kinds));
          }
    },
    dispose: () => {},
  };
}

const BOOK = bookOf('en', 'He left. The captain of Leeds slept all night.');
const TOLD: Told = {
  He: { scores: [4, -3, -3], kinds: [0, 1, 2] },
  'The captain of Leeds': { scores: [3, 1, -4], kinds: [0, 2, 1] },
  Leeds: { scores: [-1, 2, -4] },
  'of Leeds slept': { scores: [1, 0, 0] },
  'all night': { scores: [-1, -2, 6] },
};

describe('modelEntityTagger', () => {
  it('gives nested spans of the whole text in reading order', () => {
    const spans = modelEntityTagger(readerOf(TOLD)).tag(BOOK);
    expect(
      spans.map(({ firstToken, endToken, label, kind }) => [wordsOf(firstToken, endToken), label, kind]),
    ).toEqual([
      ['He', 'PER', 'PRONOUN'],
      ['The captain of Leeds', 'PER', 'NOUN'],
      ['Leeds', 'GPE', 'NAME'],
    ]);
  });

  it('gives times only in the language in which they were taught', () => {
    const times = modelEntityTagger(readerOf(TOLD))
      .tag({ ...BOOK, language: 'fr' })
      .filter(({ label }) => label === 'TIME');
    expect(times).toHaveLength(1);
  });

  it('scores by the share of the label among all others, cooled as the manifest says', () => {
    const share = (...others: number[]) => 1 / others.reduce((sum, other) => sum + Math.exp(other - 2), 1);
    const leeds = (calibration: ModelManifest['calibration']) =>
      modelEntityTagger(readerOf(TOLD, { calibration })).tag(BOOK).at(-1)!.score;
    expect(leeds({})).toBeCloseTo(share(0, -1), 6);
    const cooled = 1 / (1 + Math.exp(-1) + Math.exp(-1.5));
    expect(leeds({ score: { slope: 0.5, shift: 0 } })).toBeCloseTo(cooled, 6);
  });

  it('wants more of labels that are told too often, in the language in which they are', () => {
    const labels = (language: 'en' | 'fr') =>
      modelEntityTagger(readerOf(TOLD, { thresholds: { 'GPE:en': 2.5 } }))
        .tag({ ...BOOK, language })
        .map(({ label }) => label);
    expect(labels('en')).toEqual(['PER', 'PER']);
    expect(labels('fr')).toContain('GPE');
  });

  it('has the mentions of a name agree', () => {
    const told: Told = { 'of Leeds slept': { scores: [-1, -2, -3] }, Leeds: { scores: [-1, 3, -4] } };
    const book = bookOf('en', 'Leeds is far. Long live Leeds!');
    const reader = readerOf(told);
    const other: Reader = {
      ...reader,
      *read(words, language, visit) {
        yield* reader.read(words, language, (sentence, first, last, scores, kinds) =>
          visit(
            sentence,
            first,
            last,
            sentence === 0 ? scores : scores.map((s, i) => (i === 0 ? s + 5 : s)),
            kinds,
          ),
        );
      },
    };
    expect(
      modelEntityTagger(other)
        .tag(book)
        .map(({ label }) => label),
    ).toHaveLength(2);
    expect(
      new Set(
        modelEntityTagger(other)
          .tag(book)
          .map(({ label }) => label),
      ).size,
    ).toBe(1);
  });

  it('refuses a model whose labels or kinds it does not know', () => {
    expect(() => modelEntityTagger(readerOf({}, { outputs: ['PER', 'DOG'] }))).toThrow('told-1 tells DOG');
    expect(() => modelEntityTagger(readerOf({}, { kinds: ['VERB'] }))).toThrow('told-1 tells VERB');
  });
});

function wordsOf(first: number, end: number): string {
  return BOOK.tokens
    .slice(first, end)
    .map(({ text }) => text)
    .join(' ');
}
