import type { Language } from '@visiobook/schema';
import { isSomeone } from '../people/descriptions.ts';
import type { Cast, Mention, StoryContext } from '../ports.ts';

/** Pronouns that want somebody before them. A possessive mostly has its owner in the sentence. */
const PRONOUN: Record<Language, RegExp> = {
  en: /(?<![\p{L}’'-])(?:he|she|they|him|them|it)(?![\p{L}])/iu,
  fr: /(?<![\p{L}])(?:il|elle|ils|elles|lui|eux)(?![\p{L}])/iu,
};
const IMPERSONAL: Record<Language, RegExp> = {
  en: /(?<![\p{L}])it (?:was|is|seemed|had|happened|rained|snowed|took)(?![\p{L}])/giu,
  fr: /(?<![\p{L}])il (?:y|n[’']y|faut|fallait|fallut|pleuvait|pleut|neigeait|faisait|s[’']agissait|semblait|est vrai|était (?:temps|\p{L}+ heures?|tard|question))(?![\p{L}])/giu,
};
/** They point at what was said before. */
const POINTER: Record<Language, RegExp> = {
  en: /(?<![\p{L}])(?:this|these|such|the (?:latter|former|other))(?![\p{L}])/iu,
  fr: /(?<![\p{L}])(?:ce(?! (?:qui|que|dont|fut|ne|n’|n'))|cet|cette|ces|celle-ci|celui-ci|ceux-ci|ce dernier|l[’']autre|les autres)(?![\p{L}])/iu,
};
const UNKNOWN_PRONOUN = 0.45;
const POINTS_BACK = 0.75;

/** How well a sentence can be understood without those before it, 0 to 1. */
export function standsAlone(text: string, language: Language, people: Cast): number {
  const plain = text.replace(IMPERSONAL[language], (found) => ' '.repeat(found.length));
  const pronoun = plain.search(PRONOUN[language]);
  const known = pronoun < 0 || namesSomebody(plain.slice(0, pronoun), language, people);
  return (known ? 1 : UNKNOWN_PRONOUN) * (POINTER[language].test(plain) ? POINTS_BACK : 1);
}

function namesSomebody(text: string, language: Language, people: Cast): boolean {
  const names = nameWords(people);
  for (const [word] of text.matchAll(/[\p{L}-]+/gu))
    if (names.has(word) || isSomeone(word.toLowerCase(), language)) return true;
  return false;
}

const KNOWN = new WeakMap<Cast, ReadonlySet<string>>();

function nameWords(people: Cast): ReadonlySet<string> {
  const known = KNOWN.get(people);
  if (known) return known;
  const words = people.characters.flatMap(
    ({ name, aliases }) => [name, ...aliases].join(' ').match(/\p{Lu}[\p{L}-]+/gu) ?? [],
  );
  const names = new Set(words);
  KNOWN.set(people, names);
  return names;
}

const FIRST_PERSON = /(?<![\p{L}’'])(?:I|[Mm](?:e|y|ine|yself)|[Ww]e|us|[Oo]ur(?:s|selves)?)(?![\p{L}])/gu;
/** Behind these verbs a name would want another form, or the teller speaks of the time of telling. */
const NOW =
  /^I(?:[’']|\s+(?:am|have|do|don[’']t|shall|will|can|cannot|may|must|need|think|know|suppose|believe|say|hope|fear|confess|remember|need|wish|see|find|feel|want|write)(?![\p{L}]))/u;

/** The sentence with its teller's name in place of "I", where that is the only word of the first person in it. */
export function nameNarrator(
  { people, book }: StoryContext,
  mentions: readonly Mention[],
  text: string,
): string {
  // French verbs have another form for each person.
  if (book.language !== 'en') return text;
  const teller = mentions.find(({ kind }) => kind === 'NARRATOR')?.character;
  const spoken = teller === undefined ? '' : people.characters[teller]!.spoken;
  const found = [...text.matchAll(FIRST_PERSON)];
  if (!spoken || spoken === 'Narrator' || found.length !== 1 || found[0]![0] !== 'I') return text;
  const { index } = found[0]!;
  if (NOW.test(text.slice(index)) || text.includes(spoken.split(' ')[0]!)) return text;
  return text.slice(0, index) + spoken + text.slice(index + 1);
}

/** What somebody says, with their name; null when it is not known who says it. */
export function withSpeaker(
  { people, book }: StoryContext,
  text: string,
  speaker: number | null,
): string | null {
  // What says who speaks within it would be said twice.
  if (speaker === null || /[“”«»"]/u.test(text)) return null;
  const { spoken, isNarrator } = people.characters[speaker]!;
  if (isNarrator && /narrat/i.test(spoken)) return null;
  const name = spoken[0]!.toUpperCase() + spoken.slice(1);
  return book.language === 'fr' ? `${name} : « ${text} »` : `${name}: “${text}”`;
}

/** The first words without the capitals that open a chapter in print: "ABOUT noon", "SQUIRE HALE came". */
export function quietOpening(text: string, people: Cast): string {
  const [run = ''] = /^\p{Lu}[\p{Lu}'’-]+(?:[ ,.]+\p{Lu}{2,}[\p{Lu}'’-]*)*(?![\p{L}])/u.exec(text) ?? [];
  // What is shouted from end to end is meant to be.
  if (!run || !/\p{Ll}/u.test(text.slice(run.length))) return text;
  const names = nameWords(people);
  const quiet = run.replace(/[\p{L}'’-]+/gu, (word, at: number) => {
    const name = word[0]! + word.slice(1).toLowerCase();
    return at === 0 || names.has(name) ? name : word.toLowerCase();
  });
  return quiet + text.slice(run.length);
}
