import type { Language } from '@visiobook/schema';
import { SPEECH_VERBS } from '../lexicon/speech-verbs.ts';
import { words } from '../lexicon/word-list.ts';
import type { CharacterDraft, Mention } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import type { Token } from '../text/tokens.ts';
import { ageInYears } from './age-in-years.ts';

/** What the sentences around someone say about their age. */
export interface AgeSigns {
  child: number;
  young: number;
  grown: number;
  old: number;
}

/** The signs of a character that stand at a token: those of the early book are kept apart from the later ones. */
export type SignsAt = (character: number, token: number) => AgeSigns;

/** Children, and the young only when they are called little: "the little girl", "le petit garçon". */
const CHILD =
  words(`child baby infant schoolboy schoolgirl urchin boy enfant fillette garçonnet écolier écolière gamin
  gamine bambin bambine marmot mioche`);
const YOUTH = words(
  `girl lad lass youth damsel maiden youngster fille garçon adolescent adolescente demoiselle`,
);
const SMALL = words('little small tiny petit petite');
const YOUNG = words('young jeune');
const OLD = words('old aged elderly ancient vieux vieil vieille vieillard vieillarde âgé âgée');
const GROWN = words(`man woman gentleman lady sir madam homme femme monsieur dame`);
/** What belongs to the days of a child, with whoever the sentence is about. */
const CHILDHOOD =
  words(`lessons lesson nurse nursery governess schoolroom lesson-books lesson-book doll dolls toys toy playmate
  playmates mamma mama papa schoolmates schoolmaster poupée poupées jouets jouet nourrice gouvernante leçons récréation`);
const DEFINITE = words('the this that poor le la ce cet cette pauvre');
const DEMONSTRATIVE = words('this ce cet cette');
const LINKING: Record<Language, ReadonlySet<string>> = {
  en: words('was is were am became being'),
  fr: words("était est étais suis fut n'était n'est c'était étant"),
};
const ARTICLE = words('a an the un une le la only but still quite very so encore');

/** Signs at one mention: the words before it, an apposition behind it, what it is said to be, years of age. */
export function addAgeSigns(book: BookText, mention: Mention, until: number, signs: AgeSigns): void {
  const { tokens, language } = book;
  if (mention.kind === 'NAME')
    for (let i = mention.firstToken - 1; i >= Math.max(0, mention.firstToken - 3); i--) {
      if (tokens[i]!.kind === 'mark') break;
      if (SMALL.has(tokens[i]!.lower) && i === mention.firstToken - 1) signs.child += 0.5;
      addWord(tokens, i, 1, signs);
    }
  const after = tokens[mention.endToken];
  if (!after) return;
  const isApposition =
    mention.kind === 'NAME' && after.text === ',' && ARTICLE.has(tokens[mention.endToken + 1]?.lower ?? '');
  const isPredicate =
    LINKING[language].has(after.lower) && ARTICLE.has(tokens[mention.endToken + 1]?.lower ?? '');
  if (isApposition || isPredicate)
    for (let i = mention.endToken + 2; i < Math.min(until, mention.endToken + 6); i++) {
      if (tokens[i]!.kind === 'mark') break;
      addWord(tokens, i, 1.5, signs);
    }
  const years = ageInYears(tokens, mention.endToken, Math.min(until, mention.endToken + 9), language);
  if (years === null) return;
  if (years <= 13) signs.child += 4;
  else if (years <= 25) signs.young += 4;
  else if (years < 60) signs.grown += 4;
  else signs.old += 4;
}

/**
 * "The child hesitated.", "Cette petite fille pleurait." in the narration: whoever the sentence before spoke of,
 * unless this sentence has spoken of someone already, for then the child is another person.
 */
export function addMeantByNoun(
  { tokens, sentences, language }: BookText,
  mentions: readonly Mention[],
  characters: readonly { gender: CharacterDraft['gender'] }[],
  inSpeech: Uint8Array,
  signsAt: SignsAt,
): void {
  let next = 0;
  for (const { firstToken, endToken } of sentences) {
    while (next < mentions.length && mentions[next]!.firstToken < firstToken) next++;
    const before = mentions[next - 1];
    const topic = before && firstToken - before.firstToken <= 40 ? before : undefined;
    let about = topic;
    for (let i = firstToken; i < endToken; i++) {
      while (mentions[next] && mentions[next]!.firstToken <= i) about = mentions[next++];
      if (inSpeech[i] || !about || tokens[i]!.kind !== 'word') continue;
      const { lower } = tokens[i]!;
      if (CHILDHOOD.has(lower)) signsAt(about.character, i).child += 0.4;
      if (!(CHILD.has(lower) || YOUTH.has(lower)) || lower === 'baby') continue;
      const article = articleBefore(tokens, i);
      const owner = tokens[article]?.lower ?? '';
      const speaks = SPEECH_VERBS[language].has(tokens[article - 1]?.lower ?? '');
      // Whoever says "I" calls nobody but others "the child".
      if (about.kind === 'NARRATOR' || (about !== topic && !speaks && !DEMONSTRATIVE.has(owner))) continue;
      if (DEFINITE.has(owner) && fits(lower, characters[about.character]!.gender))
        addWord(tokens, i, 1, signsAt(about.character, i));
    }
  }
}

/** The word that opens the noun phrase: "the" of "the poor little girl". */
function articleBefore(tokens: readonly Token[], noun: number): number {
  let at = noun - 1;
  while (at >= Math.max(0, noun - 3) && tokens[at]!.kind === 'word' && !DEFINITE.has(tokens[at]!.lower)) at--;
  return at;
}

/** What people say of themselves and of their days, where one person alone is told of in the paragraph. */
export function addOwnWords(
  { tokens, paragraphs }: BookText,
  mentions: readonly Mention[],
  inSpeech: Uint8Array,
  signsAt: SignsAt,
): void {
  let next = 0;
  for (const { firstToken, endToken } of paragraphs) {
    const told = new Set<number>();
    for (; next < mentions.length && mentions[next]!.firstToken < endToken; next++)
      if (!mentions[next]!.inSpeech) told.add(mentions[next]!.character);
    if (told.size !== 1) continue;
    const sign = signsAt([...told][0]!, firstToken);
    for (let i = firstToken; i < endToken; i++) {
      if (!inSpeech[i]) continue;
      const { lower } = tokens[i]!;
      if (CHILDHOOD.has(lower)) sign.child += 0.4;
      else if ((CHILD.has(lower) || YOUTH.has(lower)) && isOfOneself(tokens, i)) addWord(tokens, i, 4, sign);
    }
  }
}

/** "I’m a little girl", "je ne suis qu’un enfant". */
function isOfOneself(tokens: readonly Token[], noun: number): boolean {
  const before = tokens.slice(Math.max(0, noun - 6), noun).map(({ lower }) => lower);
  const at = before.findLastIndex((word) => /^(?:i'm|am|suis)$/.test(word));
  return at >= 0 && !before.slice(at).some((word) => /^(?:not|no|pas|plus|of|with|,|\.)$/.test(word));
}

const GIRLS = words(
  'girl schoolgirl lass maiden damsel fille fillette gamine écolière bambine demoiselle adolescente',
);
const BOYS = words('boy schoolboy lad garçon garçonnet gamin écolier bambin adolescent');

function fits(noun: string, gender: CharacterDraft['gender']): boolean {
  return gender === 'FEMALE' ? !BOYS.has(noun) : gender === 'MALE' ? !GIRLS.has(noun) : true;
}

function addWord(tokens: readonly Token[], i: number, weight: number, signs: AgeSigns): void {
  const { lower } = tokens[i]!;
  const before = tokens[i - 1]?.lower ?? '';
  if (CHILD.has(lower)) signs.child += weight;
  else if (YOUTH.has(lower)) {
    if (SMALL.has(before)) signs.child += weight;
    else signs.young += 0.7 * weight;
  } else if (YOUNG.has(lower)) signs.young += weight;
  else if (OLD.has(lower) && !/^(?:years?|months?|how|so|ans)$/.test(before)) signs.old += weight;
  else if (GROWN.has(lower) && !SMALL.has(before) && !YOUNG.has(before)) signs.grown += 0.5 * weight;
}

/** How others address the one who tells the story: "my boy", "mon enfant". */
export function addressedAsChild({ tokens, language }: BookText, inSpeech: Uint8Array): number {
  const nouns = language === 'fr' ? words('enfant garçon petit petite gamin') : words('boy child lad girl');
  const own = language === 'fr' ? words('mon ma pauvre') : words('my dear poor young');
  let count = 0;
  for (let i = 1; i + 1 < tokens.length; i++)
    if (
      inSpeech[i] &&
      nouns.has(tokens[i]!.lower) &&
      (own.has(tokens[i - 1]!.lower) || tokens[i - 1]!.text === ',') &&
      tokens[i + 1]!.kind === 'mark'
    )
      count++;
  return count;
}
