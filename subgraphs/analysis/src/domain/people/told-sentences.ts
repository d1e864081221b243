import type { BookText } from '../text/book-text.ts';
import type { NameForm } from './name-forms.ts';

/** The sentences of the narration in which each form of a name stands. */
export function toldSentences(
  { tokens, sentences }: BookText,
  inSpeech: Uint8Array,
): (forms: readonly NameForm[]) => ReadonlySet<number> {
  const at = new Int32Array(tokens.length);
  for (const [i, { firstToken, endToken }] of sentences.entries()) at.fill(i, firstToken, endToken);
  return (forms) => {
    const told = new Set<number>();
    for (const { spans } of forms)
      for (const { firstToken } of spans) if (!inSpeech[firstToken]) told.add(at[firstToken]!);
    return told;
  };
}
