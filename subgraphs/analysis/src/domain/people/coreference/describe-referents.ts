import { FEMALE_NAMES, MALE_NAMES } from '../../lexicon/given-names.ts';
import { ACTING_VERBS, FEMALE_NOUNS, MALE_NOUNS } from '../../lexicon/person-nouns.ts';
import { PRONOUN_FORMS } from '../../lexicon/pronoun-forms.ts';
import { SPEECH_VERBS } from '../../lexicon/speech-verbs.ts';
import { EPITHETS, TITLES, titleGender } from '../../lexicon/titles.ts';
import { words } from '../../lexicon/word-list.ts';
import type { SpeechSpan } from '../../ports.ts';
import type { BookText } from '../../text/book-text.ts';
import type { Determiner, Referent, ReferentSpan } from './referent.ts';

const DETERMINERS: Record<Exclude<Determiner, 'NONE'>, ReadonlySet<string>> = {
  DEFINITE: words("the le la l' les au aux du des"),
  INDEFINITE: words(
    'a an some any no one two three every each another un une deux trois quelque quelques chaque plusieurs aucun aucune',
  ),
  POSSESSIVE: words(
    'my your his her its our their mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs',
  ),
  DEMONSTRATIVE: words('this that these those such ce cet cette ces'),
};
/** What a description's head never stands behind: "the daughter | of the king", "a man | who". */
const AFTER_HEAD = words(
  "of in on at from with who whom whose which that to for by as near under over about like and or , ; : ( -- — de d' du des dans à au aux en qui que qu' dont où avec sur sous pour par sans chez et ou",
);
const AUXILIARY = words(
  "was were had has have is are would could should will did does do must might may can shall 'd 'll avait était est a fut eut ont sont avaient étaient se s' ne n' me m' lui leur y en",
);
const NOT_PLURAL = /(?:ss|us|is)$/;
const PLURAL_NOUNS = words('men women children people folk gens others');
const PLURAL_DETERMINERS = words(
  'these those two three some several many les des ces mes tes ses nos vos leurs deux trois plusieurs quelques aux',
);
const TENSE = { en: /[a-z]{2}ed$/, fr: /[a-zà-ÿ]{2}(?:a|ait|it|ut|int|èrent|aient|irent|urent)$/ };

/** Describes spans, which come in reading order, the outer before those inside it. */
export function describeReferents(
  book: BookText,
  speech: readonly SpeechSpan[],
  spans: readonly ReferentSpan[],
): Referent[] {
  const turns = turnOfTokens(book, speech);
  const referents: Referent[] = [];
  const open: number[] = [];
  let sentence = 0;
  for (const [i, span] of spans.entries()) {
    while (sentence + 1 < book.sentences.length && book.sentences[sentence]!.endToken <= span.firstToken)
      sentence++;
    while (open.length > 0 && spans[open.at(-1)!]!.endToken < span.endToken) open.pop();
    while (open.length > 0 && spans[open.at(-1)!]!.endToken <= span.firstToken) open.pop();
    const parent = open.at(-1) ?? -1;
    open.push(i);
    const turn = turns[span.firstToken]!;
    const { paragraph } = book.sentences[sentence]!;
    const place = { sentence, paragraph, turn, parent };
    referents.push(span.kind === 'PRONOUN' ? pronoun(book, span, place) : phrase(book, span, place));
  }
  return referents;
}

type Place = Pick<Referent, 'sentence' | 'paragraph' | 'turn' | 'parent'>;

function pronoun({ tokens, language }: BookText, span: ReferentSpan, place: Place): Referent {
  const { lower } = tokens[span.firstToken]!;
  const text = textOf(tokens, span);
  const form = PRONOUN_FORMS[language].get(lower) ?? PRONOUN_FORMS[language].get(text);
  let role = form?.role ?? 'OBJECT';
  // "her hat" and "saw her" are told apart by what follows.
  if (language === 'en' && lower === 'her' && isNounAhead(tokens, span.endToken)) role = 'POSSESSIVE';
  return {
    ...span,
    ...place,
    head: lower,
    headToken: span.firstToken,
    words: [],
    titles: [],
    text,
    gender: form?.gender ?? 'UNKNOWN',
    number: form?.number ?? 'UNKNOWN',
    person: form?.person ?? 3,
    role,
    determiner: 'NONE',
    isAddress: false,
  };
}

function phrase(book: BookText, span: ReferentSpan, place: Place): Referent {
  const { tokens, language } = book;
  let at = span.firstToken;
  let determiner: Determiner = 'NONE';
  const first = tokens[at]!.lower;
  for (const kind of ['DEFINITE', 'INDEFINITE', 'POSSESSIVE', 'DEMONSTRATIVE'] as const)
    if (span.endToken > at + 1 && DETERMINERS[kind].has(first)) determiner = kind;
  if (determiner !== 'NONE') at++;
  // "Clara's father": whoever stands before the mark owns the head.
  for (let i = at; i < span.endToken - 1; i++)
    if (tokens[i]!.lower === "'s") {
      at = i + 1;
      determiner = 'POSSESSIVE';
    }
  let headToken = at;
  for (let i = at; i < span.endToken; i++) {
    if (i > at && AFTER_HEAD.has(tokens[i]!.lower)) break;
    if (tokens[i]!.kind !== 'mark') headToken = i;
  }
  // In French the adjective follows: the first noun that means somebody is the head.
  if (language === 'fr' && span.kind === 'NOUN')
    for (let i = at; i < headToken; i++)
      if (isPersonNoun(tokens[i]!.lower, language)) {
        headToken = i;
        break;
      }
  const titles: string[] = [];
  const own: string[] = [];
  for (let i = at; i < span.endToken; i++) {
    const { lower, kind } = tokens[i]!;
    if (kind === 'mark') continue;
    if (i > headToken && span.kind === 'NOUN') break;
    if (span.kind === 'NAME' && TITLES[language].has(lower) && i + 1 < span.endToken) titles.push(lower);
    else if (span.kind === 'NOUN' || tokens[i]!.capital) own.push(lower);
  }
  const head = tokens[headToken]!.lower;
  const isPlural =
    (PLURAL_DETERMINERS.has(first) && headToken > span.firstToken) ||
    PLURAL_NOUNS.has(head) ||
    (span.kind === 'NOUN' &&
      /s$/.test(head) &&
      !NOT_PLURAL.test(head) &&
      (language === 'en' || determiner === 'NONE'));
  const before = tokens[span.firstToken - 1];
  const after = tokens[span.endToken];
  return {
    ...span,
    ...place,
    head,
    headToken,
    words: own.length > 0 ? own : [head],
    titles,
    text: textOf(tokens, span),
    gender: genderOf(own, titles, head, span.kind, language),
    number: isPlural || hasAnd(tokens, span) ? 'PLURAL' : 'SINGULAR',
    person: 0,
    role: after?.lower === "'s" ? 'POSSESSIVE' : isSubject(book, span) ? 'SUBJECT' : 'OBJECT',
    determiner,
    isAddress:
      place.turn >= 0 &&
      determiner !== 'INDEFINITE' &&
      (before === undefined || before.kind === 'mark') &&
      (after === undefined || after.kind === 'mark') &&
      (before?.text === ',' || /^[,!?]$/.test(after?.text ?? '')),
  };
}

function genderOf(
  own: readonly string[],
  titles: readonly string[],
  head: string,
  kind: ReferentSpan['kind'],
  language: BookText['language'],
): Referent['gender'] {
  for (const title of titles) {
    const gender = titleGender(title, language);
    if (gender) return gender;
  }
  const given = kind === 'NAME' ? (own.find((word) => !EPITHETS[language].has(word)) ?? head) : head;
  const female = FEMALE_NOUNS[language].has(head) || (kind === 'NAME' && FEMALE_NAMES.has(given));
  const male = MALE_NOUNS[language].has(head) || (kind === 'NAME' && MALE_NAMES.has(given));
  if (female !== male) return female ? 'FEMALE' : 'MALE';
  return titleGender(head, language) ?? 'UNKNOWN';
}

function isPersonNoun(word: string, language: BookText['language']): boolean {
  return FEMALE_NOUNS[language].has(word) || MALE_NOUNS[language].has(word);
}

function hasAnd(tokens: BookText['tokens'], { firstToken, endToken, kind }: ReferentSpan): boolean {
  if (kind === 'PRONOUN') return false;
  for (let i = firstToken + 1; i < endToken - 1; i++)
    if (tokens[i]!.lower === 'and' || tokens[i]!.lower === 'et') return true;
  return false;
}

function isSubject({ tokens, language }: BookText, { firstToken, endToken }: ReferentSpan): boolean {
  const verb = tokens[endToken]?.lower ?? '';
  const before = tokens[firstToken - 1];
  return (
    AUXILIARY.has(verb) ||
    ACTING_VERBS[language].has(verb) ||
    SPEECH_VERBS[language].has(verb) ||
    TENSE[language].test(verb) ||
    (SPEECH_VERBS[language].has(before?.lower ?? '') && /^[.,;!?]$/.test(tokens[endToken]?.text ?? ''))
  );
}

const AFTER_OBJECT = words(
  'to and or in on at with from by for that as up down out off over into if when but who the a an',
);
function isNounAhead(tokens: BookText['tokens'], at: number): boolean {
  const next = tokens[at];
  return next !== undefined && next.kind === 'word' && !AFTER_OBJECT.has(next.lower);
}

function textOf(tokens: BookText['tokens'], { firstToken, endToken }: ReferentSpan): string {
  let text = tokens[firstToken]!.lower;
  for (let i = firstToken + 1; i < endToken; i++) text += ` ${tokens[i]!.lower}`;
  return text;
}

/** The turn of speech that each token stands in, or -1. */
function turnOfTokens({ tokens }: BookText, speech: readonly SpeechSpan[]): Int32Array {
  const turns = new Int32Array(tokens.length).fill(-1);
  let next = 0;
  for (const [i, { start }] of tokens.entries()) {
    while (next < speech.length && speech[next]!.end <= start) next++;
    if (next < speech.length && speech[next]!.start <= start && !speech[next]!.isLabel)
      turns[i] = speech[next]!.turn;
  }
  return turns;
}
