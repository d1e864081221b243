import { SPEECH_VERBS } from '../../lexicon/speech-verbs.ts';
import type { SpeechSpan } from '../../ports.ts';
import type { BookText } from '../../text/book-text.ts';
import { tokenAtOrAfter } from '../../text/token-search.ts';
import type { Referent } from './referent.ts';

const AFTER = 7;
const BEFORE = 14;

/** For each span of the narration that a verb of speech says speaks a turn, that turn; -1 for all others. */
export function reportedTurns(
  book: BookText,
  speech: readonly SpeechSpan[],
  referents: readonly Referent[],
): Int32Array {
  const reported = new Int32Array(referents.length).fill(-1);
  const starting = new Map<number, number>();
  for (const [i, { firstToken, turn, role }] of referents.entries())
    if (turn < 0 && role !== 'POSSESSIVE' && !starting.has(firstToken)) starting.set(firstToken, i);
  for (const span of speech) {
    if (span.isLabel) continue;
    const who = behind(book, span, starting) ?? before(book, span, starting);
    if (who !== undefined) reported[who] = span.turn;
  }
  return reported;
}

/** “…,” said the old man / “…,” she cried. */
function behind(
  { tokens, language, paragraphs }: BookText,
  span: SpeechSpan,
  starting: ReadonlyMap<number, number>,
): number | undefined {
  const from = tokenAtOrAfter(tokens, span.end);
  const end = Math.min(from + AFTER, paragraphs[span.paragraph]!.endToken);
  let who: number | undefined;
  let hasVerb = false;
  for (let i = from; i < end; i++) {
    const { lower, kind, text } = tokens[i]!;
    if (kind === 'mark' && i > from + 1 && /^[.;:!?“"«]/.test(text)) break;
    if (SPEECH_VERBS[language].has(lower)) hasVerb = true;
    who ??= starting.get(i);
    if (hasVerb && who !== undefined) return who;
  }
  return undefined;
}

/** She turned and said: “…” */
function before(
  { tokens, language, paragraphs }: BookText,
  span: SpeechSpan,
  starting: ReadonlyMap<number, number>,
): number | undefined {
  const to = tokenAtOrAfter(tokens, span.start);
  const start = Math.max(paragraphs[span.paragraph]!.firstToken, to - BEFORE);
  let hasVerb = false;
  let who: number | undefined;
  for (let i = to - 1; i >= start; i--) {
    const { lower, kind, text } = tokens[i]!;
    if (kind === 'mark' && i < to - 3 && /^[.;!?”"»]/.test(text)) break;
    if (SPEECH_VERBS[language].has(lower)) hasVerb = true;
    else if (hasVerb) who = starting.get(i) ?? who;
  }
  return who;
}
