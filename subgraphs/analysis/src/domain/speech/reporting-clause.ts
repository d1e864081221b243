import type { Language } from '@visiobook/schema';
import { words } from '../lexicon/word-list.ts';
import type { BookText } from '../text/book-text.ts';
import type { Token } from '../text/tokens.ts';

const JOINING =
  words(`and but then with as when while for or so at in on upon to from after before until if because
  et mais puis avec comme quand pendant pour ou à en dans sur vers après avant car`);
const IRREGULAR = words(
  `spoke went sang broke flashed swore wept rang came burst ran got flung shot threw drew made swung let`,
);

/** Behind a comma, or in small letters, a sentence goes on that tells of the speech: “Yes,” grumbled Tom. */
export function opensClause({ text, tokens }: BookText, end: number, from: number): boolean {
  let first = from;
  while (tokens[first]?.kind === 'mark') first++;
  const token = tokens[first];
  if (!token || first > from + 2 || JOINING.has(token.lower)) return false;
  return text[end - 1] === ',' || !token.capital;
}

/** Any verb of the past may report in such a clause. */
export function mayReport({ lower, capital, kind }: Token, language: Language): boolean {
  if (kind !== 'word' || capital) return false;
  return language === 'en' && (/[a-z]{2}ed$/.test(lower) || IRREGULAR.has(lower));
}

const REPORTS =
  words(`remark reply answer comment exclamation observation question inquiry response rejoinder reflection
  declaration reasoning conclusion injunction whisper cry retort words voice`);

/** "Emma's remark", "Emma's only answer": a name that owns what was said. */
export function isReport({ tokens }: BookText, behind: number): boolean {
  if (tokens[behind]?.lower !== "'s") return false;
  return [1, 2].some((step) => REPORTS.has(tokens[behind + step]?.lower ?? ''));
}
