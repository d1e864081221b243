import type { Language } from '@visiobook/schema';
import { TITLES } from '../lexicon/titles.ts';
import type { Cast, Mention, SpeechSpan } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import { type Token, tokenise } from '../text/tokens.ts';
import { addDescriptions } from './add-descriptions.ts';
import type { LinkScorer } from './coreference/link-referents.ts';
import { meantByDescriptions } from './described-people.ts';
import type { Draft } from './draft-people.ts';
import { nameMention, speechMask } from './entity-finder.ts';
import type { Gender } from './form-gender.ts';
import { guessGenders } from './gender.ts';
import { isAddress } from './name-forms.ts';
import { findNarrators } from './narrator.ts';
import { paintPortraits } from './portraits.ts';
import { resolvePronouns } from './pronouns.ts';

/** Someone whom a list names, as a reader or an editor of the book gives it. */
export interface KnownCharacter {
  name: string;
  aliases: readonly string[];
  gender: Gender;
}

/** The cast of a book whose characters are known beforehand, in the order given: where each of them is meant. */
export function knownCast(
  book: BookText,
  speech: readonly SpeechSpan[],
  characters: readonly KnownCharacter[],
  scorer: LinkScorer | null = null,
): Cast {
  const inSpeech = speechMask(book, speech);
  const names = namesIn(book, characters, inSpeech);
  const drafts = characters.map((character, key) => draftOf(book, character, key, names));
  guessGenders(book, drafts, names);
  const narrator = drafts.find((_, i) => isListedNarrator(characters[i]!));
  const told = findNarrators(book, drafts, inSpeech, narrator).flatMap((voice) => {
    const character = drafts.indexOf(voice.draft);
    return character < 0 ? [] : voice.mentions.map((mention) => ({ ...mention, character }));
  });
  if (scorer) names.push(...described(book, speech, drafts, [...names, ...told], inSpeech, scorer));
  names.sort((a, b) => a.firstToken - b.firstToken);
  const pronouns = resolvePronouns(book, drafts, names, inSpeech);
  const mentions = [...names, ...pronouns, ...told].sort((a, b) => a.firstToken - b.firstToken);
  return { characters: paintPortraits(book, drafts, mentions, inSpeech), mentions, places: [] };
}

/** Where a description means somebody of the list: "the young lady". */
function described(
  book: BookText,
  speech: readonly SpeechSpan[],
  listed: readonly Draft[],
  known: readonly Mention[],
  inSpeech: Uint8Array,
  scorer: LinkScorer,
): Mention[] {
  const drafts = listed.map((draft) => ({ ...draft, spans: [...draft.spans] }));
  addDescriptions(book, drafts, inSpeech);
  const pronouns = resolvePronouns(book, drafts, known, inSpeech);
  const meant = meantByDescriptions(book, speech, drafts, [...known, ...pronouns], scorer);
  const isNamed = new Uint8Array(book.tokens.length);
  for (const { firstToken, endToken } of known) isNamed.fill(1, firstToken, endToken);
  return drafts.flatMap(({ spans }, i) =>
    meant[i]! < 0
      ? []
      : spans
          .filter(({ endToken }) => !isNamed[endToken - 1])
          .map((span) => nameMention(book, span, meant[i]!, inSpeech)),
  );
}

const ARTICLE = /^(?:the|an?|la|les?|une?)\s|^l[’']/i;

/** Lists mark whoever tells the story in the first person: "Narrator", "_narr". */
function isListedNarrator({ name, aliases }: KnownCharacter): boolean {
  return [name, ...aliases].some((form) => /^_?(?:narr|narrator|le narrateur|la narratrice)$/i.test(form));
}

interface Form {
  words: string[];
  character: number;
  /** A word that is also a common noun names someone only with its capital. */
  needsCapital: boolean;
}

function namesIn(book: BookText, characters: readonly KnownCharacter[], inSpeech: Uint8Array): Mention[] {
  const { tokens, language } = book;
  const byFirst = formsByFirstWord(characters, language);
  const names: Mention[] = [];
  for (let i = 0; i < tokens.length; i++) {
    for (const { words, character, needsCapital } of byFirst.get(tokens[i]!.lower) ?? []) {
      const end = endOfForm(tokens, i, words);
      if (end < 0 || (needsCapital && !tokens[i]!.capital)) continue;
      names.push(nameMention(book, { firstToken: i, endToken: end }, character, inSpeech));
      i = end - 1;
      break;
    }
  }
  return names;
}

/** Longest forms first. A form that several people answer to goes to none of them. */
function formsByFirstWord(characters: readonly KnownCharacter[], language: Language): Map<string, Form[]> {
  const owners = new Map<string, Form | null>();
  for (const [character, { name, aliases }] of characters.entries())
    for (const form of new Set([name, ...aliases])) {
      const words = wordsOf(form, language);
      const key = words.join(' ');
      const held = owners.get(key);
      if (!key) continue;
      if (held === undefined) owners.set(key, { words, character, needsCapital: words.length === 1 });
      else if (held !== null && held.character !== character) owners.set(key, null);
    }
  for (const form of nameParts(characters, language)) {
    const key = form.words.join(' ');
    if (!owners.has(key)) owners.set(key, form);
  }
  const byFirst = new Map<string, Form[]>();
  for (const form of owners.values()) {
    if (!form) continue;
    const first = form.words[0]!;
    byFirst.set(first, [...(byFirst.get(first) ?? []), form]);
  }
  for (const forms of byFirst.values()) forms.sort((a, b) => b.words.length - a.words.length);
  return byFirst;
}

/** Whoever is listed by a full name goes by its parts as well, where nobody else bears them: "Clara", "Dale". */
function nameParts(characters: readonly KnownCharacter[], language: Language): Form[] {
  const bearers = new Map<string, Set<number>>();
  for (const [character, { name, aliases }] of characters.entries())
    for (const form of [name, ...aliases])
      for (const word of wordsOf(form, language))
        if (!TITLES[language].has(word) && word.length > 2)
          bearers.set(word, (bearers.get(word) ?? new Set()).add(character));
  const parts: Form[] = [];
  for (const [character, { name, aliases }] of characters.entries())
    for (const form of [name, ...aliases]) {
      const words = wordsOf(form, language).filter((word) => !TITLES[language].has(word));
      const isName = /^\p{Lu}\S*(?: \p{Lu}\S*)+$/u.test(form) && !ARTICLE.test(form);
      for (const word of isName && words.length < 4 ? [words[0], words.at(-1)] : [])
        if (word && bearers.get(word)?.size === 1)
          parts.push({ words: [word], character, needsCapital: true });
    }
  return parts;
}

function wordsOf(form: string, language: Language): string[] {
  const tokens: Token[] = [];
  tokenise(form, 0, form.length, language, tokens);
  return tokens.filter(({ kind }) => kind !== 'mark').map(({ lower }) => lower);
}

/** Full stops and commas may stand inside a name: "Mr. Bennet", "Bill, the Lizard". */
function endOfForm(tokens: readonly Token[], at: number, words: readonly string[]): number {
  let i = at;
  for (const [n, word] of words.entries()) {
    if (n > 0 && (tokens[i]?.text === '.' || tokens[i]?.text === ',')) i++;
    if (tokens[i]?.lower !== word) return -1;
    i++;
  }
  return i;
}

function draftOf(
  { tokens }: BookText,
  { name, aliases, gender }: KnownCharacter,
  key: number,
  names: readonly Mention[],
): Draft {
  const own = names.filter(({ character }) => character === key);
  return {
    name,
    spoken: name,
    aliases: aliases.filter((alias) => alias !== name),
    heads: name.toLowerCase().split(/\s+/),
    titleUses: new Map(),
    titles: [],
    gender,
    spans: own.map(({ firstToken, endToken }) => ({ firstToken, endToken })),
    confidence: 1,
    mentionCount: own.length,
    isNarrator: false,
    isDescribed: false,
    maybe: null,
    narration: own.filter(({ inSpeech }) => !inSpeech).length,
    addressed: own.filter(
      ({ inSpeech, firstToken, endToken }) => inSpeech && isAddress(tokens[firstToken - 1], tokens[endToken]),
    ).length,
  };
}
