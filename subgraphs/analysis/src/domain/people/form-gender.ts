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

/** The gender of whoever a noun describes: by its meaning, or by its French article. */
export function nounGender(noun: string, described: string, language: Language): Gender {
  if (FEMALE_NOUNS[language].has(noun)) return 'FEMALE';
  if (MALE_NOUNS[language].has(noun)) return 'MALE';
  const article = language === 'fr' ? /^l[ae] /i.exec(described)?.[0] : undefined;
  return article === undefined ? 'UNKNOWN' : /a/i.test(article) ? 'FEMALE' : 'MALE';
}

/** Diminutives have the gender of the names they stand for, unless they are names of both. */
function givenGender(name: string, language: Language): Gender {
  const isFemale = FEMALE_NAMES.has(name);
  const isMale = MALE_NAMES.has(name);
  if (isFemale !== isMale) return isFemale ? 'FEMALE' : 'MALE';
  if (isFemale) return 'UNKNOWN';
  const genders = new Set(DIMINUTIVE_OF[language].get(name)?.map((full) => givenGender(full, language)));
  return genders.size === 1 ? [...genders][0]! : 'UNKNOWN';
}

export function isGivenName(name: string): boolean {
  return FEMALE_NAMES.has(name) || MALE_NAMES.has(name);
}
