import { FEMALE_NOUNS, MALE_NOUNS } from '../lexicon/person-nouns.ts';
import type { Mention } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import type { Draft } from './draft-people.ts';

const FEMALE = new Set(['she', 'her', 'hers', 'herself', 'elle', 'elle-même']);
const MALE = new Set(['he', 'him', 'his', 'himself', 'il', 'lui-même']);
const IMPERSONAL = new Set([
  'y',
  'faut',
  'fallait',
  'fallut',
  'pleut',
  'pleuvait',
  "n'y",
  'semble',
  'semblait',
  'est',
  'était',
  'fut',
  'ne',
  "n'",
  "s'agit",
  "s'",
  'me',
  "m'",
]);

/** Reads a person's gender from the pronouns that follow their name; what titles say stays. */
export function guessGenders(book: BookText, drafts: readonly Draft[], names: readonly Mention[]): void {
  const votes = drafts.map(() => ({ female: 0, male: 0 }));
  for (const [i, mention] of names.entries()) {
    if (mention.inSpeech) continue;
    const until = Math.min(
      names[i + 1]?.firstToken ?? book.tokens.length,
      mention.endToken + 22,
      book.tokens.length,
    );
    vote(book, mention, until, votes[mention.character]!);
  }
  for (const [i, draft] of drafts.entries()) {
    const { female, male } = votes[i]!;
    if (draft.gender !== 'UNKNOWN') continue;
    const noun = draft.heads.find(
      (head) => FEMALE_NOUNS[book.language].has(head) || MALE_NOUNS[book.language].has(head),
    );
    if (noun) draft.gender = FEMALE_NOUNS[book.language].has(noun) ? 'FEMALE' : 'MALE';
    else if (female + male >= 1.5 && female > 1.6 * male) draft.gender = 'FEMALE';
    else if (female + male >= 1.5 && male > 1.6 * female) draft.gender = 'MALE';
    else if (book.language === 'fr' && /^l[ae] /i.test(draft.name))
      draft.gender = /^la /i.test(draft.name) ? 'FEMALE' : 'MALE';
  }
}

function vote(
  { tokens, language }: BookText,
  mention: Mention,
  until: number,
  votes: { female: number; male: number },
): void {
  const before = tokens[mention.firstToken - 1]?.lower;
  if (language === 'fr' && before === 'la' && tokens[mention.firstToken]!.capital) votes.female += 0.5;
  for (let i = mention.endToken; i < until; i++) {
    const { lower } = tokens[i]!;
    if (FEMALE.has(lower)) {
      votes.female++;
      return;
    }
    if (MALE.has(lower)) {
      votes.male += lower === 'il' && IMPERSONAL.has(tokens[i + 1]?.lower ?? '') ? 0.3 : 1;
      return;
    }
  }
}
