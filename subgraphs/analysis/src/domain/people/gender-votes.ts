import type { BookText } from '../text/book-text.ts';
import type { Gender } from './form-gender.ts';

/** How often a name is followed by each kind of pronoun. */
export interface GenderVotes {
  female: number;
  male: number;
}

const REACH = 22;
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

/** Counts the first pronoun behind a name, if it comes before the next name. */
export function votesAfter(
  { tokens, language }: BookText,
  { firstToken, endToken }: { firstToken: number; endToken: number },
  nextName: number | undefined,
  votes: GenderVotes,
): void {
  const before = tokens[firstToken - 1]?.lower;
  if (language === 'fr' && before === 'la' && tokens[firstToken]!.capital) votes.female += 0.5;
  const until = Math.min(nextName ?? tokens.length, endToken + REACH, tokens.length);
  for (let i = endToken; i < until; i++) {
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

/** The gender that at least so many pronouns agree on. */
export function votedGender({ female, male }: GenderVotes, least: number, lead: number): Gender {
  if (female + male < least) return 'UNKNOWN';
  if (female > lead * male) return 'FEMALE';
  return male > lead * female ? 'MALE' : 'UNKNOWN';
}
