import type { Language } from '@visiobook/schema';
import { COURTESY } from '../lexicon/titles.ts';
import { compatible, formGender, isGivenName } from './form-gender.ts';
import type { NameForm } from './name-forms.ts';
import { BEFORE_GIVEN, mostUsed, type Person, sameGiven } from './person.ts';

const UNMARRIED = new Set(['miss', 'mlle', 'mademoiselle']);
const MARRIED = new Set(['mrs', 'mme', 'madame']);
const LEARNED = new Set(['dr', 'doctor', 'docteur', 'professor', 'professeur', 'prof', 'judge', 'juge']);
const MEN = new Set(['mr', 'mister', 'm', 'monsieur']);
const KNIGHTS = new Set(['sir', 'lord']);
const PARTS = 20;

/** Who bears a title with one name: "Miss Bennet", "Sir Walter", "Mme Aubain"; undefined for somebody new. */
export function titleBearers(
  forms: readonly NameForm[],
  language: Language,
  areTogether: (form: NameForm, person: Person) => boolean,
): (people: readonly Person[], form: NameForm) => Person | undefined {
  const isAnother = fatherOrSon(forms);
  const uses = new Map(forms.map((form) => [form.key, form.spans.length]));
  const isGivenHere = givenNamesOf(forms);
  const unmarriedNames = new Set(
    forms.filter(({ titles }) => hasAny(titles, UNMARRIED)).map(({ core }) => core.at(-1)!),
  );
  return (people, form) => {
    const gender = formGender(form, language);
    const name = form.core[0]!;
    const able = people.filter(
      (person) =>
        bearsSurname(person, name) &&
        compatible(person.gender, gender) &&
        mayBearTitle(person, form, unmarriedNames) &&
        !isAnother(form, person) &&
        !areTogether(form, person),
    );
    const known = able.filter((person) => person.gender !== 'UNKNOWN');
    const bearers = ofRank(known.length > 0 ? known : able, form, language);
    if (bearers.length > 1 && hasAny(form.titles, UNMARRIED)) return eldest(bearers, form, uses);
    if (bearers.length > 0) return mostUsed(bearers);
    return bearerOfGivenName(people, form, language, isGivenHere);
  };
}

function bearsSurname({ core, forms }: Person, name: string): boolean {
  return core.at(-1) === name || forms.some((form) => form.core.length > 1 && form.core.at(-1) === name);
}

/** Names by which the book calls people who bear another surname, and which nobody in it bears as a surname. */
function givenNamesOf(forms: readonly NameForm[]): (name: string) => boolean {
  const full = forms.filter(({ core }) => core.length > 1);
  const surnames = new Set(full.map(({ core }) => core.at(-1)!));
  const alone = new Set(
    forms.filter(({ core, titles }) => core.length === 1 && titles.length === 0).map(({ core }) => core[0]!),
  );
  const given = new Set(full.map(({ core }) => core[0]!).filter((name) => alone.has(name)));
  return (name) => given.has(name) && !surnames.has(name);
}

/** A captain among several of the family is the one who is called so with his given name, or none of them. */
function ofRank(bearers: readonly Person[], { titles }: NameForm, language: Language): readonly Person[] {
  const rank = titles.find((title) => !COURTESY[language].has(title) && !BEFORE_GIVEN.has(title));
  if (!rank || bearers.length < 2) return bearers;
  const ranked = bearers.filter(({ forms }) => forms.some((form) => form.titles.includes(rank)));
  if (ranked.length > 0) return ranked;
  return bearers.filter(({ core }) => core.length > 1).length > 1 ? [] : bearers;
}

/** Members of a family bear other titles: a wife is no "Miss", a knight no "Mr.", a daughter no "Lady". */
function mayBearTitle(
  person: Person,
  { titles, core }: NameForm,
  unmarriedNames: ReadonlySet<string>,
): boolean {
  const known = person.forms.flatMap((form) => form.titles);
  const isMarried = hasAny(titles, MARRIED);
  const isUnmarried = hasAny(titles, UNMARRIED);
  const isFull = person.core.length > 1;
  // A doctor is a man unless her given name says otherwise.
  if ((isMarried || isUnmarried) && person.gender !== 'FEMALE' && hasAny(known, LEARNED)) return false;
  const isMiss = person.core.some((word) => unmarriedNames.has(word));
  // Who marries was a miss by another name.
  const asMiss = person.forms.some((form) => form.core.at(-1) === core[0] && hasAny(form.titles, UNMARRIED));
  if (isMarried && (asMiss || (isFull && isMiss))) return false;
  const isWife = person.forms.some((form) => form.core.at(-1) === core[0] && hasAny(form.titles, MARRIED));
  if (isUnmarried && (isWife || known.includes('lady'))) return false;
  if (hasAny(titles, MEN) && titledUses(person, KNIGHTS) >= 0.2 * person.count) return false;
  // The lady of a house, unless somebody calls her so with her given name.
  return !titles.includes('lady') || !isFull || known.includes('lady');
}

function titledUses({ forms }: Person, titles: ReadonlySet<string>): number {
  return forms.reduce((sum, form) => sum + (hasAny(form.titles, titles) ? form.spans.length : 0), 0);
}

function hasAny(titles: readonly string[], among: ReadonlySet<string>): boolean {
  return titles.some((title) => among.has(title));
}

/** The eldest of several sisters is "Miss" with her surname alone, and the others with their given names. */
function eldest(sisters: readonly Person[], form: NameForm, uses: ReadonlyMap<string, number>): Person {
  const usesOf = (key: string) => uses.get(key) ?? 0;
  const seniority = ({ core }: Person) => {
    const given = core[0]!;
    const asMiss = form.titles.reduce(
      (sum, title) => sum + usesOf(`${title} ${given}`) + usesOf(`${title} ${given} ${form.core[0]}`),
      0,
    );
    return usesOf(given) / (1 + asMiss) ** 2;
  };
  return sisters.reduce((best, person) => (seniority(person) > seniority(best) ? person : best));
}

/** "Madame Véronique", "don Luis"; but "Colonel John" bears a surname. */
function bearerOfGivenName(
  people: readonly Person[],
  form: NameForm,
  language: Language,
  isGivenHere: (name: string) => boolean,
): Person | undefined {
  const name = form.core[0]!;
  const gender = formGender(form, language);
  const isGiven =
    (isGivenName(name) || isGivenHere(name)) &&
    form.titles.some((title) => COURTESY[language].has(title) && !LEARNED.has(title));
  // "le comte Norbert" is Norbert in French; an English count bears a surname or the name of a place.
  const isBefore = hasAny(form.titles, BEFORE_GIVEN) || (language === 'fr' && isGivenName(name));
  if (!isGiven && !isBefore) return undefined;
  const named = people.filter((person) => compatible(person.gender, gender) && person.core.length > 1);
  const exact = named.filter(({ core }) => core[0] === name);
  const given = exact.length > 0 ? exact : named.filter(({ core }) => sameGiven(core[0]!, name, language));
  if (given.length <= 1 || hasAny(form.titles, UNMARRIED)) return mostUsed(given);
  // "Lord John" is the one John who is called Lord, or else by far the best known of them.
  const peers = given.filter(({ forms }) =>
    forms.some(({ titles }) => titles.some((title) => form.titles.includes(title))),
  );
  if (peers.length === 1) return peers[0];
  const [first, second] = given.sort((a, b) => b.count - a.count);
  return first!.count > 3 * second!.count ? first : undefined;
}

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
