import type { EntitySpan, SpeechSpan } from '../../ports.ts';
import type { BookText } from '../../text/book-text.ts';
import { describeReferents } from './describe-referents.ts';
import { findReferents, type KnownName } from './find-referents.ts';
import {
  chooseBy,
  type KnownCharacters,
  type Linked,
  type LinkScorer,
  linkReferents,
} from './link-referents.ts';
import type { Referent } from './referent.ts';

export interface Coreference extends Linked {
  referents: Referent[];
}

/** Finds everything that somebody or something is called in a text, and what of it means the same. */
export function resolveCoreference(
  book: BookText,
  speech: readonly SpeechSpan[],
  scorer: LinkScorer,
  names: readonly KnownName[],
  tagged: readonly EntitySpan[],
  /** The character whom a span is known to mean, or -1. */
  characterOf: (referent: Referent) => number = () => -1,
  genders: KnownCharacters['genders'] = [],
): Coreference {
  const spans = findReferents(book, names, tagged);
  const referents = describeReferents(book, speech, spans);
  const known = { of: Int32Array.from(referents, characterOf), genders };
  return { referents, ...linkReferents(book, speech, referents, scorer.width, chooseBy(scorer), known) };
}
