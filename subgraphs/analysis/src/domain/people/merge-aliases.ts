import type { Language } from '@visiobook/schema';
import { bearerOfHyphenated, bearerOfName, bearerOfRank } from './bearers-of-names.ts';
import { titleBearers } from './bearers-of-titles.ts';
import { compatible, formGender } from './form-gender.ts';
import { votedGender } from './gender-votes.ts';
import { joinMaidenNames } from './maiden-names.ts';
import type { NameForm } from './name-forms.ts';
import { isShortFor, type Person, sameGiven } from './person.ts';

const NOBLE = new Set(['lady', 'sir', 'lord']);

/**
 * Puts the forms of one person together, fullest names first: "Elizabeth Bennet", then "Miss Bennet", then
 * "Elizabeth" and "Lizzy". Members of a family stay apart by given name and by title.
 */
export function mergeAliases(
  given: readonly NameForm[],
  language: Language,
  areTogether: (form: NameForm, person: Pick<Person, 'forms'>) => boolean = () => false,
): Person[] {
  let people: Person[] = [];
  const forms = withoutLostCommas(hyphenated(given), areTogether);
  const uses = new Map(forms.map((form) => [form.key, form]));
  const join = (form: NameForm, into: Person | undefined) => {
    if (into) addForm(into, form, language);
    else people.push(personOf(form, uses, language));
  };
  const byUse = [...forms].sort((a, b) => b.spans.length - a.spans.length);
  // "Long John Silver" first: then "Long John" and "John Silver" are known to be one man.
  const fullest = byUse.filter(({ core }) => core.length > 1).sort((a, b) => b.core.length - a.core.length);
  for (const form of fullest) join(form, sameFullName(people, form, language));
  people = joinMaidenNames(people, uses, language);
  const bearerOfTitle = titleBearers(forms, language, areTogether);
  for (const form of byUse.filter(({ core, titles }) => core.length === 1 && titles.length > 0))
    join(form, bearerOfTitle(people, form));
  for (const form of byUse.filter(({ core, titles }) => core.length === 1 && titles.length === 0))
    join(
      form,
      bearerOfRank(people, form, language, areTogether) ??
        bearerOfName(people, form, language) ??
        bearerOfHyphenated(people, form, language, areTogether),
    );
  return people.sort((a, b) => b.count - a.count);
}

/** "Martha Potapitch", said once, is nobody's name where Martha and Potapitch go about together. */
function withoutLostCommas(
  forms: readonly NameForm[],
  areTogether: (form: NameForm, person: Pick<Person, 'forms'>) => boolean,
): NameForm[] {
  const single = new Map(
    forms
      .filter(({ core, titles }) => core.length + titles.length === 1)
      .map((form) => [form.core[0]!, form]),
  );
  return forms.filter(({ core, titles, spans }) => {
    if (core.length !== 2 || titles.length > 0) return true;
    const [first, second] = core.map((word) => single.get(word));
    if (!first || !second || 3 * spans.length > Math.min(first.spans.length, second.spans.length))
      return true;
    return !areTogether(first, { forms: [second] });
  });
}

/** "Anna Maria" is "Anna-Maria" where the book writes it so too. */
function hyphenated(forms: readonly NameForm[]): NameForm[] {
  const joined = new Set(forms.filter(({ core }) => core.length === 1).map(({ core }) => core[0]!));
  return forms.map((form) => {
    const [first, second, ...more] = form.core;
    const one = `${first}-${second}`;
    return second && joined.has(one) ? { ...form, core: [one, ...more] } : form;
  });
}

function personOf(form: NameForm, uses: ReadonlyMap<string, NameForm>, language: Language): Person {
  let gender = formGender(form, language);
  // "Robin Dale" is said twice, and what follows "Robin" tells of her.
  const given = form.core.length > 1 && form.titles.length === 0 ? uses.get(form.core[0]!) : undefined;
  if (gender === 'UNKNOWN' && given) gender = votedGender(given.pronouns, 4, 3);
  return { forms: [form], core: form.core, gender, count: form.spans.length };
}

function addForm(into: Person, form: NameForm, language: Language): void {
  into.forms.push(form);
  into.count += form.spans.length;
  if (form.core.length > into.core.length) into.core = form.core;
  if (into.gender === 'UNKNOWN') into.gender = formGender(form, language);
}

function sameFullName(people: readonly Person[], form: NameForm, language: Language): Person | undefined {
  const gender = formGender(form, language);
  const [first, last] = [form.core[0]!, form.core.at(-1)!];
  const isNoble = ({ titles }: NameForm) => titles.some((title) => NOBLE.has(title));
  return people.find((person) => {
    if (!compatible(person.gender, gender) || person.core.length === 1) return false;
    const isIn = form.core.every((word) => person.core.includes(word));
    const isPart = person.core.length > 2 && person.count > 1 && form.definite === 0 && isIn;
    if (language === 'fr' && isOfEstate(person, form)) return true;
    if (person.core.at(-1) !== last && !isPart) return false;
    if (person.core[0] === first) return true;
    // "Sir Thomas Dale" is not his son Tom.
    if (isNoble(form) || person.forms.some(isNoble)) return false;
    const given = person.core[0]!;
    const isShort = language === 'en' && (isShortFor(first, given) || isShortFor(given, first));
    return (
      isShort ||
      sameGiven(given, first, language) ||
      isIn ||
      person.core.every((word) => form.core.includes(word))
    );
  });
}

/** "Jean Aubry" and "Aubry de Lorme": a surname, and the same with the name of an estate. */
function isOfEstate({ forms, core }: Person, form: NameForm): boolean {
  const hasEstate = ({ display, core: words }: NameForm) =>
    words.length > 1 && /^\S+ (?:d['’]|(?:de|du|des) )/.test(display);
  if (hasEstate(form) && core.at(-1) === form.core[0]) return true;
  const surname = form.core.at(-1);
  // His son bears the surname with another given name.
  const isKin = forms.some(
    (own) => own.core.length > 1 && own.core.at(-1) === surname && own.core[0] !== form.core[0],
  );
  return !isKin && forms.some((own) => hasEstate(own) && own.core[0] === surname);
}
