import type { EntitySpan, Mention, SpeechSpan } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import { resolveCoreference } from './coreference/coreference.ts';
import type { KnownName } from './coreference/find-referents.ts';
import type { LinkScorer } from './coreference/link-referents.ts';
import type { Referent } from './coreference/referent.ts';
import type { Draft } from './draft-people.ts';

export interface LinkedPeople {
  /** Pronouns and descriptions of the narration, each with the draft that it means. */
  mentions: Mention[];
  /** Drafts without a name whom most of their descriptions show to be somebody else: "the old lady" is Mrs. Dale. */
  dissolved: ReadonlySet<number>;
}

/** A link that is less sure than this says nothing. */
const LEAST = 0.4;

/** Tells whom the pronouns and descriptions of the narration mean, given the drafts and all places that name them. */
export function linkPeople(
  book: BookText,
  speech: readonly SpeechSpan[],
  drafts: readonly Draft[],
  named: readonly Mention[],
  places: readonly KnownName[],
  tagged: readonly EntitySpan[],
  scorer: LinkScorer,
): LinkedPeople {
  const owner = new Int32Array(book.tokens.length).fill(-1);
  const described = new Int32Array(book.tokens.length).fill(-1);
  const names: KnownName[] = [...places];
  for (const { character, firstToken, endToken, kind } of named) {
    const isFree = kind === 'NAME' && drafts[character]!.isDescribed;
    (isFree ? described : owner).fill(character, firstToken, endToken);
    if (kind === 'NAME') names.push({ firstToken, endToken, label: 'PER' });
  }
  const { referents, clusters, confidence } = resolveCoreference(
    book,
    speech,
    scorer,
    names,
    tagged,
    ({ headToken }) => owner[headToken]!,
    drafts.map(({ gender }) => gender),
  );
  const mentions: Mention[] = [];
  const moved = drafts.map(() => 0);
  for (const { members, character } of clusters) {
    const meant = character >= 0 ? character : describedBy(members);
    if (meant < 0) continue;
    for (const index of members) {
      const referent = referents[index]!;
      const free = described[referent.headToken]!;
      if (free >= 0 && free !== meant && confidence[index]! >= LEAST) moved[free]!++;
      if (owner[referent.headToken]! >= 0 || free === meant || !isTold(referent)) continue;
      if (confidence[index]! >= LEAST) mentions.push(mentionOf(book, referent, meant, confidence[index]!));
    }
  }
  const dissolved = new Set<number>();
  for (const [i, { isDescribed, spans }] of drafts.entries())
    if (isDescribed && moved[i]! > spans.length / 2) dissolved.add(i);
  return {
    // The places of a description that stays its own are named already.
    mentions: mentions
      .filter(({ firstToken, endToken, character }) => {
        const free = described[endToken - 1]!;
        return !dissolved.has(character) && (free < 0 || dissolved.has(free) || firstToken === endToken);
      })
      .sort((a, b) => a.firstToken - b.firstToken),
    dissolved,
  };

  /** The draft without a name that most of a nameless cluster's spans describe. */
  function describedBy(members: readonly number[]): number {
    const votes = new Map<number, number>();
    for (const index of members) {
      const free = described[referents[index]!.headToken]!;
      if (free >= 0) votes.set(free, (votes.get(free) ?? 0) + 1);
    }
    const [best] = [...votes].sort((a, b) => b[1] - a[1]);
    return best?.[0] ?? -1;
  }
}

/** One person of whom the narration speaks; what is said in speech is left to whoever asks who speaks. */
function isTold({ turn, person, number, kind, role }: Referent): boolean {
  if (turn >= 0 || number === 'PLURAL' || role === 'RELATIVE') return false;
  return kind === 'PRONOUN' ? person === 3 : kind === 'NOUN';
}

function mentionOf(
  { tokens }: BookText,
  { firstToken, endToken, kind }: Referent,
  character: number,
  confidence: number,
): Mention {
  return {
    start: tokens[firstToken]!.start,
    end: tokens[endToken - 1]!.end,
    firstToken,
    endToken,
    character,
    kind: kind === 'PRONOUN' ? 'PRONOUN' : 'NOUN',
    inSpeech: false,
    confidence,
  };
}
