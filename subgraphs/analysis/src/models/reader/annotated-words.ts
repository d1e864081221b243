import type { Language } from '@visiobook/schema';

/** Words of a sentence as annotators cut them. */
export interface AnnotatedWords {
  words: string[];
  /** Where each word begins among the sentence's tokens, and behind the last where it ends. */
  starts: number[];
}

const TITLES = new Set('mr mrs ms dr st messrs prof capt col gen rev hon'.split(' '));
const INITIAL = /^(?!I)\p{Lu}$/u;
const CAPITAL = /^\p{Lu}/u;

/** Our tokens hold no full stops; in the English sets, a title or an initial before a name keeps its own: "Mr.", "J.". */
export function annotatedWords(tokens: readonly string[], language: Language): AnnotatedWords {
  const words: string[] = [];
  const starts: number[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    starts.push(i);
    const isShort = TITLES.has(token.toLowerCase()) || INITIAL.test(token);
    if (language === 'en' && isShort && tokens[i + 1] === '.' && CAPITAL.test(tokens[i + 2] ?? '')) {
      words.push(`${token}.`);
      i++;
    } else words.push(token);
  }
  starts.push(tokens.length);
  return { words, starts };
}
