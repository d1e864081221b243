import type { Language } from '@visiobook/schema';
import type { z } from 'zod';
import { isSomeone } from '../../subgraphs/analysis/src/domain/people/descriptions.ts';
import { ruleEntityFinder } from '../../subgraphs/analysis/src/domain/people/entity-finder.ts';
import type { Cast } from '../../subgraphs/analysis/src/domain/ports.ts';
import { quoteFinder } from '../../subgraphs/analysis/src/domain/speech/quote-finder.ts';
import type { BookText } from '../../subgraphs/analysis/src/domain/text/book-text.ts';
import { bookOfTokens, type RowBook, TokensRow } from './row-tokens.ts';

export { TokensRow };

type Entity = [start: number, end: number, label: string];

/** People by name and by noun, and named places; the baseline sees no vehicles, buildings or organisations. */
export function annotateEntities({ doc, sentences }: z.infer<typeof TokensRow>, language: Language) {
  const row = bookOfTokens(doc, sentences, language);
  const cast = castOf(row.book);
  return { doc, entities: unique([...people(row, cast), ...nouns(row, language), ...places(row, cast)]) };
}

function castOf(book: BookText): Cast {
  return ruleEntityFinder.find(book, quoteFinder.find(book));
}

function people({ tokensOf }: RowBook, { mentions }: Cast): Entity[] {
  return mentions
    .filter(({ kind }) => kind === 'NAME')
    .map(({ start, end }) => [...tokensOf(start, end), 'PER']);
}

const DETERMINERS = new Set(
  "the a an his her my your their our its this that some any no every each le la les l' un une des mon ma mes son sa ses ton ta leur leurs notre votre ce cet cette ces".split(
    ' ',
  ),
);

/** "the old captain", "ses deux frères": a determiner, at most two words, and a noun of person. */
function nouns({ book, tokensOf }: RowBook, language: Language): Entity[] {
  const found: Entity[] = [];
  for (const [i, { lower, capital, end }] of book.tokens.entries()) {
    const one = lower.replace(/men$/, 'man').replace(/(?<=\p{L}{3})s$/u, '');
    if (capital || !(isSomeone(lower, language) || isSomeone(one, language))) continue;
    let first = i - 1;
    while (
      first > i - 3 &&
      book.tokens[first]?.kind === 'word' &&
      !DETERMINERS.has(book.tokens[first]!.lower)
    )
      first--;
    const determiner = book.tokens[first];
    if (determiner && DETERMINERS.has(determiner.lower))
      found.push([...tokensOf(determiner.start, end), 'PER']);
  }
  return found;
}

const REGIONS = new Set(['CITY', 'VILLAGE', 'UNKNOWN']);
const GROUNDS = new Set('SEA RIVER LAKE MOUNTAIN ISLAND SHORE FOREST FIELD DESERT'.split(' '));

function places({ book, tokensOf }: RowBook, cast: Cast): Entity[] {
  const found: Entity[] = [];
  for (const { name, kind } of cast.places) {
    const label = REGIONS.has(kind) ? 'GPE' : GROUNDS.has(kind) ? 'LOC' : 'FAC';
    for (let at = book.text.indexOf(name); at >= 0; at = book.text.indexOf(name, at + name.length))
      found.push([...tokensOf(at, at + name.length), label]);
  }
  return found;
}

function unique(entities: readonly Entity[]): Entity[] {
  return [...new Map(entities.map((entity) => [entity.join(), entity])).values()];
}
