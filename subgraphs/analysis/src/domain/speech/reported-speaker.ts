import { FEMALE_NOUNS, MALE_NOUNS } from '../lexicon/person-nouns.ts';
import { SPEECH_VERBS } from '../lexicon/speech-verbs.ts';
import { words } from '../lexicon/word-list.ts';
import { isSomeone } from '../people/descriptions.ts';
import { nounGender } from '../people/form-gender.ts';
import type { CharacterDraft, Mention, SpeechSpan } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import { tokenAtOrAfter } from '../text/token-search.ts';
import { lowerBound, mentionAt } from './mention-search.ts';
import { relative } from './relatives.ts';
import { isReport, mayReport, opensClause } from './reporting-clause.ts';
import type { Turn } from './turn-evidence.ts';

/** Whom a verb of speech beside the quotation names. */
export interface Reported {
  /** -1 when only the gender is known. */
  character: number;
  isCertain: boolean;
  gender: CharacterDraft['gender'];
  /** Someone who is surely not meant: "his wife" is not he. */
  not: number;
}

const NEAR = 9;
const BEFORE = 24;
const CLITICS =
  words(`me m' lui leur te t' se s' nous vous the le la l' a en y not poor then had - alors enfin encore
  un une ne n' old young little dit at last only just so even and to`);
const POSSESSIVES = words('his her my son sa mon ma their leur');
const PRONOUN_GENDER = new Map<string, CharacterDraft['gender']>([
  ['he', 'MALE'],
  ['il', 'MALE'],
  ['she', 'FEMALE'],
  ['elle', 'FEMALE'],
]);
const ADVERB = /(?:ly|ment)$/;

export function reportedSpeaker(
  book: BookText,
  speech: readonly SpeechSpan[],
  { spans }: Turn,
  mentions: readonly Mention[],
  characters: readonly CharacterDraft[],
): Reported | null {
  for (const index of spans) {
    const span = speech[index]!;
    const found =
      afterQuote(book, span, speech[index + 1], mentions, characters) ??
      beforeQuote(book, span, speech[index - 1], mentions, characters);
    if (found) return found;
  }
  return beforeParagraph(book, speech, spans[0]!, mentions, characters);
}

/** “…,” said the old Hatter / “…,” she cried / “…,” replied his wife. */
function afterQuote(
  book: BookText,
  span: SpeechSpan,
  next: SpeechSpan | undefined,
  mentions: readonly Mention[],
  characters: readonly CharacterDraft[],
): Reported | null {
  const { tokens, language, paragraphs } = book;
  const from = tokenAtOrAfter(tokens, span.end);
  const limit = Math.min(paragraphs[span.paragraph]!.endToken, from + NEAR + 3);
  const stop =
    next && next.paragraph === span.paragraph ? Math.min(limit, tokenAtOrAfter(tokens, next.start)) : limit;
  let hasVerb = false;
  let who: Reported | null = null;
  const clause = opensClause(book, span.end, from);
  for (let i = from; i < stop; i++) {
    const token = tokens[i]!;
    const person = personAt(book, i, mentions, characters);
    if (person) {
      who ??= person.reported;
      if (hasVerb || isReport(book, person.end)) return who;
      i = person.end - 1;
      continue;
    }
    if (token.kind === 'mark') {
      if (i > from + 1 && /[.;!?]/.test(token.text)) break;
      continue;
    }
    if (SPEECH_VERBS[language].has(token.lower) || (clause && mayReport(token, language))) {
      hasVerb = true;
      if (who && i - from < 8) return who;
    } else if (!CLITICS.has(token.lower) && !ADVERB.test(token.lower) && !hasVerb && !who) break;
  }
  return null;
}

/** Turning round, Alice said: “…” */
function beforeQuote(
  book: BookText,
  span: SpeechSpan,
  previous: SpeechSpan | undefined,
  mentions: readonly Mention[],
  characters: readonly CharacterDraft[],
): Reported | null {
  const { tokens, paragraphs } = book;
  const to = tokenAtOrAfter(tokens, span.start);
  let start = Math.max(paragraphs[span.paragraph]!.firstToken, to - BEFORE);
  if (previous && previous.paragraph === span.paragraph)
    start = Math.max(start, tokenAtOrAfter(tokens, previous.end));
  let mark = to - 1;
  while (mark >= start && tokens[mark]!.kind === 'mark' && !/[,:.]/.test(tokens[mark]!.text)) mark--;
  if (mark < start) return null;
  const pointed = /^[,:]$/.test(tokens[mark]!.text);
  return announced(book, start, mark, pointed, mentions, characters);
}

/** A paragraph that ends without a full stop says who speaks in the next one: Turning round, Alice said: */
function beforeParagraph(
  book: BookText,
  speech: readonly SpeechSpan[],
  index: number,
  mentions: readonly Mention[],
  characters: readonly CharacterDraft[],
): Reported | null {
  const { tokens, paragraphs } = book;
  const { paragraph, start } = speech[index]!;
  const before = paragraphs[paragraph - 1];
  const here = paragraphs[paragraph]!;
  if (!before || before.isBreak || tokenAtOrAfter(tokens, start) > here.firstToken + 2) return null;
  const previous = speech[index - 1];
  let from = Math.max(before.firstToken, before.endToken - BEFORE);
  if (previous && previous.paragraph === paragraph - 1)
    from = Math.max(from, tokenAtOrAfter(tokens, previous.end) + 1);
  let mark = before.endToken - 1;
  while (mark > from && /^[—–-]+$/.test(tokens[mark]!.text)) mark--;
  if (mark <= from || /[.!?”"»’]/.test(tokens[mark]!.text)) return null;
  return announced(book, from, mark, true, mentions, characters);
}

/** Who says what follows, by the verb of speech before it. */
function announced(
  book: BookText,
  start: number,
  mark: number,
  pointed: boolean,
  mentions: readonly Mention[],
  characters: readonly CharacterDraft[],
): Reported | null {
  const { tokens, language } = book;
  let verb = -1;
  for (let i = mark; i >= start; i--) {
    if (/[.!?]/.test(tokens[i]!.text) && i < mark && !isAbbreviated(tokens, i)) break;
    if (SPEECH_VERBS[language].has(tokens[i]!.lower) && (pointed || mark - i < 2)) {
      verb = i;
      break;
    }
  }
  if (verb < 0) return null;
  let nearest: Reported | null = null;
  for (let i = verb - 1; i >= start; i--) {
    if (/[.!?]/.test(tokens[i]!.text) && !isAbbreviated(tokens, i)) break;
    const person = personAt(book, i, mentions, characters);
    if (!person) continue;
    nearest ??= person.reported;
    // The subject of the clause opens it; whoever stands between it and the verb is only an object.
    if (tokens[i]!.opens || tokens[i - 1]?.kind === 'mark') return person.reported;
  }
  return nearest;
}

/** The full stop of "Mr." */
function isAbbreviated(tokens: BookText['tokens'], at: number): boolean {
  return tokens[at]!.text === '.' && tokens[at + 1] !== undefined && !tokens[at + 1]!.opens;
}

function personAt(
  book: BookText,
  at: number,
  mentions: readonly Mention[],
  characters: readonly CharacterDraft[],
): { reported: Reported; end: number } | null {
  const { tokens, language } = book;
  const { lower } = tokens[at]!;
  const noun = tokens[at + 1];
  if (POSSESSIVES.has(lower) && noun?.kind === 'word') {
    const gender = FEMALE_NOUNS[language].has(noun.lower)
      ? 'FEMALE'
      : MALE_NOUNS[language].has(noun.lower)
        ? 'MALE'
        : null;
    if (gender) {
      const owner = ownerOf(at, mentions);
      const character = owner < 0 ? -1 : relative(characters, owner, noun.lower);
      return { reported: { character, isCertain: false, gender, not: owner }, end: at + 2 };
    }
  }
  const mention = mentionAt(mentions, at);
  if (mention) {
    const isCertain = mention.kind === 'NAME' || mention.kind === 'NARRATOR';
    if (!isCertain && (lower === 'her' || lower === 'him' || lower === 'his')) return null;
    const { gender } = characters[mention.character]!;
    const said = PRONOUN_GENDER.get(lower);
    return {
      reported: { character: mention.character, isCertain, gender: said ?? gender, not: -1 },
      end: Math.max(mention.endToken, at + 1),
    };
  }
  const unknown = unknownAt(book, at, mentions);
  if (unknown) return unknown;
  const gender = PRONOUN_GENDER.get(lower);
  return gender ? { reported: { character: -1, isCertain: false, gender, not: -1 }, end: at + 1 } : null;
}

const DETERMINERS = words("the a an this that one le la l' un une ce cet cette");
const MOST_BETWEEN = 2;

/** "said an old woman": somebody who is not known by a name or a description, but for the gender. */
function unknownAt(
  { tokens, language }: BookText,
  at: number,
  mentions: readonly Mention[],
): { reported: Reported; end: number } | null {
  if (!DETERMINERS.has(tokens[at]!.lower)) return null;
  for (let i = at + 1; i <= at + 1 + MOST_BETWEEN; i++) {
    const token = tokens[i];
    if (token?.kind !== 'word' || mentionAt(mentions, i)) return null;
    if (!isSomeone(token.lower, language)) continue;
    const gender = nounGender(token.lower, `${tokens[at]!.lower} ${token.lower}`, language);
    return { reported: { character: -1, isCertain: false, gender, not: -1 }, end: i + 1 };
  }
  return null;
}

/** Whom "his" and "her" mean: the mention that stands there, or the last one before it. */
function ownerOf(at: number, mentions: readonly Mention[]): number {
  const here = mentionAt(mentions, at);
  if (here) return here.character;
  return mentions[lowerBound(mentions, at) - 1]?.character ?? -1;
}
