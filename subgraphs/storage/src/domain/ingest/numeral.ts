export type NumeralForm = 'roman' | 'arabic' | 'word';

export interface Numeral {
  readonly value: number;
  readonly form: NumeralForm;
}

/** Reads `XIV`, `14`, `fourteen`, `fourteenth`, `quatorze`, `quatorzième`; null when it is no number up to 399. */
export function parseNumeral(text: string): Numeral | null {
  if (/^\d{1,3}$/.test(text)) return { value: Number(text), form: 'arabic' };
  const roman = parseRoman(text);
  if (roman > 0) return { value: roman, form: 'roman' };
  const word = WORDS.get(
    text
      .normalize('NFC')
      .toLowerCase()
      .replace(/[\s\u2010\u2011]+/g, '-'),
  );
  return word === undefined ? null : { value: word, form: 'word' };
}

const ROMAN = /^(?=[IVXLC])(C{0,3})(XC|XL|L?X{0,4})(IX|IV|V?I{0,4})$/;
const ROMAN_DIGITS: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100 };

function parseRoman(text: string): number {
  const upper = text.toUpperCase();
  // `Iv` or `xI` are words or accidents of scanning, not numbers.
  if ((text !== upper && text !== text.toLowerCase()) || !ROMAN.test(upper)) return 0;
  let total = 0;
  for (let i = 0; i < upper.length; i += 1) {
    const digit = ROMAN_DIGITS[upper[i] ?? ''] ?? 0;
    const next = ROMAN_DIGITS[upper[i + 1] ?? ''] ?? 0;
    total += digit < next ? -digit : digit;
  }
  return total;
}

const WORDS = numberWords();

function numberWords(): Map<string, number> {
  const words = new Map<string, number>();
  const add = (list: string, first: number, step = 1) => {
    for (const [i, word] of list.split(' ').entries()) words.set(word, first + i * step);
  };
  add('one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen', 1);
  add('sixteen seventeen eighteen nineteen', 16);
  add('first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth', 1);
  add('fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth', 14);
  add('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10);
  add('twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth', 20, 10);
  add('un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize', 1);
  add('dix-sept dix-huit dix-neuf vingt', 17);
  add('premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième', 1);
  add('onzième douzième treizième quatorzième quinzième seizième', 11);
  add('dix-septième dix-huitième dix-neuvième vingtième', 17);
  add('vingt trente quarante cinquante soixante', 20, 10);
  add('vingtième trentième quarantième cinquantième soixantième', 20, 10);
  for (const [word, value] of Object.entries({ une: 1, première: 1, second: 2, seconde: 2 })) {
    words.set(word, value);
  }
  const units = [...words].filter(([, value]) => value < 10);
  const teens = [...words].filter(([, value]) => value >= 10 && value < 20);
  for (const [tens, value] of [...words]) {
    if (value < 20 || value > 90 || value % 10 !== 0 || /th$|ième$/.test(tens)) continue;
    for (const [unit, extra] of units) {
      words.set(`${tens}-${unit}`, value + extra);
      if (extra === 1) words.set(`${tens}-et-${unit === 'premier' ? 'unième' : unit}`, value + 1);
    }
    if (tens === 'soixante') for (const [teen, extra] of teens) words.set(`${tens}-${teen}`, value + extra);
  }
  // Old printers drop the accents of capitals: `TROISIEME PARTIE`.
  for (const [word, value] of [...words]) words.set(word.normalize('NFD').replace(/\p{M}/gu, ''), value);
  return words;
}
