import type { Language } from '@visiobook/schema';

const LARGEST = 999_999;

/** A whole number in words, from 0 to 999,999. */
export function cardinal(value: number, language: Language): string {
  if (!Number.isInteger(value) || value < 0 || value > LARGEST) throw new RangeError(`cannot spell ${value}`);
  return language === 'fr' ? frenchCardinal(value) : englishCardinal(value);
}

/** "twenty-second", "soixante-quinzième". `feminine` only changes French "première". */
export function ordinal(value: number, language: Language, feminine = false): string {
  return language === 'fr' ? frenchOrdinal(value, feminine) : englishOrdinal(value);
}

/** A year as it is said aloud: English says the centuries, French the whole number. */
export function yearWords(value: number, language: Language): string {
  if (language === 'fr' || value < 1100 || value > 1999) return cardinal(value, language);
  const century = Math.floor(value / 100);
  const rest = value % 100;
  if (rest === 0) return `${englishCardinal(century)} hundred`;
  return `${englishCardinal(century)} ${rest < 10 ? 'oh ' : ''}${englishCardinal(rest)}`;
}

/** The value of a well-formed Roman numeral, or null: "IIII" and "MIX-UP" are not numerals. */
export function romanValue(text: string): number | null {
  if (!/^M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$/.test(text) || text === '') return null;
  const worth: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };
  let total = 0;
  for (let i = 0; i < text.length; i++) {
    const here = worth[text[i]!]!;
    total += here < (worth[text[i + 1] ?? ''] ?? 0) ? -here : here;
  }
  return total;
}

const ENGLISH_SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const ENGLISH_TENS = '_ _ twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ENGLISH_ORDINALS: Record<string, string> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

function englishCardinal(n: number): string {
  if (n < 20) return ENGLISH_SMALL[n]!;
  if (n < 100) return ENGLISH_TENS[Math.floor(n / 10)]! + (n % 10 ? `-${ENGLISH_SMALL[n % 10]}` : '');
  if (n < 1000)
    return `${ENGLISH_SMALL[Math.floor(n / 100)]} hundred${n % 100 ? ` and ${englishCardinal(n % 100)}` : ''}`;
  const rest = n % 1000;
  const joint = rest === 0 ? '' : rest < 100 ? ' and ' : ' ';
  return `${englishCardinal(Math.floor(n / 1000))} thousand${joint}${rest ? englishCardinal(rest) : ''}`;
}

function englishOrdinal(n: number): string {
  return englishCardinal(n).replace(/[a-z]+$/, (last) => {
    if (ENGLISH_ORDINALS[last]) return ENGLISH_ORDINALS[last];
    return last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`;
  });
}

const FRENCH_SMALL =
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf'.split(
    ' ',
  );
const FRENCH_TENS = '_ _ vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt'.split(
  ' ',
);

function frenchCardinal(n: number): string {
  if (n < 20) return FRENCH_SMALL[n]!;
  if (n < 100) return frenchTens(n);
  if (n < 1000) {
    const hundreds = Math.floor(n / 100);
    const head = hundreds === 1 ? 'cent' : `${FRENCH_SMALL[hundreds]} cent${n % 100 ? '' : 's'}`;
    return n % 100 ? `${head} ${frenchCardinal(n % 100)}` : head;
  }
  const thousands = Math.floor(n / 1000);
  // "Quatre-vingts" and "deux cents" lose their s before "mille".
  const head =
    thousands === 1 ? 'mille' : `${frenchCardinal(thousands).replace(/(vingt|cent)s$/, '$1')} mille`;
  return n % 1000 ? `${head} ${frenchCardinal(n % 1000)}` : head;
}

function frenchTens(n: number): string {
  if (n === 80) return 'quatre-vingts';
  const tens = Math.floor(n / 10);
  const base = FRENCH_TENS[tens]!;
  const unit = tens === 7 || tens === 9 ? (n % 10) + 10 : n % 10;
  if (unit === 0) return base;
  const joint = (unit === 1 || unit === 11) && tens < 8 ? ' et ' : '-';
  return `${base}${joint}${FRENCH_SMALL[unit]}`;
}

function frenchOrdinal(n: number, feminine: boolean): string {
  if (n === 1) return feminine ? 'première' : 'premier';
  const words = frenchCardinal(n).replace(/(vingt|cent)s$/, '$1');
  if (words.endsWith('cinq')) return `${words}uième`;
  if (words.endsWith('neuf')) return `${words.slice(0, -1)}vième`;
  return `${words.replace(/e$/, '')}ième`;
}
