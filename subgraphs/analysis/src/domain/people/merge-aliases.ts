import type { Language } from '@visiobook/schema';
import { DIMINUTIVE_OF, FEMALE_NAMES, MALE_NAMES } from '../lexicon/given-names.ts';
import { FEMALE_NOUNS, MALE_NOUNS } from '../lexicon/person-nouns.ts';
import { titleGender } from '../lexicon/titles.ts';
import type { NameForm } from './name-forms.ts';

export type Gender = 'FEMALE' | 'MALE' | 'UNKNOWN';

/** Someone with all the forms that name them. */
export interface Person {
  forms: NameForm[];
  /** The fullest name known, in lower case. */
  core: string[];
  gender: Gender;
  count: number;
}

const UNMARRIED = new Set(['miss', 'mlle', 'mademoiselle']);
const MARRIED = new Set(['mrs', 'mme', 'madame']);

/**
 * Puts the forms of one person together, fullest names first: "Elizabeth Bennet", then "Miss Bennet", then
 * "Elizabeth" and "Lizzy". Members of a family stay apart by given name and by title.
 */
export function mergeAliases(forms: readonly NameForm[], language: Language): Person[] {
  const people: Person[] = [];
  const byUse = [...forms].sort((a, b) => b.spans.length - a.spans.length);
  for (const form of byUse.filter(({ core }) => core.length > 1))
    join(people, form, sameFullName(people, form, language), language);
  const unmarriedNames = new Set(
    forms
      .filter(({ titles }) => titles.some((title) => UNMARRIED.has(title)))
      .map(({ core }) => core.at(-1)!),
  );
  for (const form of byUse.filter(({ core, titles }) => core.length === 1 && titles.length > 0))
    join(people, form, bearerOfTitle(people, form, language, unmarriedNames), language);
  for (const form of byUse.filter(({ core, titles }) => core.length === 1 && titles.length === 0))
    join(people, form, bearerOfName(people, form, language), language);
  return people.sort((a, b) => b.count - a.count);
}

function join(people: Person[], form: NameForm, into: Person | undefined, language: Language): void {
  const gender = formGender(form, language);
  if (!into) {
    people.push({ forms: [form], core: form.core, gender, count: form.spans.length });
    return;
  }
  into.forms.push(form);
  into.count += form.spans.length;
  if (form.core.length > into.core.length) into.core = form.core;
  if (into.gender === 'UNKNOWN') into.gender = gender;
}

function sameFullName(people: readonly Person[], form: NameForm, language: Language): Person | undefined {
  const gender = formGender(form, language);
  const [first, last] = [form.core[0]!, form.core.at(-1)!];
  return people.find(
    (person) =>
      compatible(person.gender, gender) &&
      person.core.length > 1 &&
      person.core.at(-1) === last &&
      (person.core[0] === first ||
        sameGiven(person.core[0]!, first, language) ||
        (form.core.length > 2 && person.core.every((word) => form.core.includes(word)))),
  );
}

function bearerOfTitle(
  people: readonly Person[],
  form: NameForm,
  language: Language,
  unmarriedNames: ReadonlySet<string>,
): Person | undefined {
  const gender = formGender(form, language);
  const name = form.core[0]!;
  const married = form.titles.some((title) => MARRIED.has(title));
  const unmarried = form.titles.some((title) => UNMARRIED.has(title));
  let bearers = people.filter((person) => {
    if (!compatible(person.gender, gender) || person.core.at(-1) !== name) return false;
    const titles = person.forms.flatMap((other) => other.titles);
    if (
      married &&
      (titles.some((title) => UNMARRIED.has(title)) || (person.core.length > 1 && unmarriedNames.has(name)))
    )
      return false;
    if (unmarried && titles.some((title) => MARRIED.has(title))) return false;
    return true;
  });
  // The eldest of several sisters is the one who is never called "Miss" with her given name.
  if (unmarried && bearers.length > 1) {
    const eldest = bearers.filter(
      ({ forms }) =>
        !forms.some(({ titles, core }) => core.length > 1 && titles.some((title) => UNMARRIED.has(title))),
    );
    if (eldest.length) bearers = eldest;
  }
  if (bearers.length) return mostUsed(bearers);
  const given = people.filter(
    (person) => compatible(person.gender, gender) && person.core.length > 1 && person.core[0] === name,
  );
  return given.length === 1 ? given[0] : undefined;
}

function bearerOfName(people: readonly Person[], form: NameForm, language: Language): Person | undefined {
  const name = form.core[0]!;
  const gender = formGender(form, language);
  const definite = form.definite > form.spans.length / 2;
  const matches = (test: (person: Person) => boolean) =>
    people.filter((person) => compatible(person.gender, gender) && test(person));
  if (!definite) {
    const given = matches(
      ({ core, forms }) =>
        core[0] === name && (core.length > 1 || forms.some(({ titles }) => titles.length > 0)),
    );
    if (given.length) return mostUsed(given);
  }
  const family = matches(({ core }) => core.length > 1 && core.at(-1) === name);
  const titled = matches(
    ({ core, forms }) =>
      core.length === 1 && core[0] === name && forms.some(({ titles }) => titles.length > 0),
  );
  const bearers = [...family, ...titled];
  if (bearers.length) {
    // A bare surname is how men of a family are called.
    const men = bearers.filter((person) => person.gender === 'MALE');
    return mostUsed(men.length ? men : bearers);
  }
  const headed = matches(({ core }) => core.length > 1 && core[0] === name && definite);
  if (headed.length) return mostUsed(headed);
  const short = matches(({ core }) => sameGiven(core[0]!, name, language));
  return short.length === 1 || (short[0] && short[0].count > 3 * (short[1]?.count ?? 0))
    ? short[0]
    : undefined;
}

function sameGiven(a: string, b: string, language: Language): boolean {
  const names = DIMINUTIVE_OF[language];
  return (
    a === b || names.get(a) === b || names.get(b) === a || (names.has(a) && names.get(a) === names.get(b))
  );
}

function mostUsed(people: readonly Person[]): Person | undefined {
  return people.reduce<Person | undefined>(
    (best, person) => (!best || person.count > best.count ? person : best),
    undefined,
  );
}

export function compatible(a: Gender, b: Gender): boolean {
  return a === 'UNKNOWN' || b === 'UNKNOWN' || a === b;
}

function formGender({ titles, core }: NameForm, language: Language): Gender {
  for (const title of titles) {
    const gender = titleGender(title, language);
    if (gender) return gender;
  }
  const first = core[0]!;
  if (titles.length === 0 || core.length > 1) {
    if (FEMALE_NAMES.has(first) && !MALE_NAMES.has(first)) return 'FEMALE';
    if (MALE_NAMES.has(first) && !FEMALE_NAMES.has(first)) return 'MALE';
  }
  for (const word of [first, core.at(-1)!]) {
    const gender = titleGender(word, language);
    if (gender) return gender;
    if (FEMALE_NOUNS[language].has(word)) return 'FEMALE';
    if (MALE_NOUNS[language].has(word)) return 'MALE';
  }
  return 'UNKNOWN';
}
