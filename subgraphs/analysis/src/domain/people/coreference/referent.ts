import type { EntityLabel } from '../../ports.ts';

/** A span of text that may mean somebody or something, before it is known whom. */
export interface ReferentSpan {
  firstToken: number;
  endToken: number;
  kind: 'NAME' | 'NOUN' | 'PRONOUN';
  /** Null where nothing says it, as for pronouns. */
  label: EntityLabel | null;
}

export type Determiner = 'NONE' | 'DEFINITE' | 'INDEFINITE' | 'POSSESSIVE' | 'DEMONSTRATIVE';

/** A span with all that its own words and its place in the text say about it. */
export interface Referent extends ReferentSpan {
  /** In lower case; a pronoun is its own head. */
  head: string;
  headToken: number;
  /** Words of a name without titles and particles; of a description, without its determiner. */
  words: readonly string[];
  titles: readonly string[];
  /** The whole span in lower case. */
  text: string;
  gender: 'FEMALE' | 'MALE' | 'NEUTER' | 'UNKNOWN';
  number: 'SINGULAR' | 'PLURAL' | 'UNKNOWN';
  /** 0 for names and nouns. */
  person: 0 | 1 | 2 | 3;
  role: 'SUBJECT' | 'OBJECT' | 'POSSESSIVE' | 'REFLEXIVE' | 'RELATIVE';
  determiner: Determiner;
  sentence: number;
  paragraph: number;
  /** The turn of speech that it stands in, or -1. */
  turn: number;
  /** Stands between marks inside speech: "Come, Harker". */
  isAddress: boolean;
  /** Index of the smallest span around it, or -1. */
  parent: number;
}
