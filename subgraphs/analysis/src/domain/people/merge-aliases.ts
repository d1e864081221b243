import type { Language } from '@visiobook/schema';
import { DIMINUTIVE_OF, FEMALE_NAMES, MALE_NAMES } from '../lexicon/given-names.ts';
import { FEMALE_NOUNS, MALE_NOUNS } from '../lexicon/person-nouns.ts';
import { COURTESY, titleGender } from '../lexicon/titles.ts';
import { votedGender } from './gender-votes.ts';
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
/** Titles that stand before a given name as well: "Miss Eliza", "Sir Walter", "Master Tom". */
const BEFORE_GIVEN = new Set(
  'miss madam lady sir lord master aunt uncle cousin father mother brother sister king queen prince princess saint st mlle mademoiselle m monsieur maître père mère oncle tante frère sœur don abbé roi reine'.split(
    ' ',
  ),
);
const SURNAME_ONLY = new Set(['mr', 'mrs', 'mister', 'dr', 'mme', 'madame', 'm', 'monsieur']);
const LEARNED = new Set(['dr', 'doctor', 'docteur', 'professor', 'professeur', 'prof', 'judge', 'juge']);
const NOBLE = new Set(['lady', 'sir', 'lord']);

/**
 * Puts the forms of one person together, fullest names first: "Elizabeth Bennet", then "Miss Bennet", then
 * "Elizabeth" and "Lizzy". Members of a family stay apart by given name and by title.
 */
export function mergeAliases(forms: readonly NameForm[], language: Language): Person[] {
  const people: Person[] = [];
  const byUse = [...forms].sort((a, b) => b.spans.length - a.spans.length);
  // "Long John Silver" first: then "Long John" and "John Silver" are known to be one man.
  const fullest = byUse.filter(({ core }) => core.length > 1).sort((a, b) => b.core.length - a.core.length);
  const uses = new Map(forms.map((form) => [form.key, form]));
  const isAnother = fatherOrSon(forms);
  for (const form of fullest) join(people, form, sameFullName(people, form, language), language);
  const unmarriedNames = new Set(
    forms
      .filter(({ titles }) => titles.some((title) => UNMARRIED.has(title)))
      .map(({ core }) => core.at(-1)!),
  );
  for (const form of byUse.filter(({ core, titles }) => core.length === 1 && titles.length > 0))
    join(people, form, bearerOfTitle(people, form, language, unmarriedNames, uses, isAnother), language);
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
      (person.core.at(-1) === last ||
        (person.core.length > 2 &&
          person.count > 1 &&
          form.definite === 0 &&
          form.core.every((word) => person.core.includes(word)))) &&
      (person.core[0] === first ||
        sameGiven(person.core[0]!, first, language) ||
        form.core.every((word) => person.core.includes(word)) ||
        person.core.every((word) => form.core.includes(word))),
  );
}

function bearerOfTitle(
  people: readonly Person[],
  form: NameForm,
  language: Language,
  unmarriedNames: ReadonlySet<string>,
  uses: ReadonlyMap<string, NameForm>,
  isAnother: (form: NameForm, person: Person) => boolean,
): Person | undefined {
  const gender = formGender(form, language);
  const name = form.core[0]!;
  const married = form.titles.some((title) => MARRIED.has(title));
  const unmarried = form.titles.some((title) => UNMARRIED.has(title));
  let bearers = people.filter((person) => {
    if (!compatible(person.gender, gender) || person.core.at(-1) !== name) return false;
    const titles = person.forms.flatMap((other) => other.titles);
    if ((married || unmarried) && person.core.length === 1 && titles.some((title) => LEARNED.has(title)))
      return false;
    if (
      married &&
      (titles.some((title) => UNMARRIED.has(title)) || (person.core.length > 1 && unmarriedNames.has(name)))
    )
      return false;
    if (unmarried && titles.some((title) => MARRIED.has(title))) return false;
    return !isAnother(form, person);
  });
  // The eldest of several sisters is "Miss" with her surname alone, and the others with their given names.
  if (unmarried && bearers.length > 1) {
    const usesOf = (key: string) => uses.get(key)?.spans.length ?? 0;
    const seniority = ({ core }: Person) => {
      const given = core[0]!;
      const asMiss = form.titles.reduce(
        (sum, title) => sum + usesOf(`${title} ${given}`) + usesOf(`${title} ${given} ${name}`),
        0,
      );
      return usesOf(given) / (1 + asMiss) ** 2;
    };
    bearers = [bearers.reduce((best, person) => (seniority(person) > seniority(best) ? person : best))];
  }
  if (bearers.length) return mostUsed(bearers);
  // "Madame Véronique", "don Luis"; but "Colonel John" bears a surname.
  const isGiven =
    (FEMALE_NAMES.has(name) || MALE_NAMES.has(name)) &&
    form.titles.some((title) => COURTESY[language].has(title) && !LEARNED.has(title));
  if (!isGiven && !form.titles.some((title) => BEFORE_GIVEN.has(title))) return undefined;
  const given = people.filter(
    (person) =>
      compatible(person.gender, gender) &&
      person.core.length > 1 &&
      sameGiven(person.core[0]!, name, language),
  );
  if (given.length <= 1 || unmarried) return mostUsed(given);
  // "Lord John" is the one John who is called Lord, or else by far the best known of them.
  const peers = given.filter(({ forms }) =>
    forms.some(({ titles }) => titles.some((title) => form.titles.includes(title))),
  );
  if (peers.length === 1) return peers[0];
  const [first, second] = given.sort((a, b) => b.count - a.count);
  return first!.count > 3 * second!.count ? first : undefined;
}

const MEN = new Set(['mr', 'mister', 'm', 'monsieur']);
const PARTS = 20;

/**
 * Tells "Mr. Dale" from his son. The narrator of a long book calls one man either "Tom" or "Mr. Dale", not both by the
 * dozen, and says "Mr. Tom Dale" all through the book only where there is another Mr. Dale.
 */
function fatherOrSon(forms: readonly NameForm[]): (form: NameForm, person: Person) => boolean {
  const byKey = new Map(forms.map((form) => [form.key, form]));
  const last = forms.reduce((most, { spans }) => Math.max(most, spans.at(-1)?.firstToken ?? 0), 1);
  const spread = ({ spans }: NameForm) =>
    new Set(spans.map(({ firstToken }) => Math.floor((PARTS * firstToken) / (last + 1)))).size;
  return (form, person) => {
    const title = form.titles.find((word) => MEN.has(word));
    if (!title || person.core.length < 2) return false;
    const given = byKey.get(person.core[0]!)?.narration ?? 0;
    if (given >= 40 && form.narration >= 40) return true;
    const distinct = byKey.get([title, ...person.core].join(' '));
    const surname = byKey.get(form.core[0]!)?.narration ?? 0;
    return (
      distinct !== undefined && form.narration >= 5 && surname < form.narration / 2 && spread(distinct) >= 4
    );
  };
}

function bearerOfName(people: readonly Person[], form: NameForm, language: Language): Person | undefined {
  const name = form.core[0]!;
  const gender = formGender(form, language);
  const definite = form.definite > form.spans.length / 2;
  const matches = (test: (person: Person) => boolean) =>
    people.filter((person) => compatible(person.gender, gender) && test(person));
  if (!definite) {
    // "Miss Bingley" bears a surname when there is a "Mr. Bingley" too.
    const isSurname = people.some(
      ({ core, forms }) =>
        core.at(-1) === name && forms.some(({ titles }) => titles.some((title) => SURNAME_ONLY.has(title))),
    );
    const given = matches(
      ({ forms }) =>
        forms.some(({ core }) => core.length > 1 && core[0] === name) ||
        (!isSurname &&
          forms.some(
            ({ core, titles }) => core[0] === name && titles.some((title) => BEFORE_GIVEN.has(title)),
          )),
    );
    if (given.length) return mostUsed(given);
  }
  const family = matches(({ forms }) => forms.some(({ core }) => core.length > 1 && core.at(-1) === name));
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
  const short = matches(
    ({ core, forms }) =>
      sameGiven(core[0]!, name, language) &&
      !forms.some(({ titles }) => titles.some((title) => NOBLE.has(title))),
  );
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

function formGender({ titles, core, pronouns }: NameForm, language: Language): Gender {
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
  return votedGender(pronouns, 4, 3);
}
