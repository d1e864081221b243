import type { Cast } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';

const IN = new Set([
  'in',
  'at',
  'to',
  'into',
  'near',
  'reached',
  'à',
  'en',
  'dans',
  'vers',
  'sur',
  'au',
  'de',
  'from',
  "d'",
]);
const STRONG = new Set(['in', 'at', 'into', 'à', 'en', 'dans', 'sur', 'reached']);

/** Looks up the named place that a stretch of tokens speaks of most. */
export function placeNames(book: BookText, { places }: Cast): (first: number, end: number) => string | null {
  const byWord = new Map<string, string>();
  for (const { name } of places) {
    const word = name.toLowerCase().split(/[\s]+/)[0]!;
    if (!byWord.has(word)) byWord.set(word, name);
  }
  return (first, end) => {
    const counts = new Map<string, number>();
    for (let i = first; i < end; i++) {
      const token = book.tokens[i]!;
      if (!token.capital) continue;
      const name = byWord.get(token.lower);
      if (!name || !matches(book, i, name)) continue;
      const before = book.tokens[i - 1]?.lower ?? '';
      const weight = STRONG.has(before) ? 2 : IN.has(before) ? 1 : 0.5;
      counts.set(name, (counts.get(name) ?? 0) + weight);
    }
    let best: string | null = null;
    let most = 2;
    for (const [name, count] of counts)
      if (count >= most) {
        best = name;
        most = count;
      }
    return best;
  };
}

function matches({ text, tokens }: BookText, at: number, name: string): boolean {
  const start = tokens[at]!.start;
  return text.slice(start, start + name.length).toLowerCase() === name.toLowerCase();
}
