import type { Language } from '@visiobook/schema';
import { COURTESY, SAME_TITLE, TITLES } from '../lexicon/titles.ts';
import { compatible, formGender } from './form-gender.ts';
import type { NameForm } from './name-forms.ts';
import { BEFORE_GIVEN, mostUsed, type Person, sameGiven } from './person.ts';

const SURNAME_ONLY = new Set(['mr', 'mrs', 'mister', 'dr', 'mme', 'madame', 'm', 'monsieur']);
const NOBLE = new Set(['lady', 'sir', 'lord']);
/** Who is only ever called by one of these is not called by a diminutive: "Father William" is no "Bill". */
const ELDER = new Set(
  'father mother uncle aunt auntie granny père mère oncle tante abbé saint sainte st'.split(' '),
);

/** Who is meant by one name without a title: "Elizabeth", "Lizzy", "Darcy"; undefined for somebody new. */
export function bearerOfName(
  people: readonly Person[],
  form: NameForm,
  language: Language,
): Person | undefined {
  const name = form.core[0]!;
  const gender = formGender(form, language);
  const able = people.filter((person) => compatible(person.gender, gender));
  const definite = form.definite > form.spans.length / 2;
  const family = able.filter(({ forms }) => forms.some(isSurname));
  const given = definite ? [] : able.filter(({ forms }) => forms.some(isGiven));
  // A given name that is hardly ever said with its surname gives way to the surname of somebody well known.
  const asGiven = usesOf(given, isGiven);
  const asFamily = usesOf(family, isSurname);
  if (given.length > 0 && asFamily <= 8 * asGiven) return mostUsed(given);
  if (family.length > 0) {
    // A bare surname is how men of a family are called.
    const men = family.filter((person) => person.gender === 'MALE');
    return mostUsed(men.length ? men : family);
  }
  const headed = able.filter(({ core }) => core.length > 1 && core[0] === name && definite);
  if (headed.length) return mostUsed(headed);
  const short = able.filter(
    ({ core, forms }) =>
      sameGiven(core[0]!, name, language) &&
      !forms.some(({ titles }) => titles.some((title) => NOBLE.has(title))) &&
      !forms.every(({ titles }) => titles.some((title) => ELDER.has(title))),
  );
  return short.length === 1 || (short[0] && short[0].count > 3 * (short[1]?.count ?? 0))
    ? short[0]
    : undefined;

  function isSurname({ core, titles }: NameForm): boolean {
    return core.length > 1 ? core.at(-1) === name : core[0] === name && titles.length > 0;
  }
  function isGiven({ core, titles }: NameForm): boolean {
    if (core[0] !== name) return false;
    // "Miss Bingley" bears a surname when there is a "Mr. Bingley" too.
    return core.length > 1 || (titles.some((title) => BEFORE_GIVEN.has(title)) && !isFamilyName());
  }
  function isFamilyName(): boolean {
    return people.some(
      ({ core, forms }) =>
        core.at(-1) === name && forms.some(({ titles }) => titles.some((title) => SURNAME_ONLY.has(title))),
    );
  }
}

function usesOf(people: readonly Person[], matches: (form: NameForm) => boolean): number {
  return people.reduce(
    (sum, { forms }) => sum + forms.reduce((own, form) => own + (matches(form) ? form.spans.length : 0), 0),
    0,
  );
}

const FOREIGN = new Set(['mademoiselle', 'madame', 'monsieur']);

/** Everybody has a father; only kin and courtesy name nobody by themselves. */
export const KIN = new Set(
  'father mother uncle aunt auntie brother sister cousin granny père mère oncle tante frère sœur soeur cousine saint st sainte sire don dom'.split(
    ' ',
  ),
);

/** "the Professor", "Admiral": whoever bears the rank with a name, where it is one person by far. */
export function bearerOfRank(
  people: readonly Person[],
  form: NameForm,
  language: Language,
  areTogether: (form: NameForm, person: Person) => boolean,
): Person | undefined {
  const rank = form.core[0]!;
  if (!TITLES[language].has(rank) || KIN.has(rank)) return undefined;
  // Abroad, "Madame" and "Mademoiselle" are said of one woman.
  if (COURTESY[language].has(rank) && !(language === 'en' && FOREIGN.has(rank))) return undefined;
  const noun = SAME_TITLE.get(rank) ?? rank;
  const ranked = people
    .map((person) => ({
      person,
      uses: usesOf([person], ({ titles }) =>
        titles.some((title) => (SAME_TITLE.get(title) ?? title) === noun),
      ),
    }))
    .filter(({ uses }) => uses > 0)
    .sort((a, b) => b.uses - a.uses);
  const [first, second] = ranked;
  if (!first || first.uses < 3 || areTogether(form, first.person)) return undefined;
  // Where nobody else bears the rank, it need not be said with the name often.
  const isAlone = (second?.uses ?? 0) <= 0.1 * first.uses;
  if (isAlone && first.uses >= 0.02 * first.person.count) return first.person;
  if (first.uses < 0.1 * form.spans.length || first.uses < 0.25 * first.person.count) return undefined;
  return first.uses > 2 * (second?.uses ?? 0) ? first.person : undefined;
}

/**
 * The last word of a long hyphenated name is how everybody calls its bearer: "Tom-of-the-Mill" may be "Mill". Of two
 * English given names it is the first: "Anna-Maria" may be "Anna".
 */
export function bearerOfHyphenated(
  people: readonly Person[],
  form: NameForm,
  language: Language,
  areTogether: (form: NameForm, person: Person) => boolean,
): Person | undefined {
  const name = form.core[0]!;
  const end = longEnd(name);
  const bearer = mostUsed(
    people.filter(({ core }) => core.some((word) => word === end || longEnd(word) === name)),
  );
  if (bearer || language === 'fr' || name.includes('-')) return bearer;
  const [first, second] = people
    .filter(({ core }) => core[0]!.split('-').length === 2 && core[0]!.startsWith(`${name}-`))
    .sort((a, b) => b.count - a.count);
  const isOne = first && first.count > 5 * (second?.count ?? 0);
  return isOne && !areTogether(form, first) ? first : undefined;
}

/** The end of a name of three parts or more. */
function longEnd(word: string): string | undefined {
  const parts = word.split('-');
  return parts.length > 2 ? parts.at(-1) : undefined;
}
