import type { Language } from '@visiobook/schema';
import type { z } from 'zod';
import { resolveCoreference } from '../../subgraphs/analysis/src/domain/people/coreference/coreference.ts';
import { knownNames } from '../../subgraphs/analysis/src/domain/people/coreference/known-names.ts';
import { speechMask } from '../../subgraphs/analysis/src/domain/people/entity-finder.ts';
import { quoteFinder } from '../../subgraphs/analysis/src/domain/speech/quote-finder.ts';
import type { PeopleModels } from './people-models.ts';
import { bookOfPassage } from './row-passages.ts';
import type { TokensRow } from './row-tokens.ts';

/** Pronouns that often mean nobody in particular: alone they are no mention. */
const VAGUE = new Set([
  'they',
  'them',
  'their',
  'its',
  'you',
  'your',
  'il',
  'le',
  'la',
  'les',
  "l'",
  'qui',
  'on',
]);

/** Everybody and everything that is meant in a passage, pronouns included. */
export function annotateCoreference({ scorer, tagger }: PeopleModels) {
  if (!scorer) throw new Error('The task coref needs the trained links of mentions.');
  return ({ doc, sentences }: z.infer<typeof TokensRow>, language: Language) => {
    const { book, tokensOf } = bookOfPassage(doc, sentences, language);
    const speech = quoteFinder.find(book);
    const tagged = tagger?.tag(book) ?? [];
    const names = tagged.length > 0 ? [] : knownNames(book, speechMask(book, speech));
    const { clusters, referents } = resolveCoreference(book, speech, scorer, names, tagged);
    return {
      doc,
      clusters: clusters
        .map(({ members }) => members.map((index) => referents[index]!))
        .filter((members) => members.length > 1 || !VAGUE.has(members[0]!.text))
        .map((members) =>
          members.map(({ firstToken, endToken, kind }) => {
            const { start, text } = book.tokens[firstToken]!;
            // "I've" is one word of ours and two of the row's.
            const end =
              kind === 'PRONOUN'
                ? start + text.replace(/(?<=\p{L})['’]\p{L}+$/u, '').length
                : book.tokens[endToken - 1]!.end;
            return tokensOf(start, end);
          }),
        ),
    };
  };
}
