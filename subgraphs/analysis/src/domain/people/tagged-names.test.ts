import { describe, expect, it } from 'vitest';
import { bookOf } from '../../../test/book-of.ts';
import type { EntitySpan } from '../ports.ts';
import { ruleEntityFinder } from './entity-finder.ts';

const TEXT = [
  'Everybody knew Ashby. The road beyond Ashby was long, and Ashby itself was white with dust.',
  'Beside the fire sat Corliss. The dog watched Corliss all evening, for Corliss was never without bread.',
  'Then they ate the Gander. It was the prize Gander of the county, and nobody praised the Gander.',
].join('\n\n');

function tagsOf(book: ReturnType<typeof bookOf>, labels: Record<string, EntitySpan['label']>): EntitySpan[] {
  return book.tokens.flatMap(({ text }, i) => {
    const label = labels[text];
    return label ? [{ firstToken: i, endToken: i + 1, label, kind: 'NAME' as const, score: 0.9 }] : [];
  });
}

describe('ruleEntityFinder', () => {
  it('takes names for what the tagger takes them for, where the rules see too little', () => {
    const book = bookOf('en', TEXT);
    const found = (entities: EntitySpan[]) => {
      const { characters, places } = ruleEntityFinder.find(book, [], entities);
      return { people: characters.map(({ name }) => name), places: places.map(({ name }) => name) };
    };
    expect(found([])).toEqual({ people: [], places: [] });
    expect(found(tagsOf(book, { Ashby: 'GPE', Corliss: 'PER', Gander: 'PER' }))).toEqual({
      people: ['Corliss'],
      places: ['Ashby'],
    });
    expect(found(tagsOf(book, { Ashby: 'PER', Corliss: 'VEH' }))).toEqual({ people: ['Ashby'], places: [] });
  });
});
