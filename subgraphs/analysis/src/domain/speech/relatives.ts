import { words } from '../lexicon/word-list.ts';
import type { CharacterDraft } from '../ports.ts';

const MARRIED_WOMEN = words('wife lady mother femme épouse mère');
const MARRIED_MEN = words('husband father mari père');
const MRS = /^(?:Mrs|Mme|Madame|Lady)\b/i;
const MR = /^(?:Mr|M|Monsieur|Sir|Lord)\b\.?\s/i;

/** "his wife", "her father": who of the cast bears the same surname behind the right title; -1 when nobody does. */
export function relative(characters: readonly CharacterDraft[], owner: number, noun: string): number {
  const title = MARRIED_WOMEN.has(noun) ? MRS : MARRIED_MEN.has(noun) ? MR : null;
  if (!title) return -1;
  const { name, aliases } = characters[owner]!;
  const surnames = new Set([name, ...aliases].map(lastWord));
  return characters.findIndex(
    (character, key) =>
      key !== owner &&
      [character.name, ...character.aliases].some((form) => title.test(form) && surnames.has(lastWord(form))),
  );
}

function lastWord(name: string): string {
  return name.slice(name.lastIndexOf(' ') + 1).toLowerCase();
}
