import { COURTESY, SAME_TITLE, TITLES } from '../lexicon/titles.ts';
import type { BookText } from '../text/book-text.ts';
import { characterConfidence } from './character-confidence.ts';
import { findDescriptions, isCommonNoun, isOneCharacter, isSomeone } from './descriptions.ts';
import type { Gender } from './form-gender.ts';
import { mergeAliases } from './merge-aliases.ts';
import { type NameForm, personScore } from './name-forms.ts';
import type { Person } from './person.ts';
import { personNames } from './person-names.ts';
import { toldSentences } from './told-sentences.ts';
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
  /** Uses in narration and uses as an address, to tell who the first-person narrator is. */
  narration: number;
  addressed: number;
}

export function draftPeople(book: BookText, forms: readonly NameForm[], inSpeech: Uint8Array): Draft[] {
  const candidates = forms.filter((form) => personScore(form) >= 0.2);
  const drafts: Draft[] = [];
  const told = toldSentences(book, inSpeech);
  const merged = mergeAliases(candidates, book.language, (form, person) =>
    areTwo(told([form]), told(person.forms)),
  );
  for (const person of joinWives(merged, book.language, told)) {
    const score = personScore(together(person));
    if (person.forms.every(({ core }) => COURTESY[book.language].has(core.join(' ')))) continue;
    if (score < 0.45 || !isFrequent(person, book.words) || isMany(book, person) || isThing(book, person))
      continue;
    drafts.push(draftOf(book, person, score));
  }
  addDescriptions(book, drafts, inSpeech);
  return drafts;
}

/** Whoever stands beside somebody in sentence after sentence is not the same person. */
function areTwo(some: ReadonlySet<number>, others: ReadonlySet<number>): boolean {
  let together = 0;
  for (const sentence of some) if (others.has(sentence)) together++;
  return together >= 3 && together >= 0.08 * some.size;
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

/** "les Papous", "the Bennets": a people or a family, nobody in particular. */
function isMany({ tokens, language }: BookText, { forms, count }: Person): boolean {
  let many = 0;
  for (const { core, spans, definite } of forms) {
    const name = core.at(-1)!;
    if (language === 'en' && definite >= spans.length / 2 && /[^s]s$/.test(name)) many += spans.length;
    else for (const { firstToken } of spans) if (PLURAL.has(tokens[firstToken - 1]?.lower ?? '')) many++;
  }
  return many >= count / 2;
}

/** "le Nautilus", "the Hispaniola": always behind an article, and never a word said by it or to it. */
function isThing({ language }: BookText, { forms, count }: Person): boolean {
  if (count < 4 || forms.some(({ core }) => core.some((word) => isSomeone(word, language) || isRank(word))))
    return false;
  const sum = (pick: (form: NameForm) => number) => forms.reduce((total, form) => total + pick(form), 0);
  const titled = sum(({ titles, spans }) => (titles.length > 0 ? spans.length : 0));
  return (
    sum(({ definite }) => definite) >= 0.7 * count &&
    titled <= 0.1 * count &&
    sum(({ speaks }) => speaks) <= 0.02 * count &&
    sum(({ addressed }) => addressed) <= 0.02 * count
  );
}

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

/** Gives "the captain" to the one captain there is, or makes a character of him. */
function addDescriptions(book: BookText, drafts: Draft[], inSpeech: Uint8Array): void {
  for (const description of findDescriptions(book, inSpeech)) {
    const { head, display, spans, beside, kin } = description;
    const apposed = besideNames(drafts, beside);
    if (apposed) {
      addSpans(apposed, display, spans);
      continue;
    }
    const uses = (draft: Draft) =>
      draft.heads.includes(head) && draft.spoken !== draft.name
        ? draft.mentionCount
        : (draft.titleUses.get(kin ?? head) ?? 0);
    const titled = isCommonNoun(head)
      ? []
      : drafts.filter((draft) => uses(draft) > 0).sort((a, b) => uses(b) - uses(a));
    const [owner, rival] = titled;
    if (owner && kin) {
      // The one who tells the story calls nobody else so.
      addSpans(owner, display, spans);
      continue;
    }
    if (owner && (!rival || uses(owner) > 2 * uses(rival))) {
      // A title said once or twice of someone does not make every use of the word theirs.
      if (uses(owner) >= 0.15 * owner.mentionCount || (!rival && uses(owner) >= 2))
        addSpans(owner, display, spans);
      continue;
    }
    if (owner || !isOneCharacter(description, book.words)) continue;
    drafts.push({
      name: display[0]!.toUpperCase() + display.slice(1),
      aliases: [],
      heads: head.split(' ').concat(head),
      spoken: display,
      titleUses: new Map(),
      titles: [],
      gender: 'UNKNOWN',
      spans,
      confidence: characterConfidence({ names: spans.length, isDescribed: true, liveliness: 1 }, book.words),
      mentionCount: spans.length,
      isNarrator: false,
      isDescribed: true,
      narration: spans.length,
      addressed: 0,
    });
  }
}

/** The one whose name stands beside a description, with nobody else's half as often. */
function besideNames(drafts: readonly Draft[], beside: readonly number[]): Draft | undefined {
  if (beside.length === 0) return undefined;
  const votes = drafts.map((draft) => ({
    draft,
    count: beside.filter((token) =>
      draft.spans.some(({ firstToken, endToken }) => firstToken <= token && token < endToken),
    ).length,
  }));
  const [first, second] = votes.sort((a, b) => b.count - a.count);
  return first && first.count >= 1 && first.count > 2 * (second?.count ?? 0) ? first.draft : undefined;
}

function addSpans(owner: Draft, display: string, spans: Draft['spans']): void {
  owner.spans.push(...spans);
  owner.mentionCount += spans.length;
  const known = [owner.name, ...owner.aliases].some((alias) =>
    display.toLowerCase().endsWith(alias.toLowerCase()),
  );
  if (!known) owner.aliases.push(display);
}
