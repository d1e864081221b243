import type { Language } from '@visiobook/schema';
import type { Token } from '../text/tokens.ts';

const ENGLISH =
  numbers(`one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
  seventeen eighteen nineteen twenty`);
const FRENCH =
  numbers(`un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept
  dix-huit dix-neuf vingt`);
const TENS: [string, number][] = [
  ['thirty', 30],
  ['forty', 40],
  ['fifty', 50],
  ['sixty', 60],
  ['seventy', 70],
  ['eighty', 80],
  ['ninety', 90],
  ['trente', 30],
  ['quarante', 40],
  ['cinquante', 50],
  ['soixante', 60],
  ['soixante-dix', 70],
  ['quatre-vingts', 80],
];
const NUMBERS: Record<Language, ReadonlyMap<string, number>> = {
  en: new Map([...ENGLISH, ...TENS]),
  fr: new Map([...FRENCH, ...TENS]),
};
const BEFORE: Record<Language, ReadonlySet<string>> = {
  en: new Set([
    'was',
    'is',
    'am',
    'aged',
    'age',
    'of',
    'about',
    'only',
    'nearly',
    'just',
    'then',
    'than',
    'hardly',
    'scarcely',
  ]),
  fr: new Set([
    'avait',
    'avais',
    "j'avais",
    "n'avait",
    "n'avais",
    'a',
    'de',
    'environ',
    'que',
    'alors',
    'à',
    'presque',
    'ai',
    "d'",
  ]),
};

/** "was seven years old", "aged ten", "avait huit ans", "âgé de douze ans": the number, if one is said there. */
export function ageInYears(
  tokens: readonly Token[],
  from: number,
  until: number,
  language: Language,
): number | null {
  for (let i = from; i < until; i++) {
    const token = tokens[i]!;
    if (/[.;!?:]/.test(token.text)) return null;
    const value = token.kind === 'number' ? Number(token.lower) : numberOf(token.lower, language);
    if (!value || value < 3 || value > 99) continue;
    const before = tokens[i - 1]?.lower ?? '';
    if (!BEFORE[language].has(before)) continue;
    const unit = tokens[i + 1]?.lower ?? '';
    if (language === 'fr') {
      if (unit !== 'ans') continue;
      const isAge = tokens
        .slice(Math.max(0, i - 5), i)
        .some(({ lower }) => /^(?:âgée?|n?'?avai[st]|a|ai|j'avais)$/.test(lower));
      return isAge && !/^(?:que|de|après)$/.test(tokens[i + 2]?.lower ?? '') ? value : null;
    }
    if (before === 'aged' || (unit === 'years' && /^(?:old|of)$/.test(tokens[i + 2]?.lower ?? '')))
      return value;
  }
  return null;
}

function numberOf(word: string, language: Language): number | undefined {
  const known = NUMBERS[language].get(word);
  if (known) return known;
  const [tens, ones] = word.split('-');
  const [high, low] = [NUMBERS[language].get(tens!), NUMBERS[language].get(ones ?? '')];
  return high && low && high >= 20 && low < 20 ? high + low : undefined;
}

function numbers(list: string): [string, number][] {
  return list.split(/\s+/).map((word, i) => [word, i + 1]);
}
