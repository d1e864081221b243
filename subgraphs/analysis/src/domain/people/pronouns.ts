import type { Mention } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import type { Draft } from './draft-people.ts';

const FEMALE = new Set(['she', 'her', 'hers', 'herself', 'elle']);
const MALE = new Set(['he', 'him', 'his', 'himself', 'il']);
const NOT_A_PERSON = new Set([
  'y',
  'faut',
  'fallait',
  'fallut',
  'faudra',
  'faudrait',
  'pleut',
  'pleuvait',
  'pleuvra',
  'neigeait',
  "s'agissait",
  "s'agit",
]);
const REACH = 120;

/** Links the third-person pronouns of the narration to the last person they can mean. */
export function resolvePronouns(
  { tokens, language }: BookText,
  drafts: readonly Draft[],
  names: readonly Mention[],
  inSpeech: Uint8Array,
): Mention[] {
  const pronouns: Mention[] = [];
  const last: Record<'FEMALE' | 'MALE', { character: number; at: number; isSubject: boolean } | null> = {
    FEMALE: null,
    MALE: null,
  };
  let next = 0;
  for (let i = 0; i < tokens.length; i++) {
    const name = names[next];
    if (name && name.firstToken === i) {
      next++;
      if (!name.inSpeech) remember(name, i);
      i = Math.max(i, name.endToken - 1);
      while (next < names.length && names[next]!.firstToken <= i) next++;
      continue;
    }
    if (inSpeech[i]) continue;
    const { lower } = tokens[i]!;
    const gender = FEMALE.has(lower) ? 'FEMALE' : MALE.has(lower) ? 'MALE' : null;
    if (!gender || (language === 'fr' && NOT_A_PERSON.has(tokens[i + 1]?.lower ?? ''))) continue;
    const meant = last[gender];
    if (!meant || i - meant.at > REACH) continue;
    meant.at = i;
    pronouns.push({
      start: tokens[i]!.start,
      end: tokens[i]!.end,
      firstToken: i,
      endToken: i + 1,
      character: meant.character,
      kind: 'PRONOUN',
      inSpeech: false,
      confidence: 0.6,
    });
  }
  return pronouns;

  function remember(name: Mention, at: number): void {
    const { gender } = drafts[name.character]!;
    const previous = tokens[at - 1];
    const isSubject =
      tokens[at]!.opens ||
      previous?.kind === 'mark' ||
      previous?.lower === 'and' ||
      previous?.lower === 'et' ||
      previous?.lower === 'the' ||
      previous?.lower === 'le' ||
      previous?.lower === 'la';
    for (const kind of ['FEMALE', 'MALE'] as const) {
      if (gender !== kind && gender !== 'UNKNOWN') continue;
      const held = last[kind];
      // Someone named in passing does not take the place of the subject who was named just before.
      if (held?.isSubject && !isSubject && at - held.at < 25) continue;
      if (gender === 'UNKNOWN' && held && at - held.at < 60) continue;
      last[kind] = { character: name.character, at, isSubject };
    }
  }
}
