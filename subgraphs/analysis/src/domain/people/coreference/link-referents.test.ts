import { describe, expect, it } from 'vitest';
import { bookOf } from '../../../../test/book-of.ts';
import { quoteFinder } from '../../speech/quote-finder.ts';
import { resolveCoreference } from './coreference.ts';
import { linkFeatureNames } from './link-features.ts';
import { type LinkScorer, MOST_CANDIDATES } from './link-referents.ts';

const names = linkFeatureNames(bookContext(), 0);

/** A scorer that adds up what some features are worth. */
function worth(values: Record<string, number>, seen: number[] = []): LinkScorer {
  return {
    width: names.length,
    score(features, rows) {
      seen.push(rows);
      return Float32Array.from({ length: rows }, (_, row) =>
        Object.entries(values).reduce((sum, [name, value]) => {
          if (!names.includes(name)) throw new Error(`There is no feature ${name}.`);
          return sum + value * features[row * names.length + names.indexOf(name)]!;
        }, 0),
      );
    },
  };
}

function clustersIn(text: string, scorer: LinkScorer): string[][] {
  const book = bookOf('en', text);
  const { clusters, referents } = resolveCoreference(book, quoteFinder.find(book), scorer, [], []);
  return clusters.map(({ members }) => members.map((index) => referents[index]!.text));
}

function bookContext() {
  const book = bookOf('en', 'He ran.');
  const { referents } = resolveCoreference(
    book,
    [],
    { width: 400, score: () => new Float32Array(1) },
    [],
    [],
  );
  return { book, referents, reported: new Int32Array([-1]), told: new Int32Array(1) };
}

describe('linkReferents', () => {
  it('knows how pronouns and descriptions agree', () => {
    const scorer = worth({ 'same gender': 5, 'other gender': -9, new: 2 });
    expect(
      clustersIn('The old queen saw the young king. She bowed to him. He laughed at her.', scorer),
    ).toEqual([
      ['the old queen', 'she', 'her'],
      ['the young king', 'him', 'he'],
    ]);
  });

  it('knows who says “I” to whom in turn', () => {
    const scorer = worth({ 'I, reported': 9, 'you, spoke before': 6, 'same text': 9, new: 2 });
    const text = `“I am late,” said the queen.\n\n“You are never late,” said the king. The queen smiled.`;
    expect(clustersIn(text, scorer)).toEqual([['i'], ['the queen', 'you', 'the queen'], ['the king']]);
  });

  it('knows nested spans, appositions and reflexives', () => {
    const scorer = worth({ inside: -9, apposition: 9, 'bound, subject in the sentence': 5, new: 2 });
    expect(clustersIn('His sister, the nurse, slept. The king washed himself.', scorer)).toEqual([
      ['his sister', 'the nurse'],
      ['his'],
      ['the king', 'himself'],
    ]);
  });

  it('weighs a bounded number of clusters however long the text is', () => {
    const people = ['king', 'queen', 'nurse', 'monk', 'witch', 'priest', 'sailor', 'hunter', 'boy', 'girl'];
    const seen: number[] = [];
    const text = Array.from({ length: 400 }, (_, i) => `A ${people[i % 10]} came.`).join(' ');
    clustersIn(text, worth({ new: 1 }, seen));
    expect(Math.max(...seen)).toBe(MOST_CANDIDATES + 1);
  });

  it('gives what is not surer than a new one a cluster of its own, with the share of that choice', () => {
    const book = bookOf('en', 'The king sat. He sang.');
    const { clusterOf, confidence } = resolveCoreference(book, [], worth({ new: 0 }), [], []);
    expect([...clusterOf]).toEqual([0, 1]);
    expect(confidence[1]).toBeCloseTo(0.5);
  });
});
