import type { Language } from '@visiobook/schema';
import { ENGLISH } from './queries-en.ts';
import { FRENCH } from './queries-fr.ts';

/** What somebody remembers of a scene, in words of their own, and a few words of the book that say which scene it is. */
export interface SearchQuery {
  text: string;
  anchor: string;
  /** The question in the other language. */
  foreign: string;
}

export interface SearchedBook {
  /** Below `data/books`. */
  file: string;
  language: Language;
  queries: SearchQuery[];
}

/** Written for this measure, without looking into the texts while the words were chosen. */
export const SEARCHED: readonly SearchedBook[] = [...ENGLISH, ...FRENCH];
