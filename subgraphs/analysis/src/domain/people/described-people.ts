import type { Mention, SpeechSpan } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import { describeReferents } from './coreference/describe-referents.ts';
import { type Choose, type LinkScorer, linkReferents } from './coreference/link-referents.ts';
import type { ReferentSpan } from './coreference/referent.ts';
import { isCommonNoun } from './descriptions.ts';
import type { Draft } from './draft-people.ts';

/** Uses of one description that are weighed: more would tell the same, and a long book has hundreds. */
const MOST_USES = 60;
/** How much of all that is weighed must speak for one person, and how many times as much as for anybody else. */
const LEAST = 0.25;
const LEAD = 1.75;
/** The same for "the Dutchman", who seldom has no name in a story. */
const LEAST_OF_ORIGIN = 0.18;
const LEAD_OF_ORIGIN = 1.4;
/** The lead that is enough where that person's name stood beside the description. */
const HINTED = 1.25;

interface Weighed extends ReferentSpan {
  /** The draft that the span is known to mean, or -1; and the draft without a name that it describes, or -1. */
  character: number;
  described: number;
}

/**
 * Whom each draft without a name is by another: "the young lady" may be Clara. Where the others are named is known, and
 * which pronouns are theirs; the scorer weighs the descriptions alone, each by itself. -1 where it is nobody else.
 */
export function meantByDescriptions(
  book: BookText,
  speech: readonly SpeechSpan[],
  drafts: readonly Draft[],
  known: readonly Mention[],
  scorer: LinkScorer,
): number[] {
  if (!drafts.some(({ isDescribed }) => isDescribed)) return drafts.map(() => -1);
  const spans = [...known.map(knownSpan), ...drafts.flatMap(describedSpans)].sort(
    (a, b) => a.firstToken - b.firstToken || b.endToken - a.endToken,
  );
  const weights = drafts.map(() => new Map<number, number>());
  const weigh: Choose = (index, candidates, features) => {
    const scores = scorer.score(features, candidates.length + 1);
    const into = weights[spans[index]!.described]!;
    const able = candidates.flatMap(({ cluster: { character } }, row) => (character < 0 ? [] : [row]));
    const nobody = candidates.length;
    const most = Math.max(scores[nobody]!, ...able.map((row) => scores[row]!));
    const odds = (row: number) => Math.exp(scores[row]! - most);
    const sum = able.reduce((total, row) => total + odds(row), odds(nobody));
    for (const row of able) {
      const { character } = candidates[row]!.cluster;
      into.set(character, (into.get(character) ?? 0) + odds(row) / sum);
    }
    // Each use is weighed by itself: joined, the first guess would draw all others after it.
    return { choice: -1, confidence: 0 };
  };
  linkReferents(book, speech, describeReferents(book, speech, spans), scorer.width, weigh, {
    of: Int32Array.from(spans, ({ character }) => character),
    genders: drafts.map(({ gender }) => gender),
  });
  return drafts.map((draft, i) => {
    const [first, second] = [...weights[i]!].sort((a, b) => b[1] - a[1]);
    if (!first) return -1;
    const [who, weight] = first;
    const isAhead = (times: number) => weight >= times * (second?.[1] ?? 0);
    if (drafts[who] === draft.maybe) return isAhead(HINTED) ? who : -1;
    const share = weight / Math.min(MOST_USES, draft.spans.length);
    if (isOrigin(draft)) return share >= LEAST_OF_ORIGIN && isAhead(LEAD_OF_ORIGIN) ? who : -1;
    return isGeneric(draft) && share >= LEAST && isAhead(LEAD) ? who : -1;
  });
}

function knownSpan({ firstToken, endToken, kind, character }: Mention): Weighed {
  const isName = kind === 'NAME';
  return {
    ...{ firstToken, endToken, character, described: -1 },
    ...{ kind: isName ? 'NAME' : 'PRONOUN', label: isName ? 'PER' : null },
  };
}

function describedSpans({ isDescribed, spans }: Draft, described: number): Weighed[] {
  if (!isDescribed) return [];
  const step = Math.max(1, spans.length / MOST_USES);
  return Array.from({ length: Math.min(MOST_USES, spans.length) }, (_, i) => {
    const { firstToken, endToken } = spans[Math.floor(i * step)]!;
    return { firstToken, endToken, character: -1, described, kind: 'NOUN', label: 'PER' };
  });
}

/** "the young girl" is said of somebody known; "the policeman" is how a story knows him. */
function isGeneric({ heads }: Draft): boolean {
  return heads.length > 1 && heads.some(isCommonNoun);
}

function isOrigin({ spoken }: Draft): boolean {
  return /[\s’']\p{Lu}/u.test(spoken);
}
