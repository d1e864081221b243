import type { Language } from '@visiobook/schema';
import { readBook } from '../../subgraphs/analysis/src/domain/text/book-text.ts';
import { tokenAtOrAfter } from '../../subgraphs/analysis/src/domain/text/token-search.ts';
import type { RowBook } from './row-tokens.ts';
import { plainDocument } from './rows.ts';

/** A passage put together from the tokens of a row, and the ways between its tokens and the row's. */
export interface RowPassage extends RowBook {
  /** The passage's tokens, end exclusive, that lie in these tokens of the row; null when there are none. */
  ownTokensOf(start: number, end: number): [number, number] | null;
}

const CLOSE_UP_BEFORE = /^(?:[,.;:!?)\]…”»]|\.\.\.|n['’]t|['’](?:s|ll|ve|re|d|m|em)$)/i;
const OPENERS = new Set(['“', '«', '(', '[', '‘', "l'", "d'"]);
const OPENING = /^(?:[“«"‘—–―]|--|-$)/;

/**
 * Rows say nothing of paragraphs, and who speaks depends on them: one begins where a sentence opens or follows
 * speech. Straight marks are closed up, so that their two sides can be told apart.
 */
export function bookOfPassage(
  name: string,
  sentences: readonly (readonly string[])[],
  language: Language,
): RowPassage {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  let inQuote = false;
  let glue = true;
  for (const [number, tokens] of sentences.entries()) {
    const first = tokens[0] ?? '';
    const opensSpeech = OPENING.test(first) && !inQuote;
    const endedSpeech = /[”»"]$/.test(sentences[number - 1]?.at(-1) ?? '') && !inQuote;
    if (number > 0) text += opensSpeech || endedSpeech ? '\n\n' : ' ';
    glue = true;
    for (const [i, token] of tokens.entries()) {
      const closes = token === '"' && inQuote;
      const apostrophe = language === 'fr' && (token === '’' || token === "'");
      if (!glue && !closes && !apostrophe && !CLOSE_UP_BEFORE.test(token)) text += ' ';
      starts.push(text.length);
      text += token;
      ends.push(text.length);
      if (token === '"') inQuote = !inQuote;
      else if (token === '“' || token === '«') inQuote = true;
      else if (token === '”' || token === '»') inQuote = false;
      const hyphen = language === 'fr' && token === '-' && i > 0;
      glue = apostrophe || OPENERS.has(token) || (token === '"' && inQuote) || hyphen;
    }
  }
  const book = readBook(plainDocument(language, name, text));
  const rowTokenAt = (offset: number) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
  const flat = sentences.flat();
  return {
    book,
    tokensOf(start, end) {
      const first = rowTokenAt(start);
      let last = rowTokenAt(end - 1);
      while (last > first && /^['’-]$/.test(flat[last]!)) last--;
      return [first, last + 1];
    },
    ownTokensOf(start, end) {
      const first = tokenAtOrAfter(book.tokens, starts[start]!);
      let last = tokenAtOrAfter(book.tokens, ends[end - 1]!);
      // A token of ours may be longer than the row's: "j'" and "j".
      if (first >= book.tokens.length || last < first) return null;
      if (last === first) last++;
      return [first, last];
    },
  };
}
