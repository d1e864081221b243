import type { Language } from '@visiobook/schema';
import { z } from 'zod';
import { type BookText, readBook } from '../../subgraphs/analysis/src/domain/text/book-text.ts';
import { plainDocument } from './rows.ts';

export const TokensRow = z.object({ doc: z.string(), sentences: z.array(z.array(z.string())) });

/** A book put together from the tokens of a row, and the way back from its characters to those tokens. */
export interface RowBook {
  book: BookText;
  /** The first of the row's tokens that the characters touch, and the one behind the last. */
  tokensOf(start: number, end: number): [number, number];
}

export function bookOfTokens(
  name: string,
  sentences: readonly (readonly string[])[],
  language: Language,
): RowBook {
  const starts: number[] = [];
  let text = '';
  for (const tokens of sentences) {
    for (const token of tokens) {
      starts.push(text.length);
      text += `${token} `;
    }
    text += '\n\n';
  }
  const tokenAt = (offset: number) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
  return {
    book: readBook(plainDocument(language, name, text)),
    tokensOf: (start, end) => [tokenAt(start), tokenAt(end - 1) + 1],
  };
}
