import { describe, expect, it } from 'vitest';
import { bookOf } from '../../../test/book-of.ts';
import type { Cast } from '../ports.ts';
import { ruleEntityFinder } from './entity-finder.ts';

/** Pages on which nobody is named. */
const PAGES = 'The rain fell on the roofs of the town, and the river rose under the bridge. '.repeat(250);
const met = (name: string) =>
  `Professor ${name} sat down. “Good day,” said Professor ${name}. Professor ${name} smiled. “Well,” said ${name}.`;
const ALONE = '“Indeed,” said the Professor. The Professor rose, and the Professor left.';

describe('a rank that several people bear', () => {
  it('means whoever of them the pages before speak of', () => {
    const cast = castOf(`${met('Stone')} ${ALONE}\n\n${PAGES}\n\n${met('Finch')} ${ALONE}`);
    expect(usesOf(cast)).toEqual({ 'Professor Stone': 7, 'Professor Finch': 7 });
  });

  it('is a person of its own where the pages before speak of two, or of none', () => {
    const cast = castOf(`${met('Stone')} ${met('Finch')} ${ALONE}\n\n${PAGES} ${ALONE}`);
    expect(usesOf(cast)).toEqual({ 'Professor Stone': 4, 'Professor Finch': 4, Professor: 6 });
  });

  it('goes on alone, page after page, once it is plain who is meant', () => {
    const some = PAGES.slice(0, PAGES.length / 2);
    const cast = castOf(
      `${met('Finch')}\n\n${PAGES} ${met('Stone')} ${ALONE}\n\n${some} ${ALONE}\n\n${some} ${ALONE}`,
    );
    expect(usesOf(cast)).toEqual({ 'Professor Stone': 13, 'Professor Finch': 4 });
  });

  it('leaves kin and courtesy alone: everybody has a father', () => {
    const fathers = castOf(`${met('Stone')} ${met('Finch')}`.replaceAll('Professor', 'Father'));
    expect(Object.keys(usesOf(fathers)).sort()).toEqual(['Father Finch', 'Father Stone']);
  });
});

function castOf(text: string): Cast {
  return ruleEntityFinder.find(bookOf('en', text), []);
}

function usesOf({ characters, mentions }: Cast): Record<string, number> {
  return Object.fromEntries(
    characters.map(({ name }, i) => [
      name,
      mentions.filter(({ character, kind }) => character === i && kind === 'NAME').length,
    ]),
  );
}
