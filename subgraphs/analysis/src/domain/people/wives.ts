import type { Language } from '@visiobook/schema';
import { DIMINUTIVE_OF, FEMALE_NAMES } from '../lexicon/given-names.ts';
import type { NameForm } from './name-forms.ts';
import type { Person } from './person.ts';

const MARRIED = new Set(['mrs', 'mme', 'madame']);
/** Sentences apart that two names still belong to one passage. */
const NEAR = 3;
const FEWEST = 8;
const LEAST_NEAR = 0.33;
const MOST_TOGETHER = 0.1;

/**
 * "Emma" and "Mme Aubain" are one woman where the text says now the one and now the other all through the same
 * passages, never both in a sentence, and a man bears the surname: whoever is there beside her would be named with her.
 */
export function joinWives(
  people: readonly Person[],
  language: Language,
  told: (forms: readonly NameForm[]) => ReadonlySet<number>,
): Person[] {
  const women = people.filter((person) => isGivenOnly(person, language));
  const gone = new Set<Person>();
  for (const wife of people) {
    const married = wife.forms.filter(({ titles }) => titles.some((title) => MARRIED.has(title)));
    const surname = wife.core.at(-1)!;
    const isTitledOnly = wife.forms.every(({ titles }) => titles.length > 0);
    if (married.length === 0 || !isTitledOnly || !hasMan(people, surname)) continue;
    const said = told(married);
    const [first, second] = women
      .map((woman) => ({ woman, share: shareNear(told(woman.forms), said) }))
      .filter(({ woman, share }) => share > 0 && woman.count > 2 * said.size)
      .sort((a, b) => b.share - a.share);
    if (!first || second) continue;
    first.woman.forms.push(...married);
    for (const form of married) first.woman.count += form.spans.length;
    first.woman.gender = 'FEMALE';
    wife.forms = wife.forms.filter((form) => !married.includes(form));
    wife.count = wife.forms.reduce((sum, { spans }) => sum + spans.length, 0);
    if (wife.forms.length === 0) gone.add(wife);
  }
  return people.filter((person) => !gone.has(person)).sort((a, b) => b.count - a.count);
}

/** The share of her sentences that lie among the other's; 0 when it is too small, or both stand in one sentence too often. */
function shareNear(other: ReadonlySet<number>, said: ReadonlySet<number>): number {
  let near = 0;
  let together = 0;
  for (const sentence of said) {
    if (other.has(sentence)) together++;
    for (let step = -NEAR; step <= NEAR; step++)
      if (other.has(sentence + step)) {
        near++;
        break;
      }
  }
  const isOne = near >= FEWEST && near >= LEAST_NEAR * said.size && together <= MOST_TOGETHER * near;
  return isOne ? near / said.size : 0;
}

function isGivenOnly({ core, gender, forms }: Person, language: Language): boolean {
  const name = core[0]!;
  return (
    core.length === 1 &&
    gender !== 'MALE' &&
    (gender === 'FEMALE' || FEMALE_NAMES.has(name) || DIMINUTIVE_OF[language].has(name)) &&
    !forms.some(({ titles }) => titles.some((title) => MARRIED.has(title)))
  );
}

function hasMan(people: readonly Person[], surname: string): boolean {
  return people.some(
    ({ gender, forms }) => gender === 'MALE' && forms.some(({ core }) => core.at(-1) === surname),
  );
}
