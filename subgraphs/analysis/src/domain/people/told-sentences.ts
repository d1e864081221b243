import type { BookText } from '../text/book-text.ts';

/** The sentences of the narration in which each form of a name stands. */
export function toldSentences(
  { tokens, sentences }: BookText,
  inSpeech: Uint8Array,
): (forms: readonly { spans: readonly { firstToken: number }[] }[]) => ReadonlySet<number> {
  const at = new Int32Array(tokens.length);
  for (const [i, { firstToken, endToken }] of sentences.entries()) at.fill(i, firstToken, endToken);
  return (forms) => {
    const told = new Set<number>();
    for (const { spans } of forms)
      for (const { firstToken } of spans) if (!inSpeech[firstToken]) told.add(at[firstToken]!);
    return told;
  };
}

/** Whoever stands beside somebody in sentence after sentence is not the same person. */
export function areTwo(some: ReadonlySet<number>, others: ReadonlySet<number>): boolean {
  let together = 0;
  for (const sentence of some) if (others.has(sentence)) together++;
  return together >= 3 && together >= 0.08 * some.size;
}
