import type { Language } from '@visiobook/schema';
import type { NameForm } from './name-forms.ts';
import { type Person, sameGiven } from './person.ts';

const MRS = ['mrs', 'mme', 'madame'];
const MISS = ['miss', 'mlle', 'mademoiselle'];
const MR = ['mr', 'm', 'monsieur'];

/**
 * "Lucy Orme" and "Lucy Dale" are one woman where the book says "Miss Orme" and "Mrs. Dale", a man is Mr. Dale, and there
 * is no Mrs. Orme who could be her mother.
 */
export function joinMaidenNames(
  people: readonly Person[],
  uses: ReadonlyMap<string, NameForm>,
  language: Language,
): Person[] {
  const says = (titles: readonly string[], name: string) =>
    titles.some((title) => uses.has(`${title} ${name}`));
  const gone = new Set<Person>();
  for (const maiden of people) {
    const [given, own] = [maiden.core[0]!, maiden.core.at(-1)!];
    const isMiss = says(MISS, own) || says(MISS, `${given} ${own}`);
    if (maiden.core.length < 2 || maiden.gender === 'MALE' || !isMiss || says(MRS, own)) continue;
    const wife = people.find(
      ({ core, gender }) =>
        core.length > 1 &&
        gender !== 'MALE' &&
        core.at(-1) !== own &&
        sameGiven(core[0]!, given, language) &&
        says(MRS, core.at(-1)!) &&
        says(MR, core.at(-1)!) &&
        !says(MISS, core.at(-1)!),
    );
    if (!wife) continue;
    wife.forms.push(...maiden.forms);
    wife.count += maiden.count;
    wife.gender = 'FEMALE';
    gone.add(maiden);
  }
  return people.filter((person) => !gone.has(person));
}
