import { LOOKS } from '../lexicon/looks-words.ts';
import { ANIMALS, CREATURES } from '../lexicon/person-nouns.ts';
import type { CharacterDraft, Mention } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';

export interface Species {
  kind: CharacterDraft['kind'];
  /** "white rabbit", "chien": what to draw first. */
  look: string | null;
}

interface Named {
  name: string;
  spoken: string;
  heads: readonly string[];
  titleUses: ReadonlyMap<string, number>;
}

/** What each character is, from a name that says it ("the White Rabbit") or from what is said beside the name. */
export function speciesOf(book: BookText, drafts: readonly Named[], mentions: readonly Mention[]): Species[] {
  const said = drafts.map(() => new Map<string, number>());
  const named = drafts.map(() => 0);
  for (const mention of mentions) {
    if (mention.kind !== 'NAME') continue;
    named[mention.character]!++;
    const noun = animalBeside(book, mention);
    if (noun) said[mention.character]!.set(noun, (said[mention.character]!.get(noun) ?? 0) + 1);
  }
  return drafts.map(
    (draft, i) =>
      (isSurname(draft, named[i]!) ? null : byName(draft, book.language)) ?? bySaying(said[i]!, named[i]!),
  );
}

/** Doctor Fox and Reynard Fox are people; the Fox is one, and so may Mr. Fox be who is Fox for short. */
function isSurname({ name, spoken, titleUses }: Named, named: number): boolean {
  const titled = [...titleUses.values()].reduce((sum, uses) => sum + uses, 0);
  return titled >= 0.3 * named && titled > 0 ? true : name.includes(' ') && spoken === name;
}

function byName(
  { name, heads }: Pick<Named, 'name' | 'heads'>,
  language: BookText['language'],
): Species | null {
  for (const [kind, nouns] of [
    ['ANIMAL', ANIMALS[language]],
    ['CREATURE', CREATURES[language]],
  ] as const) {
    const head = heads.find((word) => nouns.has(word));
    if (!head) continue;
    const colours = name
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== head && LOOKS[language].has(word));
    return { kind, look: (language === 'fr' ? [head, ...colours] : [...colours, head]).join(' ') };
  }
  return null;
}

function bySaying(said: ReadonlyMap<string, number>, named: number): Species {
  const [best] = [...said].sort((a, b) => b[1] - a[1]);
  if (!best || best[1] < Math.max(2, named * 0.02)) return { kind: 'PERSON', look: null };
  return { kind: 'ANIMAL', look: best[0] };
}

/** "le chien Capi", "her cat Dinah", "Jip, the little dog". */
function animalBeside({ tokens, language }: BookText, { firstToken, endToken }: Mention): string | null {
  const animals = ANIMALS[language];
  const before = tokens[firstToken - 1]?.lower ?? '';
  if (animals.has(before) && !tokens[firstToken - 1]!.capital) return before;
  const isNamed = /^(?:named|called|nommée?|appelée?)$/.test(before);
  if (isNamed && animals.has(tokens[firstToken - 2]?.lower ?? '')) return tokens[firstToken - 2]!.lower;
  const isSaid =
    tokens[endToken]?.text === ',' || /^(?:was|is|était|est)$/.test(tokens[endToken]?.lower ?? '');
  if (
    !isSaid ||
    !/^(?:an?|the|my|our|his|her|une?|le|la|mon|ma|notre|son|sa)$/.test(tokens[endToken + 1]?.lower ?? '')
  )
    return null;
  for (let i = endToken + 2; i < Math.min(tokens.length, endToken + 5); i++) {
    if (tokens[i]!.kind === 'mark') return null;
    if (animals.has(tokens[i]!.lower)) return tokens[i]!.lower;
  }
  return null;
}
