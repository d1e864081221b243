import type { Language } from '@visiobook/schema';

const DIVISION =
  '(?:chapter|chapitre|chap|book|part|partie|livre|letter|lettre|stave|canto|act|acte|volume|vol|tome)';
const ORDINAL =
  '(?:[ivxlcdm]+|\\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\p{L}+(?:th|rd|st|nd)|premi(?:er|ère)|seconde?|un|deux|trois|quatre|cinq|sept|huit|neuf|dix|(?:deux|trois|quatr|cinqu|six|sept|huit|neuv|dix)ième|dernière?)';
const GAP = '(?![\\p{L}\\p{N}])[\\s.,:;—–-]*';
/** "CHAPTER IV.", "Livre premier —", "Première partie —", and a bare "IV." */
const NUMBERS = [
  new RegExp(`^${DIVISION}\\.?\\s+(?:the\\s+)?${ORDINAL}${GAP}`, 'iu'),
  new RegExp(`^${ORDINAL}\\s+${DIVISION}${GAP}`, 'iu'),
  // "I Go to the Mill" begins with a word, "II Go" with a number.
  /^(?:(?:[IVXLCDM]+|\d+)(?:\s*[.:—–-]+\s*|$)|(?:[IVXLCDM]{2,}|\d+)\s+)/u,
];
const LONGEST = 48;

/**
 * What a chapter's title says beyond its number: null for "CHAPTER IV." A title in capitals gets small letters;
 * `names` are written as the book writes them.
 */
export function chapterHeading(
  title: string | null,
  language: Language = 'en',
  names: readonly string[] = [],
): string | null {
  if (!title) return null;
  let rest = title.replace(/\s+/g, ' ').replace(/[_*]/g, '').trim();
  // A part may stand before its chapter: "PART I. CHAPTER II. …".
  for (let before = ''; before !== rest; ) {
    before = rest;
    for (const number of NUMBERS) rest = rest.replace(number, '').trim();
  }
  rest = rest.replace(/[.\s]+$/, '');
  if (!/\p{L}{2}/u.test(rest) || rest.length < 3 || rest.length > LONGEST) return null;
  if (rest !== rest.toUpperCase()) return rest;
  return language === 'en' ? titleCase(rest) : withNames(sentenceCase(rest), names);
}

const SMALL = new Set(
  'a an the of and or but in on at to by for with from as into my his her is it its'.split(' '),
);

/** "Louis XIV": numbers up to 39 that are no English word. */
const ROMAN = /^(?=..)x{0,3}(?:ix|iv|v?i{0,3})$/;

function titleCase(text: string): string {
  return text
    .toLowerCase()
    .split(' ')
    .map((word, i) =>
      i > 0 && SMALL.has(word) ? word : word.replace(ROMAN.test(word) ? word : /\p{L}/u, upper),
    )
    .join(' ')
    .replace(/-(\p{L})/gu, upper);
}

function upper(text: string): string {
  return text.toUpperCase();
}

function sentenceCase(text: string): string {
  const small = text.toLowerCase();
  return small[0]!.toUpperCase() + small.slice(1);
}

function withNames(text: string, names: readonly string[]): string {
  let result = text;
  for (const name of names)
    for (const word of name.split(/[\s’']+/))
      if (word.length > 2 && /^\p{Lu}/u.test(word))
        result = result.replace(
          new RegExp(`(?<!\\p{L})${word.replace(/[^\p{L}\p{N}-]/gu, '')}(?!\\p{L})`, 'giu'),
          word,
        );
  return result;
}
