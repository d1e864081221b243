import type { NounIndex, NounSense } from '../lexicon/weighted-nouns.ts';
import type { BookText } from '../text/book-text.ts';

/** Calls `found` for each noun of the index between two tokens, compounds first ("drawing room", "salle à manger"). */
export function eachNoun<V>(
  book: BookText,
  firstToken: number,
  endToken: number,
  index: NounIndex<V>,
  found: (senses: readonly NounSense<V>[], token: number) => void,
  withCapitals = false,
): void {
  const compounds = openingsOf(index);
  for (let i = firstToken; i < endToken; i++) {
    const token = book.tokens[i]!;
    if (token.kind !== 'word') continue;
    // A capital inside a sentence is part of a name: Mr. Field is no field.
    if (token.capital && !token.opens && !token.shouted && !withCapitals) continue;
    const senses =
      (compounds.has(token.lower) ? compoundAt(book, i, endToken, index) : undefined) ??
      index.get(token.lower);
    if (senses) found(senses, i);
  }
}

const OPENINGS = new WeakMap<object, ReadonlySet<string>>();

/** The words that compounds of an index begin with: few, so that most words are looked up once. */
function openingsOf(index: NounIndex<unknown>): ReadonlySet<string> {
  const known = OPENINGS.get(index);
  if (known) return known;
  const openings = new Set<string>();
  for (const noun of index.keys()) if (noun.includes('-')) openings.add(noun.slice(0, noun.indexOf('-')));
  OPENINGS.set(index, openings);
  return openings;
}

function compoundAt<V>(
  { tokens }: BookText,
  i: number,
  endToken: number,
  index: NounIndex<V>,
): readonly NounSense<V>[] | undefined {
  const second = i + 1 < endToken ? tokens[i + 1] : undefined;
  if (second?.kind !== 'word') return undefined;
  const pair = `${tokens[i]!.lower}-${second.lower}`;
  const third = i + 2 < endToken ? tokens[i + 2] : undefined;
  return (third?.kind === 'word' ? index.get(`${pair}-${third.lower}`) : undefined) ?? index.get(pair);
}
