import type { Language } from '@visiobook/schema';
import { cardinal, ordinal, romanValue, yearWords } from './number-words.ts';

/**
 * Text as it should be said. Speech engines misread what print abbreviates: ordinals, Roman numerals, titles, dashes,
 * words in capitals, footnote marks.
 */
export function speechText(text: string, language: Language): string {
  let said = dropMarks(text.normalize('NFC'));
  said = language === 'fr' ? frenchForms(said) : englishForms(said);
  said = lowerShouting(said);
  return settlePunctuation(said);
}

function dropMarks(text: string): string {
  return (
    text
      // Footnote calls: [12], (3) glued to a word, superscript digits, daggers, asterisks, underscores of italics.
      .replace(/\[\s*\d{1,3}\s*\]/g, '')
      .replace(/(\p{L})\(\d{1,3}\)/gu, '$1')
      .replace(/[¹²³⁴⁵⁶⁷⁸⁹⁰†‡*_]+/g, '')
      .replace(/[\u00ad\u200b\ufeff]/g, '')
      .replace(/[\u00a0\u202f\u2009]/g, ' ')
      .replace(/[‘’ʼ]/g, "'")
  );
}

const ENGLISH_TITLES: readonly [RegExp, string][] = [
  [/\bMr\.?(?= )/g, 'Mister'],
  [/\bMrs\.?(?= )/g, 'Missus'],
  [/\bDr\.?(?= )/g, 'Doctor'],
  [/\bSt\.?(?= \p{Lu})/gu, 'Saint'],
  [/\bMessrs\.?(?= )/g, 'Messers'],
  [/\bCapt\.(?= )/g, 'Captain'],
  [/\bCol\.(?= )/g, 'Colonel'],
  [/\bGen\.(?= )/g, 'General'],
  [/\bProf\.(?= )/g, 'Professor'],
  [/\bNo\.(?= ?\d)/g, 'number'],
  [/\betc\./g, 'et cetera'],
  [/\bi\.e\./g, 'that is'],
  [/\be\.g\./g, 'for example'],
  [/&/g, ' and '],
  [/£(\d[\d,]*)/g, '$1 pounds'],
  [/\$(\d[\d,]*)/g, '$1 dollars'],
];

function englishForms(text: string): string {
  let said = text;
  for (const [pattern, words] of ENGLISH_TITLES) said = said.replace(pattern, words);
  said = said.replace(/\b(\d{1,3})(?:st|nd|rd|th)\b/g, (_, n: string) => ordinal(Number(n), 'en'));
  said = said.replace(
    /\b(chapter|book|part|volume|act|scene|canto|letter)\s+([IVXLC]+)\b/gi,
    (all, head: string, roman: string) => spell(roman, all, (value) => `${head} ${cardinal(value, 'en')}`),
  );
  said = said.replace(/\b(\p{Lu}\p{Ll}+)\s+([IVX]{2,}|[VX])\b(?!')/gu, (all, name: string, roman: string) =>
    spell(roman, all, (value) => `${name} the ${ordinal(value, 'en')}`),
  );
  // A number with a thousands mark is an amount, never a year.
  said = said.replace(/\b(\d{1,3}),(\d{3})\b/g, (_, head: string, tail: string) =>
    cardinal(Number(head + tail), 'en'),
  );
  return said.replace(/\b\d{1,6}\b/g, (digits) => numberWords(digits, 'en'));
}

const FRENCH_TITLES: readonly [RegExp, string][] = [
  [/\bMM\.(?= )/g, 'Messieurs'],
  [/\bM\.(?= )/g, 'Monsieur'],
  [/\bMmes(?= )/g, 'Mesdames'],
  [/\bMme\.?(?= )/g, 'Madame'],
  [/\bMlles(?= )/g, 'Mesdemoiselles'],
  [/\bMlle\.?(?= )/g, 'Mademoiselle'],
  [/\bMgr\.?(?= )/g, 'Monseigneur'],
  [/\bDr\.?(?= )/g, 'Docteur'],
  [/\bSte-/g, 'Sainte-'],
  [/\bSt-/g, 'Saint-'],
  [/\bn[°º] ?(?=\d)/gi, 'numéro '],
  [/\betc\./g, 'et cætera'],
  [/\bc\.-à-d\./g, "c'est-à-dire"],
  [/&/g, ' et '],
];

function frenchForms(text: string): string {
  let said = text;
  for (const [pattern, words] of FRENCH_TITLES) said = said.replace(pattern, words);
  said = said.replace(
    /(?<![\p{L}\d])(\d{1,4})(ers?|res?|ères?|e|ème|ième|es)(?!\p{L})/gu,
    (_, n: string, end: string) => ordinal(Number(n), 'fr', /r?e|ère/.test(end) && !/^er/.test(end)),
  );
  said = said.replace(/(?<!\p{L})([IVX]+)(er|re|ère|e|ème)(?!\p{L})/gu, (all, roman: string, end: string) =>
    spell(roman, all, (value) => ordinal(value, 'fr', end !== 'er')),
  );
  said = said.replace(
    /\b(chapitre|livre|partie|tome|volume|acte|scène|chant|lettre)\s+([IVXLC]+)(?!\p{L})/giu,
    (all, head: string, roman: string) => spell(roman, all, (value) => `${head} ${cardinal(value, 'fr')}`),
  );
  said = said.replace(
    /(?<!\p{L})(\p{Lu}\p{Ll}+)\s+([IVX]{1,6})(?![\p{L}'])/gu,
    (all, name: string, roman: string) =>
      spell(roman, all, (value) => `${name} ${value === 1 ? 'premier' : cardinal(value, 'fr')}`),
  );
  said = said.replace(/\b(\d{1,3}) (\d{3})\b/g, (_, head: string, tail: string) =>
    cardinal(Number(head + tail), 'fr'),
  );
  said = said.replace(/\b(\d{1,2}) ?h ?(\d{2})\b/g, '$1 heures $2');
  return said.replace(/\b\d{1,6}\b/g, (digits) => numberWords(digits, 'fr'));
}

function numberWords(digits: string, language: Language): string {
  const value = Number(digits);
  return digits.length === 4 && value >= 1100 && value <= 1999
    ? yearWords(value, language)
    : cardinal(value, language);
}

function spell(roman: string, fallback: string, words: (value: number) => string): string {
  const value = romanValue(roman.toUpperCase());
  return value === null ? fallback : words(value);
}

/** Capitals are read letter by letter by some voices: "DRINK ME" becomes "Drink me". */
function lowerShouting(text: string): string {
  return text.replace(/(?<!\p{L})\p{Lu}{2,}(?:['’-]\p{Lu}+)*(?!\p{L})/gu, (word) =>
    word.length === 2 && !/[AEIOUYÀÂÉÈÊËÎÏÔÙÛ]/u.test(word) ? word : word[0] + word.slice(1).toLowerCase(),
  );
}

function settlePunctuation(text: string): string {
  return text
    .replace(/^\s*[—–-]+\s*/, '')
    .replace(/\s*(?:—|–|--+)\s*/g, ', ')
    .replace(/[«»“”„"()[\]{}]/g, ' ')
    .replace(/\.{2,}/g, '…')
    .replace(/\s+([,;:!?.…])/g, '$1')
    .replace(/([,;:]\s*)+,/g, ',')
    .replace(/,([.!?…])/g, '$1')
    .replace(/^[\s,;:]+/, '')
    .replace(/\s+/g, ' ')
    .trim();
}
