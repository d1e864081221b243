import { COURTESY, SAME_TITLE, TITLES } from '../lexicon/titles.ts';
import type { BookText } from '../text/book-text.ts';
import { addDescriptions } from './add-descriptions.ts';
import { characterConfidence } from './character-confidence.ts';
import { isSomeone } from './descriptions.ts';
import type { Gender } from './form-gender.ts';
import { mergeAliases } from './merge-aliases.ts';
import { type NameForm, personScore } from './name-forms.ts';
import type { Person } from './person.ts';
import { personNames } from './person-names.ts';
import { giveSharedRanks } from './shared-ranks.ts';
import { areTwo, toldSentences } from './told-sentences.ts';
import { joinWives } from './wives.ts';

/** Someone of the book while the evidence about them is still gathered. */
export interface Draft {
  name: string;
  aliases: string[];
  /** Lower-case words of names and descriptions that tell what they are: "rabbit", "captain". */
  heads: string[];
  /** How they are called in a sentence: "the Hatter", "Alice". */
  spoken: string;
  /** How many mentions carry each title. */
  titleUses: ReadonlyMap<string, number>;
  titles: string[];
  gender: Gender;
  spans: { firstToken: number; endToken: number }[];
  confidence: number;
  mentionCount: number;
  isNarrator: boolean;
  /** Has no name, only a description: "the old lady". */
  isDescribed: boolean;
  /** Whom the description may mean: a name stood beside it once. */
  maybe: Draft | null;
  /** Uses in narration and uses as an address, to tell who the first-person narrator is. */
  narration: number;
  addressed: number;
}

export function draftPeople(book: BookText, forms: readonly NameForm[], inSpeech: Uint8Array): Draft[] {
  const candidates = formsOfPeople(forms);
  const names = new Set(forms.map(({ core }) => core.at(-1)!));
  const drafts: Draft[] = [];
  const told = toldSentences(book, inSpeech);
  const merged = mergeAliases(candidates, book.language, (form, person) =>
    areTwo(told([form]), told(person.forms)),
  );
  for (const person of joinWives(merged, book.language, told)) {
    const score = personScore(together(person));
    if (person.forms.every(({ core }) => COURTESY[book.language].has(core.join(' ')))) continue;
    if (
      score < 0.45 ||
      !isFrequent(person, book.words) ||
      isMany(book, person, names) ||
      isThing(book, person)
    )
      continue;
    drafts.push(draftOf(book, person, score));
  }
  const known = giveSharedRanks(drafts, book.language);
  addDescriptions(book, known, inSpeech);
  return known;
}

/** Below this a name is a place or a thing. */
const LIKELY = 0.2;

function formsOfPeople(forms: readonly NameForm[]): NameForm[] {
  const likely = forms.filter((form) => personScore(form) >= LIKELY);
  const words = new Set(likely.flatMap(({ core }) => core));
  const byKey = new Map(forms.map((form) => [form.key, form]));
  return forms.filter((form) => {
    const { core, spans } = form;
    // Two names of one man may meet in the third, however seldom it is said: "Big Tom", "Tom Dale", "Big Tom Dale".
    if (core.length > 2 && core.every((word) => words.has(word))) return true;
    if (personScore(form) < LIKELY) return false;
    // "au Luxembourg Lucie" is no name.
    const first = core.length === 2 && spans.length <= 2 ? byKey.get(core[0]!) : undefined;
    return !first || first.spans.length < 4 || first.definite < 0.5 * first.spans.length;
  });
}

function together({ forms }: Person): NameForm {
  const sum = (pick: (form: NameForm) => number) => forms.reduce((total, form) => total + pick(form), 0);
  return {
    ...forms[0]!,
    titles: [...new Set(forms.flatMap(({ titles }) => titles))],
    spans: forms.flatMap(({ spans }) => spans),
    narration: sum(({ narration }) => narration),
    speaks: sum(({ speaks }) => speaks),
    acts: sum(({ acts }) => acts),
    addressed: sum(({ addressed }) => addressed),
    owns: sum(({ owns }) => owns),
    located: sum(({ located }) => located),
    definite: sum(({ definite }) => definite),
    pronouns: {
      female: sum(({ pronouns }) => pronouns.female),
      male: sum(({ pronouns }) => pronouns.male),
    },
    tagged: {
      person: sum(({ tagged }) => tagged.person),
      place: sum(({ tagged }) => tagged.place),
      thing: sum(({ tagged }) => tagged.thing),
    },
  };
}

function isFrequent({ forms, count }: Person, words: number): boolean {
  if (count >= 3 || words < 1500)
    return count >= 2 || forms.some(({ speaks, acts, titles }) => speaks + acts >= 1 || titles.length > 0);
  const speaks = forms.reduce((total, form) => total + form.speaks, 0);
  return words < 40_000 && (speaks >= 1 || forms.some(({ titles }) => titles.length > 0)) && count >= 2;
}

const PLURAL = new Set(['les', 'des', 'aux', 'ces', 'these', 'those', 'mm', 'mmes']);
const BEFORE_MANY = new Set([
  'the',
  'two',
  'three',
  'four',
  'five',
  'six',
  'young',
  'all',
  'both',
  'other',
  'of',
]);

/** "les Papous", "the Bennets": a people or a family, nobody in particular. */
function isMany(
  { tokens, language }: BookText,
  { forms, count }: Person,
  names: ReadonlySet<string>,
): boolean {
  let many = 0;
  for (const { core, spans, definite, titles } of forms) {
    const name = core.at(-1)!;
    const isPlural = language === 'en' && /[^s]s$/.test(name) && titles.length === 0;
    const isFamily = isPlural && names.has(name.slice(0, -1));
    if (isPlural && definite >= spans.length / 2) many += spans.length;
    else
      for (const { firstToken } of spans) {
        const before = tokens[firstToken - 1]?.lower ?? '';
        if (PLURAL.has(before) || (isFamily && BEFORE_MANY.has(before))) many++;
      }
  }
  return many >= count / 2;
}

/** "le Nautilus", "the Hispaniola": always behind an article, and never a word said by it or to it. */
function isThing({ tokens, language, words }: BookText, { forms, count }: Person): boolean {
  if (count < 3 || forms.some(({ core }) => core.some((word) => isSomeone(word, language) || isRank(word))))
    return false;
  const sum = (pick: (form: NameForm) => number) => forms.reduce((total, form) => total + pick(form), 0);
  if (language === 'fr' && words >= NOVEL && isShip(tokens, forms, count)) return true;
  if (count < 4) return false;
  const isSilent =
    sum(({ speaks }) => speaks) <= 0.02 * count && sum(({ addressed }) => addressed) <= 0.02 * count;
  if (!isSilent || sum(({ definite }) => definite) < 0.6 * count) return false;
  const titled = forms.filter(({ titles }) => titles.length > 0);
  const uses = titled.reduce((total, { spans }) => total + spans.length, 0);
  // An admiral has no article before his name in English; an inn has.
  const isSign =
    language === 'en' && titled.every(({ titles }) => !titles.some((title) => WITH_ARTICLE.has(title)));
  return isSign || (uses <= 0.1 * count && sum(({ definite }) => definite) >= 0.7 * count);
}

/** Words from which on a book is none in which few are named, and these perhaps once. */
const NOVEL = 20_000;

/**
 * "l'Astrolabe", "le Moravian": in a French novel, a name that is nobody's rank or nickname, hardly ever without its
 * article, to which hardly anybody speaks. One verb of speech beside it is chance.
 */
function isShip(tokens: BookText['tokens'], forms: readonly NameForm[], count: number): boolean {
  const sum = (pick: (form: NameForm) => number) => forms.reduce((total, form) => total + pick(form), 0);
  return (
    forms.every(({ titles }) => titles.length === 0) &&
    sum(({ definite }) => definite) >= 0.8 * count &&
    sum(({ addressed }) => addressed) <= 0.2 * count &&
    sum(({ speaks }) => speaks) <= Math.max(1, 0.05 * count) &&
    // "la Maheude" is a woman; a ship is seldom one in French.
    sum(({ spans }) => spans.filter(({ firstToken }) => tokens[firstToken - 1]?.lower === 'la').length) <=
      0.2 * count
  );
}

const WITH_ARTICLE = new Set(
  'honourable hon count countess duke duchess prince princess marquis marchioness emperor empress lady baron baroness earl viscount abbot widow'.split(
    ' ',
  ),
);

function isRank(word: string): boolean {
  return TITLES.en.has(word) || TITLES.fr.has(word);
}

function draftOf(book: BookText, person: Person, score: number): Draft {
  const { name, spoken, aliases } = personNames(book, person);
  return {
    name,
    aliases,
    heads: [...new Set(person.forms.flatMap(({ core }) => core))],
    spoken,
    titleUses: titleUses(person),
    titles: [...new Set(person.forms.flatMap(({ titles }) => titles))],
    gender: person.gender,
    spans: person.forms.flatMap(({ spans }) => spans),
    confidence: characterConfidence(
      { names: person.count, isDescribed: false, liveliness: score },
      book.words,
    ),
    mentionCount: person.count,
    isNarrator: false,
    isDescribed: false,
    maybe: null,
    narration: person.forms.reduce((total, form) => total + form.narration, 0),
    addressed: person.forms.reduce((total, form) => total + form.addressed, 0),
  };
}

function titleUses({ forms }: Person): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { titles, spans } of forms)
    for (const title of titles) {
      const noun = SAME_TITLE.get(title) ?? title;
      counts.set(noun, (counts.get(noun) ?? 0) + spans.length);
    }
  return counts;
}
