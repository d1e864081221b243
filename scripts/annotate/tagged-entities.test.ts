import { describe, expect, it } from 'vitest';
import type { EntitySpan, EntityTagger } from '../../subgraphs/analysis/src/domain/ports.ts';
import { annotateSentences, DocumentRow } from './tagged-entities.ts';

/** Finds every "Clara" and "she", and nothing over the end of a sentence. */
const CLARA: EntityTagger = {
  tag: ({ tokens, sentences }) =>
    sentences.flatMap(({ firstToken, endToken }) =>
      tokens.slice(firstToken, endToken).flatMap(({ text }, i): EntitySpan[] => {
        const place = {
          firstToken: firstToken + i,
          endToken: firstToken + i + 1,
          label: 'PER',
          score: 1,
        } as const;
        if (text === 'Clara') return [{ ...place, kind: 'NAME' }];
        return text === 'she' ? [{ ...place, kind: 'PRONOUN' }] : [];
      }),
    ),
};

describe('annotateSentences', () => {
  it('counts from each sentence, names the kind of mention, and keeps the rows in their order', () => {
    const rows = ['Clara said she saw Clara .', 'No .', 'But she did .'].map((text) => ({
      tokens: text.split(' '),
    }));
    expect(annotateSentences(CLARA, rows, 'en').map(({ entities }) => entities)).toEqual([
      [
        [0, 1, 'PROP_PER'],
        [2, 3, 'PRON_PER'],
        [4, 5, 'PROP_PER'],
      ],
      [],
      [[1, 2, 'PRON_PER']],
    ]);
  });
});

describe('DocumentRow', () => {
  it('takes tokens or text', () => {
    expect(DocumentRow.parse({ doc: 'a', sentences: [['No']] })).toHaveProperty('sentences');
    expect(DocumentRow.parse({ doc: 'a', text: 'No', lang: 'fr' })).toHaveProperty('text');
    expect(DocumentRow.safeParse({ doc: 'a' }).success).toBe(false);
  });
});
