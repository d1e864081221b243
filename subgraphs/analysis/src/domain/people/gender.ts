import { FEMALE_NOUNS, MALE_NOUNS } from '../lexicon/person-nouns.ts';
import type { Mention } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import type { Draft } from './draft-people.ts';
import { type GenderVotes, votedGender, votesAfter } from './gender-votes.ts';

/** Reads a person's gender from the pronouns that follow their name; what titles say stays. */
export function guessGenders(book: BookText, drafts: readonly Draft[], names: readonly Mention[]): void {
  const votes = drafts.map((): GenderVotes => ({ female: 0, male: 0 }));
  for (const [i, mention] of names.entries()) {
    if (mention.inSpeech) continue;
    votesAfter(book, mention, names[i + 1]?.firstToken, votes[mention.character]!);
  }
  for (const [i, draft] of drafts.entries()) {
    const voted = votedGender(votes[i]!, 1.5, 1.6);
    if (draft.gender !== 'UNKNOWN') continue;
    const noun = draft.heads.find(
      (head) => FEMALE_NOUNS[book.language].has(head) || MALE_NOUNS[book.language].has(head),
    );
    if (noun) draft.gender = FEMALE_NOUNS[book.language].has(noun) ? 'FEMALE' : 'MALE';
    else if (voted !== 'UNKNOWN') draft.gender = voted;
    else if (book.language === 'fr' && /^l[ae] /i.test(draft.name))
      draft.gender = /^la /i.test(draft.name) ? 'FEMALE' : 'MALE';
  }
}
