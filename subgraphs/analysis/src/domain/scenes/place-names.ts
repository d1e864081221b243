import type { Language } from '@visiobook/schema';
import { BEFORE_NOW, LEAVING, REACHING, SUPPOSING } from '../lexicon/standing-words.ts';
import { words } from '../lexicon/word-list.ts';
import type { Cast } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';

/** Before a name these say that somebody is there; "to London" and "from London" say the contrary. */
const IN: Record<Language, ReadonlySet<string>> = {
  en: words('in at into within throughout across'),
  fr: words('à en dans au aux'),
};
/** What one says of a name that is only spoken of, or was only once. */
const SPOKEN_OF = 0.25;
const REACHED = 2;
/** Somebody is there: two plain words of it, or one that tells of arriving. */
const ENOUGH = 2;
const CLAUSE = 12;

/** Looks up the named place that a stretch of tokens puts people in most; null when it puts them in none. */
export function placeNames(
  book: BookText,
  { places }: Cast,
  quiet: Uint8Array,
): (first: number, end: number) => { name: string | null; left: ReadonlySet<string> } {
  const byWord = new Map<string, string>();
  for (const { name } of places) {
    const word = name.toLowerCase().split(/[\s]+/)[0]!;
    if (!byWord.has(word)) byWord.set(word, name);
  }
  return (first, end) => {
    const counts = new Map<string, number>();
    const left = new Set<string>();
    for (let i = first; i < end; i++) {
      const token = book.tokens[i]!;
      if (!token.capital) continue;
      const name = byWord.get(token.lower);
      if (!name || !matches(book, i, name)) continue;
      const said = presence(book, i) * (quiet[i] ? SPOKEN_OF : 1);
      if (said < 0) left.add(name);
      else counts.set(name, (counts.get(name) ?? 0) + said);
    }
    let best: string | null = null;
    let most = ENOUGH;
    for (const [name, count] of counts)
      if (count >= most) {
        best = name;
        most = count;
      }
    return { name: best, left };
  };
}

/** How much the words before a name say that somebody is there now; below 0 when they leave it. */
function presence({ tokens, language }: BookText, at: number): number {
  const [near, second] = [tokens[at - 1]?.lower ?? '', tokens[at - 2]?.lower ?? ''];
  if (LEAVING[language].has(near) || LEAVING[language].has(second)) return -1;
  const isIn = IN[language].has(near);
  let said = isIn ? 1 : 0;
  for (let i = at - 1; i >= Math.max(0, at - CLAUSE); i--) {
    const { lower, kind } = tokens[i]!;
    if (kind === 'mark') break;
    if (BEFORE_NOW[language].has(lower) || SUPPOSING[language].has(lower)) return said * SPOKEN_OF;
    if (at - i <= 3 && REACHING[language].has(lower)) said = REACHED;
  }
  return said;
}

function matches({ text, tokens }: BookText, at: number, name: string): boolean {
  const start = tokens[at]!.start;
  return text.slice(start, start + name.length).toLowerCase() === name.toLowerCase();
}
