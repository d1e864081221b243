import type { Cast, Mention, SpeechSpan } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import { tokenAtOrAfter } from '../text/token-search.ts';
import { lowerBound } from './mention-search.ts';
import { reportedSpeaker } from './reported-speaker.ts';
import type { SpeakerHint } from './speaker-confidence.ts';

/** What one person says without a break, as spans of speech. */
export interface Turn {
  spans: number[];
  firstParagraph: number;
  lastParagraph: number;
}

/** What speaks for each character as the speaker of a turn, and the best hint among it. */
export interface TurnEvidence {
  scores: Map<number, number>;
  hint: SpeakerHint;
  /** Whom the speaker addresses by name. */
  addressed: number[];
}

const VIEW = 260;
const IN_VIEW = 7;

/** Reads the hints around every turn: a verb of speech, who acts beside it, who is addressed, who is in view. */
export function turnEvidence(
  book: BookText,
  speech: readonly SpeechSpan[],
  cast: Cast,
  turns: readonly Turn[],
): TurnEvidence[] {
  const narrated = cast.mentions.filter(({ inSpeech }) => !inSpeech);
  const evidence = turns.map((turn) => {
    const scores = inView(book, turn, narrated);
    const named = namedInside(book, speech, turn, cast.mentions);
    const add = (who: number, score: number) => scores.set(who, (scores.get(who) ?? 0) + score);
    const reported = reportedSpeaker(book, speech, turn, narrated, cast.characters);
    let hint: SpeakerHint = 'NONE';
    if (reported?.isCertain) {
      add(reported.character, 12);
      hint = 'NAMED';
    } else if (reported) {
      hint = 'PRONOUN';
      if (reported.character >= 0) add(reported.character, 3.5);
      // The pronoun excludes half of the cast even where it is not clear whom it means.
      for (const who of scores.keys()) {
        const { gender } = cast.characters[who]!;
        if (reported.gender !== 'UNKNOWN' && gender !== 'UNKNOWN' && gender !== reported.gender) add(who, -8);
        if (reported.not === who) add(who, -5);
      }
    } else {
      const acting = whoActs(book, speech, turn, narrated);
      if (acting) {
        add(acting.character, acting.score);
        hint = 'ACTING';
      }
    }
    for (const who of named.addressed) add(who, -4);
    for (const who of named.mentioned) add(who, -1.5);
    return { scores, hint, addressed: named.addressed };
  });
  // Who is spoken to is likely to answer.
  for (const [t, { addressed }] of evidence.entries())
    for (const [step, weight] of [
      [1, 1.6],
      [-1, 0.8],
    ] as const) {
      const near = turns[t + step];
      if (!near || Math.abs(near.firstParagraph - turns[t]!.firstParagraph) > 3) continue;
      const { scores } = evidence[t + step]!;
      for (const who of addressed) scores.set(who, (scores.get(who) ?? 0) + weight);
    }
  return evidence;
}

/** The last people that the narration spoke of, the nearest ones first. */
function inView({ paragraphs }: BookText, turn: Turn, narrated: readonly Mention[]): Map<number, number> {
  const { firstToken: at } = paragraphs[turn.firstParagraph]!;
  const { endToken } = paragraphs[turn.lastParagraph]!;
  const scores = new Map<number, number>();
  for (let i = lowerBound(narrated, at); narrated[i] && narrated[i]!.firstToken < endToken; i++)
    scores.set(narrated[i]!.character, 1);
  for (let i = lowerBound(narrated, at) - 1; i >= 0 && scores.size < IN_VIEW; i--) {
    const { character, firstToken } = narrated[i]!;
    if (at - firstToken > VIEW && scores.size > 1) break;
    if (!scores.has(character)) scores.set(character, 1 - Math.min(1.4, (at - firstToken) / VIEW));
  }
  return scores;
}

function namedInside(
  { tokens }: BookText,
  speech: readonly SpeechSpan[],
  { spans }: Turn,
  mentions: readonly Mention[],
): { addressed: number[]; mentioned: number[] } {
  const addressed = new Set<number>();
  const mentioned = new Set<number>();
  for (const index of spans) {
    const { start, end } = speech[index]!;
    const first = tokenAtOrAfter(tokens, start);
    const last = tokenAtOrAfter(tokens, end);
    for (let i = lowerBound(mentions, first); mentions[i] && mentions[i]!.firstToken < last; i++) {
      const mention = mentions[i]!;
      if (mention.kind !== 'NAME') continue;
      (isAddress(mention, first, last) ? addressed : mentioned).add(mention.character);
    }
  }
  return { addressed: [...addressed], mentioned: [...mentioned].filter((who) => !addressed.has(who)) };

  /** "My dear Mr. Bennet, have you heard": between marks, or at an end of the speech beside one. */
  function isAddress({ firstToken, endToken }: Mention, first: number, last: number): boolean {
    let before = firstToken - 1;
    while (before >= first && COURTEOUS.has(tokens[before]!.lower)) before--;
    const opens = before < first || tokens[before]!.kind === 'mark';
    const closes = endToken >= last || tokens[endToken]!.kind === 'mark';
    const comma = tokens[before]?.text === ',' || /^[,!?]$/.test(tokens[endToken]?.text ?? '');
    return opens && closes && comma && tokens[endToken]?.lower !== "'s";
  }
}

const COURTEOUS = new Set(
  'my dear dearest poor old good oh ah o yes no come well mon ma cher chère pauvre bon bonne vieux petit petite oui non'.split(
    ' ',
  ),
);

/** The paragraph also narrates: who is the subject of a sentence beside the speech speaks it. */
function whoActs(
  book: BookText,
  speech: readonly SpeechSpan[],
  { spans, firstParagraph }: Turn,
  narrated: readonly Mention[],
): { character: number; score: number } | null {
  const { firstToken, endToken } = book.paragraphs[firstParagraph]!;
  const spoken = tokenAtOrAfter(book.tokens, speech[spans[0]!]!.start);
  let before: Mention | null = null;
  let after: Mention | null = null;
  for (let i = lowerBound(narrated, firstToken); narrated[i] && narrated[i]!.firstToken < endToken; i++) {
    const mention = narrated[i]!;
    if (mention.firstToken >= spoken) {
      after = mention;
      break;
    }
    const at = mention.firstToken;
    if (book.tokens[at]!.opens || book.tokens[at - 1]?.kind === 'mark' || !before) before = mention;
  }
  if (after && (!before || spoken - before.firstToken > 40))
    return { character: after.character, score: isSubject(book, after) ? 2.6 : 1.2 };
  return before ? { character: before.character, score: 2.4 } : null;
}

function isSubject({ tokens }: BookText, { firstToken, kind, start, end }: Mention): boolean {
  const before = tokens[firstToken - 1];
  if (kind === 'PRONOUN' && OBLIQUE.has(tokens[firstToken]!.lower)) return false;
  return end > start && (before === undefined || before.kind === 'mark' || tokens[firstToken]!.opens);
}

const OBLIQUE = new Set(['her', 'him', 'his', 'hers']);
