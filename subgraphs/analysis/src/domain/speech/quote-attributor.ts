import type { Attribution, Cast, QuoteAttributor, SpeechSpan } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import { marginOf, speakerConfidence } from './speaker-confidence.ts';
import { type Turn, turnEvidence } from './turn-evidence.ts';
import { speakersInTurn } from './turn-taking.ts';

/**
 * Says who speaks: by a verb of speech beside the quotation, by who acts in its paragraph, by who is addressed, and
 * by the turns of the conversation.
 */
export const ruleQuoteAttributor: QuoteAttributor = { attribute };

function attribute(book: BookText, speech: readonly SpeechSpan[], cast: Cast): Attribution[] {
  const result: Attribution[] = speech.map(() => ({ speaker: null, confidence: 0 }));
  const turns = turnsOf(speech);
  const evidence = turnEvidence(book, speech, cast, turns);
  const speakers = speakersInTurn(turns, evidence);
  for (const [t, turn] of turns.entries()) {
    const speaker = speakers[t]!;
    if (speaker === null) continue;
    const { hint, scores } = evidence[t]!;
    const confidence = speakerConfidence(hint, marginOf(scores, speaker));
    for (const span of turn.spans) result[span] = { speaker, confidence };
  }
  return result;
}

function turnsOf(speech: readonly SpeechSpan[]): Turn[] {
  const turns = new Map<number, Turn>();
  for (const [i, { turn, paragraph, isLabel }] of speech.entries()) {
    if (isLabel) continue;
    const known = turns.get(turn);
    if (known) {
      known.spans.push(i);
      known.lastParagraph = paragraph;
    } else turns.set(turn, { spans: [i], firstParagraph: paragraph, lastParagraph: paragraph });
  }
  return [...turns.values()];
}
