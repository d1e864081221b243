import {
  ACTING_VERBS,
  ANIMALS,
  ANY_NOUNS,
  CREATURES,
  FEMALE_NOUNS,
  MALE_NOUNS,
} from '../lexicon/person-nouns.ts';
import { SPEECH_VERBS, STRONG_SPEECH_VERBS } from '../lexicon/speech-verbs.ts';
import { EPITHETS, TITLES } from '../lexicon/titles.ts';
import { words } from '../lexicon/word-list.ts';
import type { BookText } from '../text/book-text.ts';

export interface DescribedSpan {
  firstToken: number;
  endToken: number;
  does: 'SPEAKS' | 'ACTS' | null;
}

/** "the captain", "le renard": a common noun that may stand for someone, with all places where it does. */
export interface Description {
  head: string;
  display: string;
  spans: DescribedSpan[];
  speaks: number;
  acts: number;
  /** "my uncle", as the one who tells the story says: the noun. */
  kin: string | null;
  /** Nothing but its speech shows that it is somebody. */
  isHeardOnly: boolean;
  /** "the Dutchman": hardly ever said of two people of one story. */
  isOrigin: boolean;
  /** Tokens where a name stands beside it, "le Breton Morvan", and where it does behind a comma, "the cook, Tom". */
  beside: number[];
  apposed: number[];
}

const ARTICLES = { en: words('the our'), fr: words("le la l' notre") };
const TOO_COMMON =
  words(`man woman girl boy lady gentleman fellow child people lad homme femme fille garçon monsieur dame enfant
  demoiselle gars mother father wife husband son daughter sister brother aunt uncle guest visitor marié mère père mari fils frère sœur
  horse horses cheval chien dog cow vache general god dieu bonne pie bête creature major domestique servant nurse driver spirit esprit witness mouse génie
  cochon mouton guide guard poisson fish traveller voyageur savage native officier soldat matelot marin étranger étrangère vieille`);

/** Where people come from, said of one of them: "the Dutchman", "le Breton". */
const ORIGINS = {
  en: words(
    `englishman irishman scotchman frenchman dutchman welshman spaniard italian german american russian swede dane turk`,
  ),
  fr: words(`anglais anglaise américain américaine canadien canadienne français française allemand allemande espagnol espagnole italien
    italienne russe breton bretonne normand normande gascon gasconne parisien parisienne islandais écossais irlandais norvégien danois suédois hollandais`),
};

export function findDescriptions(book: BookText, inSpeech: Uint8Array): Description[] {
  const { tokens, language } = book;
  const found = new Map<string, Description>();
  const speaking = speakingNouns(book);
  const isTold = isToldByI(book, inSpeech);
  for (let i = 0; i + 1 < tokens.length; i++) {
    const isOwn = OWN.has(tokens[i]!.lower);
    if (!isOwn && !ARTICLES[language].has(tokens[i]!.lower)) continue;
    if (isOwn && (inSpeech[i] || !isTold || !KIN.has(tokens[i + 1]!.lower))) continue;
    let at = i + 1;
    let epithet = '';
    if (EPITHETS[language].has(tokens[at]!.lower) && tokens[at + 1]) {
      epithet = tokens[at]!.lower;
      at++;
    }
    const noun = tokens[at]!;
    const isOrigin = noun.capital && ORIGINS[language].has(noun.lower);
    if (!isOrigin && (noun.capital || !(isSomeone(noun.lower, language) || speaking.has(noun.lower))))
      continue;
    // A title belongs to the name behind it.
    if (TITLES[language].has(noun.lower) && tokens[at + 1]?.capital) continue;
    const head =
      isOwn || (TOO_COMMON.has(noun.lower) && epithet)
        ? `${isOwn ? tokens[i]!.lower : epithet} ${noun.lower}`
        : noun.lower;
    let description = found.get(head);
    if (!description) {
      const said = isOrigin ? noun.text : head;
      description = {
        head,
        display: isOwn ? head : language === 'fr' ? withArticle(tokens[i]!.lower, said) : `the ${said}`,
        kin: isOwn ? noun.lower : null,
        spans: [],
        speaks: 0,
        acts: 0,
        isOrigin,
        isHeardOnly: !isOrigin && !isSomeone(noun.lower, language),
        beside: [],
        apposed: [],
      };
      found.set(head, description);
    }
    if (tokens[at + 1]?.capital) {
      description.beside.push(at + 1);
      continue;
    }
    const apposed = nameBehindComma(book, i, at);
    if (apposed >= 0) description.apposed.push(apposed);
    const span: DescribedSpan = { firstToken: i, endToken: at + 1, does: null };
    description.spans.push(span);
    if (inSpeech[i]) continue;
    const next = tokens[at + 1]?.lower ?? '';
    const previous = tokens[i - 1]?.lower ?? '';
    if (SPEECH_VERBS[language].has(next) || STRONG_SPEECH_VERBS[language].has(previous)) span.does = 'SPEAKS';
    else if (ACTING_VERBS[language].has(next)) span.does = 'ACTS';
  }
  for (const description of found.values()) countUses(description);
  return [...found.values()];
}

function countUses(description: Description): void {
  description.speaks = description.spans.filter(({ does }) => does === 'SPEAKS').length;
  description.acts = description.spans.filter(({ does }) => does === 'ACTS').length;
}

/** The same description in some of its uses only. */
export function someUses(description: Description, isOne: (span: DescribedSpan) => boolean): Description {
  const some = { ...description, spans: description.spans.filter(isOne), beside: [], apposed: [] };
  countUses(some);
  return some;
}

/**
 * "Tom, the cook, ran": the name's last token; "the cook, Tom, ran": its first; -1 where there is none, or where the two
 * are members of a list.
 */
function nameBehindComma({ tokens }: BookText, article: number, noun: number): number {
  if (tokens[article - 1]?.text === ',' && tokens[article - 2]?.capital) {
    let before = article - 3;
    while (tokens[before]?.capital || tokens[before]?.text === '.') before--;
    return isListed(tokens, before) || !isClosed(tokens, noun + 1) ? -1 : article - 2;
  }
  if (tokens[noun + 1]?.text !== ',' || !tokens[noun + 2]?.capital || isListed(tokens, article - 1))
    return -1;
  let behind = noun + 3;
  while (tokens[behind]?.capital) behind++;
  return isClosed(tokens, behind) ? noun + 2 : -1;
}

function isListed(tokens: BookText['tokens'], before: number): boolean {
  return /^(?:,|and|or|et|ou|ni)$/.test(tokens[before]?.lower ?? '');
}

/** A mark, and behind a comma no further member of a list. */
function isClosed(tokens: BookText['tokens'], at: number): boolean {
  const next = tokens[at + 1];
  if (tokens[at]?.text !== ',') return /^[.;:!?]$/.test(tokens[at]?.text ?? '');
  return !(next?.capital || NEXT_OF_LIST.has(next?.lower ?? ''));
}

const NEXT_OF_LIST = words(
  "the a an his her my our their and or le la les l' un une son sa ses mon ma et ou puis ni",
);

const OWN = words('my mon ma');
const KIN = words(`uncle aunt father mother brother sister wife husband grandfather grandmother
  oncle tante père mère frère sœur soeur femme mari grand-père grand-mère`);

function isToldByI({ tokens, language, words }: BookText, inSpeech: Uint8Array): boolean {
  const first = language === 'fr' ? /^j(?:e|')$/ : /^i$/;
  let count = 0;
  for (const [i, { lower }] of tokens.entries()) if (!inSpeech[i] && first.test(lower)) count++;
  return count >= 0.009 * words;
}

/** What says something is somebody: "said the croupier", "dit le tailleur". */
function speakingNouns({ tokens, language }: BookText): ReadonlySet<string> {
  const nouns = new Set<string>();
  for (let i = 0; i + 3 < tokens.length; i++) {
    if (!STRONG_SPEECH_VERBS[language].has(tokens[i]!.lower) || !ARTICLES[language].has(tokens[i + 1]!.lower))
      continue;
    const [noun, next] = [tokens[i + 2]!, tokens[i + 3]!];
    if (noun.kind !== 'word' || noun.capital || noun.lower.length < 4 || NO_NOUN.has(noun.lower)) continue;
    if (next.kind === 'mark' || BEHIND_NOUN.has(next.lower)) nouns.add(noun.lower);
  }
  return nouns;
}

/** An epithet left out may change the article: "le bon abbé" is "l’abbé". */
function withArticle(article: string, noun: string): string {
  if (/^(?:l[ae]|l')$/.test(article) && /^[aàâeéèêiîoôuhœ]/i.test(noun) && !/^h[aée]/i.test(noun))
    return `l’${noun}`;
  return `${article === "l'" ? 'le' : article} ${noun}`;
}

const NO_NOUN = words(`other others last first second third same former latter whole former word words truth
  autre autres dernier dernière premier première second seconde même contraire mot mots vérité`);
const BEHIND_NOUN = words(`and as at in on to with who from turning looking after
  et en avec à au qui d'un d'une tout sans`);

/** Whether a description is used often enough, and as a speaker, to be one character rather than many people. */
export function isOneCharacter(
  { head, spans, speaks, acts, isHeardOnly }: Description,
  words: number,
): boolean {
  const uses = spans.length;
  // "He answered the door" makes nobody of a door.
  if (isHeardOnly && speaks < 0.1 * uses) return false;
  if (TOO_COMMON.has(head)) return uses >= Math.max(3, words / 250) && speaks + acts >= 2;
  if (head.includes(' ')) return uses >= Math.max(4, words / 4000) && speaks >= 3;
  if (words < 3000) return speaks >= 1 || (uses >= 3 && acts >= 2);
  return (speaks >= 2 || (speaks >= 1 && acts >= 4)) && uses >= Math.max(4, words / 20_000);
}

/** Nouns that mean someone else in every scene. */
export function isCommonNoun(head: string): boolean {
  return TOO_COMMON.has(head);
}

export function isSomeone(noun: string, language: BookText['language']): boolean {
  return (
    MALE_NOUNS[language].has(noun) ||
    FEMALE_NOUNS[language].has(noun) ||
    ANY_NOUNS[language].has(noun) ||
    ANIMALS[language].has(noun) ||
    CREATURES[language].has(noun)
  );
}
