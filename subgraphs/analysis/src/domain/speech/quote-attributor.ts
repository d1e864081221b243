import { SPEECH_VERBS } from '../lexicon/speech-verbs.ts';
import type { Attribution, Cast, Mention, QuoteAttributor, SpeechSpan } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import { tokenAtOrAfter } from '../text/token-search.ts';

/**
 * Says who speaks: by a verb of speech beside the quotation, by who acts in its paragraph, by the turns of a
 * conversation, and last by who was in view before.
 */
export const ruleQuoteAttributor: QuoteAttributor = { attribute };

interface Turn {
  spans: number[];
  firstParagraph: number;
  lastParagraph: number;
}

const NEAR = 9;
const CLITICS = new Set([
  'me',
  "m'",
  'lui',
  'leur',
  'te',
  "t'",
  'se',
  "s'",
  'nous',
  'vous',
  'the',
  'le',
  'la',
  "l'",
  'a',
  'en',
  'y',
  'not',
  'poor',
  'then',
  'had',
  '-',
  'alors',
  'enfin',
  'encore',
  'un',
  'une',
  'ne',
  "n'",
  'old',
  'young',
  'little',
  'dit',
]);
const ADVERB = /(?:ly|ment)$/;

function attribute(book: BookText, speech: readonly SpeechSpan[], cast: Cast): Attribution[] {
  const result: Attribution[] = speech.map(() => ({ speaker: null, confidence: 0 }));
  const narrated = cast.mentions.filter(({ inSpeech }) => !inSpeech);
  const turns = turnsOf(speech);
  const decided: { speaker: number; last: number }[] = [];
  for (const [t, turn] of turns.entries()) {
    const found =
      bySpeechVerb(book, speech, turn, narrated) ??
      byBeat(book, speech, turn, narrated) ??
      byAlternation(book, turns, t, decided) ??
      byLastInView(book, turn, narrated, decided);
    if (!found) continue;
    decided.push({ speaker: found.speaker!, last: t });
    for (const span of turn.spans) if (!speech[span]!.isLabel) result[span] = found;
  }
  return result;
}

function turnsOf(speech: readonly SpeechSpan[]): Turn[] {
  const turns = new Map<number, Turn>();
  for (const [i, { turn, paragraph }] of speech.entries()) {
    const known = turns.get(turn);
    if (known) {
      known.spans.push(i);
      known.lastParagraph = paragraph;
    } else turns.set(turn, { spans: [i], firstParagraph: paragraph, lastParagraph: paragraph });
  }
  return [...turns.values()];
}

function bySpeechVerb(
  book: BookText,
  speech: readonly SpeechSpan[],
  { spans }: Turn,
  mentions: readonly Mention[],
): Attribution | null {
  for (const index of spans) {
    const span = speech[index]!;
    const found = afterQuote(book, span, speech[index + 1], mentions) ?? beforeQuote(book, span, mentions);
    if (found !== null)
      return { speaker: found.character, confidence: found.kind === 'PRONOUN' ? 0.8 : 0.95 };
  }
  return null;
}

/** “…,” said the old Hatter / “…,” she cried. */
function afterQuote(
  { tokens, language, paragraphs }: BookText,
  span: SpeechSpan,
  next: SpeechSpan | undefined,
  mentions: readonly Mention[],
): Mention | null {
  const from = tokenAtOrAfter(tokens, span.end);
  const limit = Math.min(paragraphs[span.paragraph]!.endToken, from + NEAR + 3);
  const stop =
    next && next.paragraph === span.paragraph ? Math.min(limit, tokenAtOrAfter(tokens, next.start)) : limit;
  let verb = -1;
  let who: Mention | null = null;
  for (let i = from; i < stop; i++) {
    const token = tokens[i]!;
    const mention = mentionAt(mentions, i);
    if (mention) {
      who ??= mention;
      if (verb >= 0) return who;
      i = mention.endToken - 1;
      continue;
    }
    if (token.kind === 'mark') {
      if (i > from + 1 && /[.;!?]/.test(token.text)) break;
      continue;
    }
    if (SPEECH_VERBS[language].has(token.lower)) {
      verb = i;
      if (who && i - from < 8) return who;
    } else if (!CLITICS.has(token.lower) && !ADVERB.test(token.lower) && verb < 0 && !who) break;
  }
  return null;
}

/** Turning round, Alice said: “…” */
function beforeQuote(
  { tokens, language, paragraphs }: BookText,
  span: SpeechSpan,
  mentions: readonly Mention[],
): Mention | null {
  const to = tokenAtOrAfter(tokens, span.start);
  const start = Math.max(paragraphs[span.paragraph]!.firstToken, to - 14);
  let mark = to - 1;
  while (mark >= start && tokens[mark]!.kind === 'mark' && !/[,:.]/.test(tokens[mark]!.text)) mark--;
  if (mark < start || !/[,:]/.test(tokens[mark]!.text)) return null;
  let verb = -1;
  for (let i = mark; i >= start; i--) {
    if (/[.!?]/.test(tokens[i]!.text) && verb < 0 && i < mark) return null;
    if (/[.!?]/.test(tokens[i]!.text) && i < mark) break;
    if (
      verb < 0 &&
      (SPEECH_VERBS[language].has(tokens[i]!.lower) || (tokens[mark]!.text === ':' && i === start))
    )
      verb = i;
  }
  if (verb < 0) return null;
  let nearest: Mention | null = null;
  for (let i = verb; i >= start; i--) {
    if (i < verb && /[.!?]/.test(tokens[i]!.text)) break;
    const mention = mentionAt(mentions, i);
    if (mention) {
      nearest = mention;
      break;
    }
  }
  return nearest;
}

/** The paragraph also narrates: who acts first beside the speech speaks it. */
function byBeat(
  book: BookText,
  speech: readonly SpeechSpan[],
  { spans, firstParagraph }: Turn,
  mentions: readonly Mention[],
): Attribution | null {
  const { firstToken, endToken } = book.paragraphs[firstParagraph]!;
  const first = speech[spans[0]!]!;
  const spoken = tokenAtOrAfter(book.tokens, first.start);
  let before: Mention | null = null;
  let after: Mention | null = null;
  for (
    let i = lowerBound(mentions, firstToken);
    i < mentions.length && mentions[i]!.firstToken < endToken;
    i++
  ) {
    const mention = mentions[i]!;
    if (mention.firstToken < spoken) {
      const opensSentence =
        book.tokens[mention.firstToken]!.opens ||
        book.tokens[mention.firstToken - 1]?.kind === 'mark' ||
        !before;
      if (opensSentence) before = mention;
    } else {
      after = mention;
      break;
    }
  }
  if (after && (!before || spoken - before.firstToken > 40))
    return { speaker: after.character, confidence: 0.65 };
  return before ? { speaker: before.character, confidence: 0.6 } : null;
}

/** A – B – A – B: whoever spoke the turn before last, when nothing was narrated in between. */
function byAlternation(
  book: BookText,
  turns: readonly Turn[],
  t: number,
  decided: readonly { speaker: number; last: number }[],
): Attribution | null {
  const previous = decided.at(-1);
  const earlier = decided.at(-2);
  if (!previous || !earlier || previous.last !== t - 1 || earlier.last !== t - 2) return null;
  const gap = turns[t]!.firstParagraph - turns[t - 2]!.lastParagraph;
  if (gap > 4 || previous.speaker === earlier.speaker) return null;
  const between =
    book.paragraphs[turns[t]!.firstParagraph]!.start - book.paragraphs[turns[t - 1]!.lastParagraph]!.end;
  return { speaker: earlier.speaker, confidence: between < 10 ? 0.65 : 0.45 };
}

function byLastInView(
  { paragraphs }: BookText,
  { firstParagraph }: Turn,
  mentions: readonly Mention[],
  decided: readonly { speaker: number; last: number }[],
): Attribution | null {
  const at = paragraphs[firstParagraph]!.firstToken;
  const previous = decided.at(-1)?.speaker;
  let fallback: Mention | null = null;
  for (let i = lowerBound(mentions, at) - 1; i >= 0 && at - mentions[i]!.firstToken < 250; i--) {
    const mention = mentions[i]!;
    fallback ??= mention;
    if (mention.character !== previous) return { speaker: mention.character, confidence: 0.35 };
  }
  return fallback ? { speaker: fallback.character, confidence: 0.25 } : null;
}

function mentionAt(mentions: readonly Mention[], token: number): Mention | null {
  const at = lowerBound(mentions, token);
  if (mentions[at]?.firstToken === token) return mentions[at]!;
  const before = mentions[at - 1];
  return before && before.firstToken < token && before.endToken > token ? before : null;
}

function lowerBound(mentions: readonly Mention[], token: number): number {
  let low = 0;
  let high = mentions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (mentions[middle]!.firstToken < token) low = middle + 1;
    else high = middle;
  }
  return low;
}
