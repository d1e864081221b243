import { NOT_NAMES } from '../lexicon/not-names.ts';
import { FEMALE_NOUNS, MALE_NOUNS } from '../lexicon/person-nouns.ts';
import { ABBREVIATIONS, EPITHETS, TITLES } from '../lexicon/titles.ts';
import type { BookText } from '../text/book-text.ts';
import type { Token } from '../text/tokens.ts';
import { isSomeone } from './descriptions.ts';
import { nameComplements } from './name-complements.ts';
import { properWords, speakingWords, titledWords } from './name-words.ts';

/** A capitalised name as it stands in the text, with the titles before it. */
export interface NameSpan {
  firstToken: number;
  endToken: number;
  titles: string[];
  /** Lower-case words of the name without titles and particles. */
  core: string[];
  display: string;
  /** Stands behind an article: "the White Rabbit". */
  definite: boolean;
}

const PARTICLES = new Set([
  'de',
  "d'",
  'du',
  'des',
  'von',
  'van',
  'der',
  'di',
  'del',
  'della',
  'da',
  'la',
  'ibn',
  'ben',
]);
const ARTICLES = new Set(['the', 'le', 'la', "l'", 'this', 'that', 'ce', 'cet', 'cette', 'au', 'du']);
const MODIFIERS = new Set([
  'march',
  'second',
  'first',
  'old',
  'little',
  'young',
  'great',
  'poor',
  'petit',
  'petite',
  'grand',
  'vieux',
  'christmas',
  'english',
  'french',
  'summer',
  'winter',
  'april',
  'may',
  'june',
  'star',
  'north',
  'south',
  'red',
  'white',
  'black',
]);
const RELATIONS = new Set([
  'père',
  'mère',
  'frère',
  'sœur',
  'soeur',
  'oncle',
  'tante',
  'cousin',
  'cousine',
  'curé',
  'docteur',
  'roi',
  'reine',
  'juge',
  'maître',
  'capitaine',
  'président',
  'ministre',
  'notaire',
]);
/** "Messrs. Dale": several people, or a firm. */
const PLURAL_TITLES = new Set([
  'messrs',
  'mesdames',
  'misses',
  'mm',
  'mmes',
  'mlles',
  'messieurs',
  'mesdemoiselles',
]);
const ROMAN = /^[ivxlc]+$/;

/** Finds every capitalised name; which of them are people is decided later from all their uses. */
export function findNameSpans(book: BookText): NameSpan[] {
  const { tokens, language } = book;
  const isProper = properWords(book);
  const titles = TITLES[language];
  const notNames = NOT_NAMES[language];
  const complement = nameComplements(book);
  const borne = new Set([...titledWords(book), ...speakingWords(book)]);
  const spans: NameSpan[] = [];
  const isName = (i: number): boolean => {
    const token = tokens[i];
    if (!token?.capital || token.lower.length < 2 || (notNames.has(token.lower) && !borne.has(token.lower)))
      return false;
    if (token.lower.includes("'") && notNames.has(token.lower.split("'")[0]!)) return false;
    return token.opens
      ? isProper(token.lower) > 0.5
      : isProper(token.lower) > 0.3 || (isProper(token.lower) > 0 && !token.shouted);
  };
  for (const { firstToken, endToken } of book.sentences) {
    for (let i = firstToken; i < endToken; i++) {
      const found = spanAt(tokens, i, endToken, language, titles, isName, complement);
      if (!found) continue;
      if (!found.titles.some((title) => PLURAL_TITLES.has(title))) spans.push(found);
      i = found.endToken - 1;
    }
  }
  return spans;
}

function spanAt(
  tokens: readonly Token[],
  at: number,
  end: number,
  language: BookText['language'],
  titles: ReadonlySet<string>,
  isName: (i: number) => boolean,
  complement: (i: number) => number,
): NameSpan | null {
  const found: string[] = [];
  let i = at;
  while (i < end && titles.has(tokens[i]!.lower) && (tokens[i]!.capital || language === 'fr')) {
    found.push(tokens[i]!.lower);
    i++;
    if (tokens[i]?.text === '.' && ABBREVIATIONS[language].has(found.at(-1)!)) i++;
    const particle = tokens[i];
    // "l'oncle d'Arthur" is not Arthur.
    if (particle && PARTICLES.has(particle.lower) && RELATIONS.has(found.at(-1)!)) return null;
    if (particle && PARTICLES.has(particle.lower)) {
      if (isName(i + 1)) i++;
      else if (PARTICLES.has(tokens[i + 1]?.lower ?? '') && isName(i + 2)) i += 2;
    }
    if (particle && EPITHETS[language].has(particle.lower) && !particle.capital) break;
  }
  const nameStart = i;
  const before = tokens[at - 1];
  const definite = before !== undefined && ARTICLES.has(before.lower);
  const modifier =
    definite && i === at && MODIFIERS.has(tokens[i]!.lower) && tokens[i]!.capital && isName(i + 1);
  if (!modifier && !isName(i)) return titleAlone(tokens, at, i, found, definite, isName);
  const core: string[] = [];
  let last = i;
  let display = '';
  while (i < end) {
    const token = tokens[i]!;
    const initial = token.capital && token.text.length === 1 && tokens[i + 1]?.text === '.' && i > nameStart;
    if (initial && isName(i + 2)) {
      i += 2;
      continue;
    }
    const first = i === nameStart && modifier;
    if (first || isName(i)) {
      if (ROMAN.test(token.lower) && token.shouted && token.text.length < 4) break;
      core.push(token.lower);
      last = i + 1 + complement(i);
      display = joined(tokens, nameStart, last);
      i = last;
      continue;
    }
    if (core.length > 0 && isSaintly(tokens, i) && isName(i + (tokens[i + 1]?.text === '.' ? 2 : 1))) {
      i += tokens[i + 1]?.text === '.' ? 2 : 1;
      continue;
    }
    if (definite && core.length > 0 && isCapitalNoun(token, language)) {
      core.push(token.lower);
      last = i + 1;
      display = joined(tokens, nameStart, last);
      break;
    }
    const particle =
      PARTICLES.has(token.lower) ||
      (token.lower === 'of' && definite && core.length === 1 && !isSomeone(core[0]!, language));
    if (particle && !token.capital && isName(i + 1)) i++;
    else if (particle && PARTICLES.has(tokens[i + 1]?.lower ?? '') && isName(i + 2)) i += 2;
    else break;
  }
  return core.length ? { firstToken: at, endToken: last, titles: found, core, display, definite } : null;
}

/** "Tom St. Mellon": a part of the name, not a title. */
function isSaintly(tokens: readonly Token[], at: number): boolean {
  return tokens[at]!.capital && /^(?:st|ste|saint|sainte)$/.test(tokens[at]!.lower);
}

/** "the Grey Lady", "l'Homme": what someone is, written as a part of their name. */
function isCapitalNoun({ capital, shouted, lower }: Token, language: BookText['language']): boolean {
  return capital && !shouted && (MALE_NOUNS[language].has(lower) || FEMALE_NOUNS[language].has(lower));
}

/** "the Queen", "Father": a title that stands for the person itself. */
function titleAlone(
  tokens: readonly Token[],
  at: number,
  behind: number,
  found: readonly string[],
  definite: boolean,
  isName: (i: number) => boolean,
): NameSpan | null {
  const token = tokens[at]!;
  if (!found.length || !token.capital || token.lower.length < 4 || (token.opens && !definite)) return null;
  if (found.length > 1) return null;
  const of = tokens[at + 1];
  if (of && (of.lower === 'of' || of.lower === 'de') && isName(at + 2))
    return {
      firstToken: at,
      endToken: at + 3,
      titles: [],
      core: [token.lower, tokens[at + 2]!.lower],
      display: joined(tokens, at, at + 3),
      definite,
    };
  // An abbreviated title names nobody.
  if (tokens[at + 1]?.text === '.' && behind > at + 1) return null;
  return {
    firstToken: at,
    endToken: at + 1,
    titles: [],
    core: [token.lower],
    display: titleCase(token.text),
    definite,
  };
}

function joined(tokens: readonly Token[], from: number, to: number): string {
  let text = '';
  for (let i = from; i < to; i++) {
    const token = tokens[i]!;
    if (i > from && tokens[i - 1]!.end < token.start) text += ' ';
    text += token.shouted ? titleCase(token.text) : token.text;
  }
  return text;
}

export function titleCase(text: string): string {
  return text.toLowerCase().replace(/(^|[\s-])\p{L}/gu, (letter) => letter.toUpperCase());
}
