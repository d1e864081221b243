import type { Language } from '@visiobook/schema';

/** Words that stay small inside an English title. */
const SMALL = new Set('a an and as at but by for from in into of on or the to with'.split(' '));

/**
 * A title that was set all in capitals, as it would be written: `LE TOUR DU MONDE` → `Le tour du monde`. Which words
 * are names is learned from the book itself: a word that it writes with a capital inside sentences keeps one.
 * Titles in mixed case are left as they are.
 */
export function quietTitle(title: string, language: Language, text: string): string {
  if (title !== title.toUpperCase() || title.replace(/\P{L}/gu, '').length < 4) return title;
  let first = true;
  return title.replace(/\p{L}[\p{L}\p{M}]*(?:(?<=\p{L})['’]s\b)?/giu, (shouted) => {
    // Roman numerals are numbers, not words.
    if (!first && /^(?:[IVX]|[IVXLC]{2,})$/.test(shouted)) return shouted;
    const word = shouted.toLowerCase();
    const capital = first || isCapitalised(word, language, text);
    first = false;
    return capital ? word.charAt(0).toUpperCase() + word.slice(1) : word;
  });
}

function isCapitalised(word: string, language: Language, text: string): boolean {
  if (language === 'en') return !SMALL.has(word);
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const count = (form: string) =>
    text.match(new RegExp(`(?<=[\\p{Ll},;] |[dlDL]['’])${form}(?!\\p{L})`, 'gu'))?.length ?? 0;
  return count(escaped.charAt(0).toUpperCase() + escaped.slice(1)) > count(escaped);
}
