import { compatible } from '../people/form-gender.ts';
import type { Cast, Mention, StoryContext } from '../ports.ts';
import { lowerBound } from '../speech/mention-search.ts';
import type { Sentence } from '../text/book-text.ts';
import type { Token } from '../text/tokens.ts';

const SUBJECT = new Set(['he', 'she', 'il', 'elle']);
const OBJECT = new Set(['him']);
const POSSESSIVE = new Set(['his', 'her']);
/** Behind "her" these show that it is no possessive. */
const NO_NOUN = new Set(
  'to in at on by for with from and but or as so that the a an up down out off away over into again very a till until when if how what'.split(
    ' ',
  ),
);
const IMPERSONAL = new Set(
  "y faut fallait fallut faudra faudrait pleut pleuvait neigeait s'agit s'agissait semble semblait sembla paraît paraissait arriva s'écoula restait resta vint convient existe existait vaut valait se s'".split(
    ' ',
  ),
);
const BEING = new Set(['est', 'était', 'fut', 'serait', "n'est", "n'était"]);
/** What is less likely a character is hardly ever meant: on novels whose pronouns were resolved by hand, 0 of 7. */
const SURE = 0.3;
/** Tokens between a name and the pronoun that it replaces. */
const REACH = 60;

/**
 * The sentence with the name in place of the first pronoun that means somebody not yet named in it, when it is sure
 * enough who that is: "Just then her head struck the roof" is told as "Just then Alice's head struck the roof".
 */
export function namePronoun(
  { people, book }: StoryContext,
  sentence: Sentence,
  mentions: readonly Mention[],
  text: string,
): string {
  const first = mentions.find(({ kind }) => kind !== 'NARRATOR');
  if (first?.kind !== 'PRONOUN' || first.inSpeech || first.firstToken - sentence.firstToken > 8) return text;
  const { spoken, gender, confidence, isNarrator } = people.characters[first.character]!;
  if (gender === 'UNKNOWN' || isNarrator || confidence < SURE) return text;
  const named = mentions.some(({ kind, character }) => kind === 'NAME' && character === first.character);
  if (named || !isFresh(people, first)) return text;
  const written = nameFor(book.tokens, first.firstToken, spoken);
  if (!written) return text;
  const at = first.start - sentence.start;
  return text.slice(0, at) + written + text.slice(first.end - sentence.start);
}

/**
 * Whether the name itself stood shortly before, and nobody else's who may be meant: on the same novels that is right in
 * 84% of all cases in English and 76% in French, and beside a rival in 56% and 61%.
 */
function isFresh({ mentions, characters }: Cast, { character, firstToken }: Mention): boolean {
  const { gender } = characters[character]!;
  let isNamed = false;
  for (let i = lowerBound(mentions, firstToken) - 1; i >= 0; i--) {
    const mention = mentions[i]!;
    if (firstToken - mention.firstToken > REACH) break;
    if (mention.kind !== 'NAME') continue;
    if (mention.character === character) isNamed = true;
    else if (!mention.inSpeech && compatible(characters[mention.character]!.gender, gender)) return false;
  }
  return isNamed;
}

function nameFor(tokens: readonly Token[], at: number, spoken: string): string | null {
  const { lower } = tokens[at]!;
  const next = tokens[at + 1];
  if (lower === 'il' && isImpersonal(tokens, at)) return null;
  // "entra-t-il": the name does not fit behind the hyphen.
  if (tokens[at]!.text.startsWith('-')) return null;
  if (SUBJECT.has(lower)) return spoken;
  // Before another noun, "him" needs its comma: "before him Tom lay".
  if (OBJECT.has(lower)) return next?.kind === 'word' && !NO_NOUN.has(next.lower) ? null : spoken;
  if (!POSSESSIVE.has(lower) || next?.kind !== 'word') return null;
  if (lower === 'her' && NO_NOUN.has(next.lower)) return null;
  return `${spoken}${/[sx]$/.test(spoken) ? '’' : '’s'}`;
}

function isImpersonal(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]?.lower ?? '';
  const verb = next === "n'" ? (tokens[at + 2]?.lower ?? '') : next;
  if (IMPERSONAL.has(verb)) return true;
  if (!BEING.has(verb)) return false;
  for (let i = at + 2; i <= at + 5; i++)
    if (['que', "qu'", 'de', "d'", 'heure', 'heures', 'temps'].includes(tokens[i]?.lower ?? '')) return true;
  return false;
}
