import type { Language } from '@visiobook/schema';
import { bearerOfHyphenated, bearerOfName, bearerOfRank } from './bearers-of-names.ts';
import { titleBearers } from './bearers-of-titles.ts';
import { compatible, formGender } from './form-gender.ts';
import { votedGender } from './gender-votes.ts';
import type { NameForm } from './name-forms.ts';
import { type Person, sameGiven } from './person.ts';

const NOBLE = new Set(['lady', 'sir', 'lord']);

/**
 * Puts the forms of one person together, fullest names first: "Elizabeth Bennet", then "Miss Bennet", then
 * "Elizabeth" and "Lizzy". Members of a family stay apart by given name and by title.
 */
export function mergeAliases(
  forms: readonly NameForm[],
  language: Language,
  areTogether: (form: NameForm, person: Person) => boolean = () => false,
): Person[] {
  const people: Person[] = [];
  const uses = new Map(forms.map((form) => [form.key, form]));
  const join = (form: NameForm, into: Person | undefined) => {
    if (into) addForm(into, form, language);
    else people.push(personOf(form, uses, language));
  };
  const byUse = [...forms].sort((a, b) => b.spans.length - a.spans.length);
  // "Long John Silver" first: then "Long John" and "John Silver" are known to be one man.
  const fullest = byUse.filter(({ core }) => core.length > 1).sort((a, b) => b.core.length - a.core.length);
  for (const form of fullest) join(form, sameFullName(people, form, language));
  const bearerOfTitle = titleBearers(forms, language, areTogether);
  for (const form of byUse.filter(({ core, titles }) => core.length === 1 && titles.length > 0))
    join(form, bearerOfTitle(people, form));
  for (const form of byUse.filter(({ core, titles }) => core.length === 1 && titles.length === 0))
    join(
      form,
      bearerOfRank(people, form, language) ??
        bearerOfName(people, form, language) ??
        bearerOfHyphenated(people, form),
    );
  return people.sort((a, b) => b.count - a.count);
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
    if (person.core.at(-1) !== last && !isPart) return false;
    if (person.core[0] === first) return true;
    // "Sir Thomas Dale" is not his son Tom.
    if (isNoble(form) || person.forms.some(isNoble)) return false;
    return (
      sameGiven(person.core[0]!, first, language) ||
      isIn ||
      person.core.every((word) => form.core.includes(word))
    );
  });
}
