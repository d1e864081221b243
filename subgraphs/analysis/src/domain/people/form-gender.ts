import type { Language } from '@visiobook/schema';
import { DIMINUTIVE_OF, FEMALE_NAMES, MALE_NAMES } from '../lexicon/given-names.ts';
import { FEMALE_NOUNS, MALE_NOUNS } from '../lexicon/person-nouns.ts';
import { titleGender } from '../lexicon/titles.ts';
import { votedGender } from './gender-votes.ts';
import type { NameForm } from './name-forms.ts';

export type Gender = 'FEMALE' | 'MALE' | 'UNKNOWN';

export function compatible(a: Gender, b: Gender): boolean {
  return a === 'UNKNOWN' || b === 'UNKNOWN' || a === b;
}

/** What a form says of its bearer's gender: by its title, its given name, a noun in it, or the pronouns that follow. */
export function formGender({ titles, core, pronouns }: NameForm, language: Language): Gender {
  for (const title of titles) {
    const gender = titleGender(title, language);
    if (gender) return gender;
  }
  const first = core[0]!;
  if (titles.length === 0 || core.length > 1) {
    const gender = givenGender(first, language);
    if (gender !== 'UNKNOWN') return gender;
  }
  for (const word of [first, core.at(-1)!]) {
    const gender = titleGender(word, language);
    if (gender) return gender;
    if (FEMALE_NOUNS[language].has(word)) return 'FEMALE';
    if (MALE_NOUNS[language].has(word)) return 'MALE';
  }
  return votedGender(pronouns, 4, 3);
}

/** Diminutives have the gender of the names they stand for, unless they are names of both. */
function givenGender(name: string, language: Language): Gender {
  const isFemale = FEMALE_NAMES.has(name);
  const isMale = MALE_NAMES.has(name);
  if (isFemale !== isMale) return isFemale ? 'FEMALE' : 'MALE';
  const full = DIMINUTIVE_OF[language].get(name);
  return full === undefined || isFemale ? 'UNKNOWN' : givenGender(full, language);
}

export function isGivenName(name: string): boolean {
  return FEMALE_NAMES.has(name) || MALE_NAMES.has(name);
}
