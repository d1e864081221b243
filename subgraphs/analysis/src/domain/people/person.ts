import type { Language } from '@visiobook/schema';
import { DIMINUTIVE_OF } from '../lexicon/given-names.ts';
import type { Gender } from './form-gender.ts';
import type { NameForm } from './name-forms.ts';

/** Someone with all the forms that name them. */
export interface Person {
  forms: NameForm[];
  /** The fullest name known, in lower case. */
  core: string[];
  gender: Gender;
  count: number;
}

/** Titles that stand before a given name as well: "Miss Eliza", "Sir Walter", "Master Tom". */
export const BEFORE_GIVEN = new Set(
  'miss madam lady sir lord master aunt uncle cousin father mother brother sister king queen prince princess saint st mlle mademoiselle m monsieur maître père mère oncle tante frère sœur don dom abbé roi reine'.split(
    ' ',
  ),
);

/** Whether two given names may be one: the same, or a name and its diminutive, or two diminutives of one name. */
export function sameGiven(a: string, b: string, language: Language): boolean {
  if (a === b) return true;
  const names = DIMINUTIVE_OF[language];
  const [ofA, ofB] = [names.get(a) ?? [], names.get(b) ?? []];
  return ofA.includes(b) || ofB.includes(a) || ofA.some((name) => ofB.includes(name));
}

/** "Wilmy" may be short for "Wilmot": said of people who bear one surname, it is. */
export function isShortFor(short: string, full: string): boolean {
  const stem = short.replace(/(?:ie|e?y)$/, '').replace(/(\p{L})\1$/u, '$1');
  return stem.length >= 3 && stem !== short && short !== full && full.startsWith(stem);
}

export function mostUsed(people: readonly Person[]): Person | undefined {
  return people.reduce<Person | undefined>(
    (best, person) => (!best || person.count > best.count ? person : best),
    undefined,
  );
}
